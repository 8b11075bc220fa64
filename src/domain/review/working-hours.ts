import { hours, instant, minus, plus, type Duration, type Instant } from '../shared/time.js';
import {
  instantOf,
  plusDays,
  readTimeOfDay,
  wallClockOf,
  weekdayOf,
  type CalendarDay,
  type Weekday,
} from '../shared/zoned-time.js';

/** When paperwork is done, by the wall clock of `zone`. No hours at all: at any time. */
export interface WorkingHours {
  /** IANA name, for example `Europe/Belgrade`. */
  readonly zone: string;
  readonly week: readonly {
    readonly weekday: Weekday;
    /** `HH:MM` */
    readonly from: string;
    /** `HH:MM`; not later than `from` means on the next day. */
    readonly to: string;
  }[];
  /** `YYYY-MM-DD`: days on which no hours begin. */
  readonly holidays: readonly string[];
}

export interface WorkingSpan {
  readonly from: Instant;
  readonly to: Instant;
}

/** Longer than any row of holidays: who asks about a time further away gets no hours. */
const farthestDays = 21;
/** Whoever is told in the last minutes of the day goes home with it. */
const beforeClosing: Duration = hours(1);

/** @throws RangeError when the zone is unknown (see `isZone`) */
export const isWorking = (hours: WorkingHours, at: Instant): boolean =>
  hours.week.length === 0 || spansOn(hours, at, [-1, 0]).some(({ from, to }) => from <= at && at < to);

/** `at` itself within working hours, otherwise the next moment at which they begin; `at` when none begin within three weeks. */
export function nextWorking(hours: WorkingHours, at: Instant): Instant {
  if (isWorking(hours, at)) return at;
  for (let away = 0; away <= farthestDays; away++) {
    const begins = spansOn(hours, at, [away]).map(({ from }) => from);
    const later = begins.filter((from) => from > at);
    if (later.length > 0) return Math.min(...later) as Instant;
  }
  return at;
}

/**
 * The last moment within working hours that is not later than `at`. Outside of them that is an hour before they end, so that
 * somebody is still there to act; null when they ended more than three weeks ago.
 */
export function lastWorking(hours: WorkingHours, at: Instant): Instant | null {
  if (isWorking(hours, at)) return at;
  for (let away = 0; away <= farthestDays; away++) {
    // Hours of the day before may end later than some of this day.
    const past = spansOn(hours, at, [-away, -away - 1]).filter(({ to }) => to <= at);
    const ends = past.map(({ from, to }) => Math.max(from, minus(to, beforeClosing)));
    if (ends.length > 0) return Math.max(...ends) as Instant;
  }
  return null;
}

/**
 * Moves a deadline earlier into working hours; never later. It stays where it is when that would take more than half of the time
 * there is: a review a day after the last one is not done an hour after it because the weekend begins.
 *
 * @param from since when the time runs
 */
export function movedEarlier(hours: WorkingHours, latest: Instant, from: Instant): Instant {
  const working = lastWorking(hours, latest);
  return working !== null && working >= halfway(from, latest) ? working : latest;
}

export const halfway = (from: Instant, to: Instant): Instant =>
  plus(from, Math.max(0, Math.ceil((to - from) / 2)) as Duration);

/** The hours that begin on the days that lie so many days from the day of `at`. */
function spansOn(hours: WorkingHours, at: Instant, daysAway: readonly number[]): readonly WorkingSpan[] {
  const today = wallClockOf(at, hours.zone);
  return daysAway
    .map((away) => plusDays(today, away))
    .filter((day) => !hours.holidays.includes(nameOf(day)))
    .flatMap((day) => hours.week.flatMap((open) => spanOf(open, day, hours.zone) ?? []));
}

function spanOf(open: WorkingHours['week'][number], day: CalendarDay, zone: string): WorkingSpan | null {
  const [from, to] = [readTimeOfDay(open.from), readTimeOfDay(open.to)];
  if (from === null || to === null || weekdayOf(day) !== open.weekday) return null;
  const lastDay = open.to <= open.from ? plusDays(day, 1) : day;
  return { from: instantOf({ ...day, ...from }, zone), to: instantOf({ ...lastDay, ...to }, zone) };
}

const twoDigits = (count: number): string => String(count).padStart(2, '0');

/** `YYYY-MM-DD` */
const nameOf = ({ year, month, day }: CalendarDay): string => `${year}-${twoDigits(month)}-${twoDigits(day)}`;

/** Whether this is a day of the calendar as `WorkingHours.holidays` names it. */
export function isDayName(text: string): boolean {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!found) return false;
  const day = { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
  return nameOf(plusDays(day, 0)) === text;
}

/** The day of `at` as `WorkingHours.holidays` would name it. */
export const dayNameOf = (at: Instant, zone: string): string => nameOf(wallClockOf(instant(at), zone));
