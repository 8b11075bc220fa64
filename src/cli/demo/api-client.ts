import { z } from 'zod';
import type { Problem } from '../../contracts/shared/problem.js';
import type { AnswerOf, Route } from '../../contracts/shared/route.js';

/** How a request reaches the server: injected in tests, over the network in a script. */
export type Send = (request: {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}) => Promise<Answer>;

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly text: string;
}

/** The API refused. */
export class ProblemAnswer extends Error {
  constructor(
    readonly problem: Problem,
    readonly headers: Record<string, unknown>,
  ) {
    super(
      `${problem.status} ${problem.code} ${problem.reason ?? ''} ${JSON.stringify(problem.fields ?? '')}`,
    );
  }

  get code(): string {
    return this.problem.code;
  }
}

export interface CallOptions {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  /** Idempotency-Key. */
  readonly key?: string;
  /** If-Match. */
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A client of the staff API with a cookie jar, as a browser is one. */
export class ApiClient {
  cookie: string | null = null;
  /** The newest Set-Cookie line, whole. */
  setCookie: string | null = null;

  constructor(private readonly send: Send) {}

  /** Calls a route as its contract says. @throws ProblemAnswer */
  async call<R extends Route>(route: R, options: CallOptions = {}): Promise<AnswerOf<R>> {
    const body: unknown =
      options.body === undefined || !route.body
        ? options.body
        : z.encode<z.ZodType<unknown, unknown>>(route.body, options.body);
    const answer = await this.raw(route.method, pathOf(route, options), body, headersOf(options));
    if (answer.status >= 400) throw new ProblemAnswer(JSON.parse(answer.text) as Problem, answer.headers);
    return (route.answer ? route.answer.parse(JSON.parse(answer.text)) : undefined) as AnswerOf<R>;
  }

  async raw(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const answer = await this.send({
      method,
      path,
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    this.#keepCookie(answer.headers['set-cookie']);
    return answer;
  }

  #keepCookie(header: unknown): void {
    const [first] = (Array.isArray(header) ? header : [header]) as readonly unknown[];
    if (typeof first !== 'string') return;
    this.setCookie = first;
    const pair = first.split(';')[0]!;
    this.cookie = pair.endsWith('=') ? null : pair;
  }
}

/** Requests as a browser on the server's own site sends them. @param url without a slash at its end */
export const overNetwork =
  (url: string): Send =>
  async ({ method, path, headers, body }) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { origin: new URL(url).origin, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const given = Object.fromEntries(answer.headers);
    return {
      status: answer.status,
      headers: { ...given, 'set-cookie': answer.headers.getSetCookie() },
      text: await answer.text(),
    };
  };

function pathOf(route: Route, { params = {}, query = {} }: CallOptions): string {
  const path = route.path.replaceAll(/:(\w+)/g, (_whole, name: string) => params[name] ?? '');
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return search.size > 0 ? `${path}?${search.toString()}` : path;
}

const headersOf = ({ key, version, headers = {} }: CallOptions): Record<string, string> => ({
  ...(key === undefined ? {} : { 'idempotency-key': key }),
  ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  ...headers,
});
