import { Api, GrammyError, HttpError } from 'grammy';
import { seconds, type Duration } from '../../../domain/shared/time.js';
import type { Delivery } from '../outbox/courier.js';

export type BotName = 'intake' | 'staff';

/** A call that takes longer is given up. */
const patience: Duration = seconds(20);

/**
 * @param root the server that speaks the Bot API: Telegram's, one's own, or the sandbox
 * @param wait how long a call may take; a long poll needs more than the usual
 */
export function makeBotApi(token: string, root: string, wait: Duration = patience): Api {
  return new Api(token, { apiRoot: root, timeoutSeconds: Math.ceil(wait / 1_000), sensitiveLogs: false });
}

/**
 * What a failed call means for a parcel. Descriptions of the Bot API may quote what was sent, so only codes are kept.
 *
 * - 429: wait as told. 5xx: later. No answer: later, and it may have arrived.
 * - 403: the person blocked the bot or is gone. 400 and the rest: repeating will not help.
 */
export function deliveryOf(error: unknown, attempt: number): Exclude<Delivery, { result: 'sent' }> {
  if (error instanceof GrammyError) return refusalOf(error, attempt);
  return {
    result: 'retry',
    after: backoff(attempt),
    code: error instanceof HttpError ? 'no-answer' : 'fault',
    mayHaveArrived: true,
  };
}

function refusalOf(error: GrammyError, attempt: number): Exclude<Delivery, { result: 'sent' }> {
  const status = error.error_code;
  if (status === 429)
    return { result: 'retry', after: seconds(error.parameters.retry_after ?? 1), code: 'too-many' };
  if (status >= 500)
    return { result: 'retry', after: backoff(attempt), code: 'server-error', mayHaveArrived: true };
  if (status === 401 || status === 404) return { result: 'retry', after: seconds(30), code: 'bad-token' };
  return { result: 'dead', code: status === 403 ? 'blocked' : `refused-${status}` };
}

/** 1, 2, 4 … 60 seconds. */
const backoff = (attempt: number): Duration => seconds(Math.min(60, 2 ** Math.max(0, attempt - 1)));

/** True when the message is gone, too old to edit, or was never there: a new one must be sent in its place. */
export function cannotBeEdited(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    error.error_code === 400 &&
    /message to edit not found|can't be edited|MESSAGE_ID_INVALID/i.test(error.description)
  );
}

/** True when an edit would change nothing: it was made before. */
export function alreadyShown(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    error.error_code === 400 &&
    error.description.includes('message is not modified')
  );
}
