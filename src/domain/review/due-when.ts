import { plus, days, type Instant } from '../shared/time.js';
import { instantOf, plusDays, wallClockOf } from '../shared/zoned-time.js';

/** Where a date lies, the most pressing first. `this-week`: within the next seven days, today left out. */
export const DUE_WHEN = ['overdue', 'today', 'this-week', 'later'] as const;

export type DueWhen = (typeof DUE_WHEN)[number];

/** The moments at which one part of a list ends and the next begins. */
export interface DueBounds {
  readonly now: Instant;
  /** Midnight after `now`. */
  readonly tomorrow: Instant;
  readonly nextWeek: Instant;
}

/** @param zone whose midnight ends a day; on days when the clocks change too */
export function dueBounds(now: Instant, zone: string): DueBounds {
  const day = { ...plusDays(wallClockOf(now, zone), 1), hour: 0, minute: 0 };
  return { now, tomorrow: instantOf(day, zone), nextWeek: plus(now, days(7)) };
}

/** What is due at this very moment is overdue: its time has come. */
export function dueWhen(due: Instant, { now, tomorrow, nextWeek }: DueBounds): DueWhen {
  if (due <= now) return 'overdue';
  if (due < tomorrow) return 'today';
  return due < nextWeek ? 'this-week' : 'later';
}

/** From the first moment, before the second; null where there is no bound. */
export function spanOf(
  when: DueWhen,
  { now, tomorrow, nextWeek }: DueBounds,
): { readonly after: Instant | null; readonly until: Instant | null } {
  const last = (at: Instant): Instant => (at - 1) as Instant;
  if (when === 'overdue') return { after: null, until: now };
  if (when === 'today') return { after: now, until: last(tomorrow) };
  return when === 'this-week'
    ? { after: last(tomorrow), until: last(nextWeek) }
    : { after: last(nextWeek), until: null };
}
