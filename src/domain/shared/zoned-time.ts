import { instant, type Instant } from './time.js';

/** A day of the calendar: month 1 to 12, day 1 to 31. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** What a clock on the wall shows: hour 0 to 23, minute 0 to 59. */
export interface WallClock extends CalendarDay {
  readonly hour: number;
  readonly minute: number;
}

/** The day of the week as ISO 8601 counts it: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const DAY_MS = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a thousand times more than using one, and a roster asks many times a second. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formatters.set(zone, made);
  return made;
}

/** Whether this machine knows the rules of a time zone by that IANA name. */
export function isZone(zone: string): boolean {
  try {
    return zone !== '' && formatterOf(zone) !== undefined;
  } catch {
    return false;
  }
}

function utcOf(wall: WallClock): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
}

/**
 * What the clock on the wall of `zone` shows at `at`; seconds are dropped.
 *
 * @throws RangeError when the zone is unknown (see `isZone`)
 */
export function wallClockOf(at: Instant, zone: string): WallClock {
  const shown: Record<string, number> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(at)) shown[type] = Number(value);
  const { year = NaN, month = NaN, day = NaN, hour = NaN, minute = NaN } = shown;
  return { year, month, day, hour, minute };
}

/** By how many milliseconds the wall clock of `zone` is ahead of UTC at `ms`, a whole minute. */
function offsetAt(ms: number, zone: string): number {
  return utcOf(wallClockOf(ms as Instant, zone)) - ms;
}

/**
 * The moment at which the wall clock of `zone` shows `wall`.
 *
 * Where the clock jumps over that time (spring), the result lies later by the length of the jump: 02:30 becomes 03:30. Where the
 * clock shows it twice (autumn), the result is the first of the two. Hours and days beyond their range carry over, as in `Date.UTC`.
 *
 * @throws RangeError when the zone is unknown or a field is not a number
 */
export function instantOf(wall: WallClock, zone: string): Instant {
  const utc = utcOf(wall);
  const before = utc - offsetAt(utc - DAY_MS, zone);
  const after = utc - offsetAt(utc + DAY_MS, zone);
  const showing = [before, after].filter((candidate) => candidate + offsetAt(candidate, zone) === utc);
  return instant(showing.length > 0 ? Math.min(...showing) : before);
}

/** The day `count` days later (earlier when negative) in the calendar, whatever the clocks do meanwhile. */
export function plusDays({ year, month, day }: CalendarDay, count: number): CalendarDay {
  const moved = new Date(Date.UTC(year, month - 1, day + count));
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

export function weekdayOf({ year, month, day }: CalendarDay): Weekday {
  return (new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7) as Weekday;
}

/** @returns null when the text is no time of day */
export function readTimeOfDay(text: string): { readonly hour: number; readonly minute: number } | null {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return found ? { hour: Number(found[1]), minute: Number(found[2]) } : null;
}
