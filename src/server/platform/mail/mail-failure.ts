import { seconds } from '../../../domain/shared/time.js';
import { backoff } from '../outbox/backoff.js';
import type { Delivery } from '../outbox/courier.js';

/** The parts of nodemailer's errors that carry no text of the server, which may quote an address. */
interface SmtpFault {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly syscall?: unknown;
}

type Failure = Exclude<Delivery, { result: 'sent' }>;

/** Faults that happen before a mail is handed over. */
const beforehand = new Set(['EDNS', 'ETLS', 'EPROXY', 'ECONFIG']);

/**
 * What a failed conversation with the mail server means for the parcel.
 *
 * - The server does not know us (EAUTH): later, it is our configuration that must be mended.
 * - 5xx: repeating will not help. 4xx: later.
 * - No answer: later; it may have arrived unless the connection was never made.
 */
export function mailFailure(error: unknown, attempt: number): Failure {
  const { code, responseCode, syscall } = faultOf(error);
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return { result: 'retry', after: seconds(30), code: 'auth-refused' };
  if (typeof responseCode === 'number') return refusal(responseCode, attempt);
  if (code === 'EENVELOPE') return { result: 'dead', code: 'bad-address' };
  const mayHaveArrived = syscall !== 'connect' && !(typeof code === 'string' && beforehand.has(code));
  return { result: 'retry', after: backoff(attempt), code: 'no-answer', mayHaveArrived };
}

/** 421 closes the connection before anything is accepted, like every other 4xx: nothing has arrived. */
function refusal(status: number, attempt: number): Failure {
  if (status >= 500) return { result: 'dead', code: `refused-${status}` };
  return { result: 'retry', after: backoff(attempt), code: `deferred-${status}` };
}

const faultOf = (error: unknown): SmtpFault => (typeof error === 'object' && error !== null ? error : {});
