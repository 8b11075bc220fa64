import type { StaffId } from '../shared/ids.js';
import { minutes, plus, type Duration, type Instant } from '../shared/time.js';

/** How long the first of two waits for the second: what she judged by may have changed after that. */
export const AGREED_FOR: Duration = minutes(30);

/** One person of the inbox holds that writing to a contact is safe again. */
export interface Agreement {
  readonly by: StaffId;
  readonly at: Instant;
}

/** What makes an agreement void: anything newer that she did, or that a colleague recorded of her. */
export interface NewsOfContact {
  readonly lastInboundAt: Instant;
  readonly unsafeAt: Instant | null;
}

/**
 * Until when the first agreement still counts (instrument, `conduct.watched`: the reply stays locked until she writes again or
 * two staff members agree).
 *
 * @returns null when it does not count any more
 */
export function agreedUntil(
  { at }: Agreement,
  { lastInboundAt, unsafeAt }: NewsOfContact,
  now: Instant,
): Instant | null {
  const until = plus(at, AGREED_FOR);
  const isOld = at <= lastInboundAt || (unsafeAt !== null && at <= unsafeAt);
  return isOld || until < now ? null : until;
}
