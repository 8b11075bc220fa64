import type { z } from 'zod';
import type { Role, StaffFunction } from './people.js';
import type { RefusalCode } from './refusal-codes.js';

/**
 * Who may call. `anyone` needs a reason in a comment beside it; `telegram` is judged by the webhook's secret; `enrolling` is
 * a browser whose invitation was accepted and whose keys wait to be signed in; `session` is everybody signed in. A role or
 * a function admits whoever has it. Several admit whoever fits one of them.
 */
export type Allowed = 'anyone' | 'telegram' | 'enrolling' | 'session' | Role | StaffFunction;

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From `/api/v1`, with parameters as `:name`. */
  readonly path: `/api/v1/${string}`;
  /** One sentence for whoever reads the API. */
  readonly summary: string;
  readonly may: readonly [Allowed, ...Allowed[]];
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** The longest body in bytes; 1 MiB when absent. What is longer is refused as `too-large`, and nothing of it is read. */
  readonly bodyLimit?: number;
  /** Absent: the answer has no body (204). */
  readonly answer?: z.ZodType;
  /** What it may refuse beside what every route may. */
  readonly refuses?: readonly RefusalCode[];
  /** The answer holds a secret that is shown once: repeating the write with its key is refused, not answered again. */
  readonly answersOnce?: true;
  /** Needs `If-Match` with the version that the client has seen. */
  readonly ifMatch?: true;
  /**
   * The route opens its own transactions, because what it writes must stay when it refuses (a failed sign-in is counted).
   * Such a write takes no `Idempotency-Key`.
   */
  readonly ownTransaction?: true;
  /** A session without its second factor may call this, because it leads to one or away. */
  readonly beforeSecondFactor?: true;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** What a handler gets: parsed, with bytes as bytes. */
export interface InputOf<R extends Route> {
  readonly params: Parsed<R['params']>;
  readonly query: Parsed<R['query']>;
  readonly body: Parsed<R['body']>;
}

/** What a handler returns, and what a client has after parsing. */
export type AnswerOf<R extends Route> = R['answer'] extends z.ZodType ? z.output<R['answer']> : void;

/** Keeps the literal types, which the types above are made of. */
export const route = <const R extends Route>(definition: R): R => definition;
