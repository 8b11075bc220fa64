import type { Instant } from '../shared/time.js';
import {
  instantOf,
  plusDays,
  readTimeOfDay,
  wallClockOf,
  weekdayOf,
  type CalendarDay,
  type Weekday,
} from '../shared/zoned-time.js';

/** When somebody is on shift, by the wall clock of `zone`. No hours at all: never. */
export interface OpeningHours {
  /** IANA name, for example `Europe/Belgrade`. */
  readonly zone: string;
  readonly week: readonly OpenOn[];
}

export interface OpenOn {
  /** The day on which these hours begin. */
  readonly weekday: Weekday;
  /** `HH:MM` */
  readonly from: string;
  /** `HH:MM`; not later than `from` means on the next day, so `00:00` to `00:00` is a whole day. */
  readonly to: string;
}

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** @throws RangeError when the zone is unknown (see `isZone`) */
export const isOpen = (hours: OpeningHours, at: Instant): boolean =>
  spansAround(hours, at).some(({ from, to }) => from <= at && at < to);

/** @returns the next moment after `at` at which hours begin; null when there are none. */
export function nextOpening(hours: OpeningHours, at: Instant): Instant | null {
  const starts = spansAround(hours, at)
    .map(({ from }) => from)
    .filter((from) => from > at);
  return starts.length > 0 ? (Math.min(...starts) as Instant) : null;
}

/** From yesterday, whose night may reach into today, to this weekday in a week. */
function spansAround(hours: OpeningHours, at: Instant): readonly Span[] {
  const today = wallClockOf(at, hours.zone);
  const days = [-1, 0, 1, 2, 3, 4, 5, 6, 7].map((ahead) => plusDays(today, ahead));
  return days.flatMap((day) => hours.week.flatMap((open) => spanOn(open, day, hours.zone) ?? []));
}

function spanOn(open: OpenOn, day: CalendarDay, zone: string): Span | null {
  const from = readTimeOfDay(open.from);
  const to = readTimeOfDay(open.to);
  if (from === null || to === null || weekdayOf(day) !== open.weekday) return null;
  const lastDay = open.to <= open.from ? plusDays(day, 1) : day;
  return { from: instantOf({ ...day, ...from }, zone), to: instantOf({ ...lastDay, ...to }, zone) };
}
