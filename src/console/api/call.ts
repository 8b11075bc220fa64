import './no-eval.js';
import { decode, encode } from 'zod';
import { problem } from '../../contracts/shared/problem.js';
import type { AnswerOf, Route } from '../../contracts/shared/route.js';
import { hearClock } from './clock.js';
import { ApiRefused, Unreachable } from './refused.js';

export interface Sent {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  /** For `If-Match`. */
  readonly version?: number;
}

const beforeAsking = 800;

/**
 * Calls a route of the contract. Writes carry an `Idempotency-Key`, so that one whose answer got lost, or that the house was too
 * busy for, is asked again once without being done twice.
 *
 * @throws ApiRefused when the server refuses; Unreachable when it cannot be heard
 */
export async function call<R extends Route>(route: R, sent: Sent = {}): Promise<AnswerOf<R>> {
  const request = requestFor(route, sent);
  const response = await fetchPatiently(addressOf(route, sent), request, isRepeatable(route));
  hearClock(response);
  if (!response.ok) throw await refusalIn(response);
  if (!route.answer) return undefined as AnswerOf<R>;
  return decode(route.answer, (await response.json()) as never) as AnswerOf<R>;
}

const isRepeatable = (route: Route): boolean => route.method === 'GET' || !route.ownTransaction;

function requestFor(route: Route, { body, version }: Sent): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (route.body) headers['content-type'] = 'application/json';
  if (version !== undefined) headers['if-match'] = `"${version}"`;
  if (route.method !== 'GET' && !route.ownTransaction) headers['idempotency-key'] = crypto.randomUUID();
  const text = route.body ? JSON.stringify(encode(route.body, body)) : null;
  return { method: route.method, headers, body: text, credentials: 'same-origin', cache: 'no-store' };
}

function addressOf(route: Route, { params = {}, query = {} }: Sent): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(asked.map(([name, value]) => [name, String(value)]));
  return asked.length === 0 ? path : `${path}?${search}`;
}

async function fetchPatiently(address: string, request: RequestInit, again: boolean): Promise<Response> {
  try {
    const answer = await fetch(address, request);
    if (!again || answer.status !== 503) return answer;
    await pause(secondsUntilAgain(answer) * 1_000);
  } catch {
    if (!again) throw new Unreachable();
    await pause(beforeAsking);
  }
  try {
    return await fetch(address, request);
  } catch {
    throw new Unreachable();
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A house that is too busy says when to come back; never so late that a person would not know what happens. */
const secondsUntilAgain = ({ headers }: Response): number =>
  Math.min(Math.max(Number(headers.get('retry-after') ?? 1) || 1, 1), 5);

async function refusalIn(response: Response): Promise<ApiRefused> {
  const parsed = problem.safeParse(await response.json().catch(() => null));
  return parsed.success
    ? new ApiRefused(parsed.data.code, parsed.data.reason, response.status)
    : new ApiRefused(response.status >= 500 ? 'fault' : 'not-found', undefined, response.status);
}
