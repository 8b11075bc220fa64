import fc from 'fast-check';
import { request as open, Agent } from 'node:http';
import type { Route } from '../../../src/contracts/shared/route.js';
import type { KnownThings } from './known-things.js';
import { shapedInput } from './shaped-input.js';

/** One request, as it goes over the wire. */
export interface Shot {
  readonly route: Route;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | undefined;
  /** The body as a value, where it was made by the contract. */
  readonly sent: unknown;
  /** The address may not be the route's any more. */
  readonly odd: boolean;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const agent = new Agent({ keepAlive: true });

/** Sends exactly these bytes: `fetch` would mend an odd address. */
export function send(
  url: string,
  { route, path, headers, body }: Shot,
  more: Record<string, string>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const whole = {
      ...more,
      ...headers,
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    };
    const asked = open(
      { agent, hostname, port, path, method: route.method, headers: whole, timeout: 20_000 },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            type: answer.headers['content-type'] ?? '',
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    asked.on('timeout', () => asked.destroy(new Error('No answer within 20 s.')));
    asked.on('error', reject);
    asked.end(body);
  });
}

/** What a route's own form asks for, with places that the house fills. */
export interface Drawn {
  readonly params: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly body: unknown;
  readonly version: number;
  readonly key: string | undefined;
}

/** Requests of a route's own form. */
export function drawnFor(route: Route): fc.Arbitrary<Drawn> {
  const part = (name: 'params' | 'query' | 'body'): fc.Arbitrary<unknown> =>
    route[name] ? shapedInput(route[name], `${route.path}`) : fc.constant({});
  return fc.record({
    params: part('params'),
    query: part('query'),
    body: route.body ? part('body') : fc.constant(undefined),
    version: fc.nat({ max: 4 }),
    key: fc.option(fc.stringMatching(/^[\w-]{16,20}$/), { nil: undefined, freq: 4 }),
  }) as fc.Arbitrary<Drawn>;
}

export function shotOf(route: Route, drawn: Drawn, known: KnownThings): Shot {
  const { params, query, body } = known.fill(drawn) as Drawn;
  const path = route.path.replaceAll(/:(\w+)/g, (_whole, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return {
    route,
    path: search.size > 0 ? `${path}?${search.toString()}` : path,
    headers: {
      ...(route.ifMatch ? { 'if-match': `"${drawn.version}"` } : {}),
      ...(drawn.key === undefined ? {} : { 'idempotency-key': drawn.key }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    sent: body,
    odd: false,
  };
}
