import { earliest, minutes, plus, type Duration, type Instant } from '../shared/time.js';

/** A message that one person has been sent, or will be, about alerts that are open and that nobody has acknowledged. */
export interface Told {
  /** When it was sent; in the future: a grouped message that waits for its minute. */
  readonly at: Instant;
  readonly how: 'alone' | 'grouped';
  /** The higher, the more urgent (RED above ORANGE …); of a grouped message: its highest. */
  readonly urgency: number;
}

/**
 * `alone`: its own message, now. `group`: a grouped message about all her open alerts, at `at`. `join`: a grouped message already
 * waits for `at` and will count this alert too.
 */
export type Grouping =
  | { readonly do: 'alone' }
  | { readonly do: 'group'; readonly at: Instant }
  | { readonly do: 'join'; readonly at: Instant };

/** So many alerts within `FLOOD_WINDOW` come one by one before grouping begins. */
export const ALONE_AT_FIRST = 3;
export const FLOOD_WINDOW: Duration = minutes(1);

const lately = ({ at }: Told, now: Instant): boolean => at <= now && plus(at, FLOOD_WINDOW) > now;

function grouping(grouped: readonly Told[], now: Instant): Grouping | null {
  // Further ahead than a window lies only what a clock set back has left there: nobody waits for that.
  const horizon = plus(now, FLOOD_WINDOW);
  const [waiting, ...others] = grouped.filter(({ at }) => at > now && at <= horizon).map(({ at }) => at);
  if (waiting !== undefined) return { do: 'join', at: earliest(waiting, ...others) };
  const sent = grouped.filter((told) => lately(told, now)).map(({ at }) => at);
  if (sent.length === 0) return null;
  return { do: 'group', at: plus(Math.max(...sent) as Instant, FLOOD_WINDOW) };
}

/**
 * How one person hears of one more alert: the first three within a minute one by one, then grouped ("RED x 14"), the first group at
 * once and then one a minute, until a minute passes without any. Nothing less urgent ever delays an alert: only messages at least as
 * urgent are counted.
 *
 * @param told    the messages to her, in any order; older ones than a minute do no harm
 * @param urgency of the new alert
 */
export function groupNotice(told: readonly Told[], urgency: number, now: Instant): Grouping {
  const asUrgent = told.filter((message) => message.urgency >= urgency);
  const joined = grouping(
    asUrgent.filter(({ how }) => how === 'grouped'),
    now,
  );
  if (joined) return joined;
  const alone = asUrgent.filter((message) => message.how === 'alone' && lately(message, now));
  return alone.length < ALONE_AT_FIRST ? { do: 'alone' } : { do: 'group', at: now };
}
