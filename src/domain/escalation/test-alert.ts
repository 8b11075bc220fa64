import { Refusal } from '../shared/refusal.js';
import { days, plus, type Instant } from '../shared/time.js';
import {
  instantOf,
  isZone,
  plusDays,
  readTimeOfDay,
  wallClockOf,
  weekdayOf,
  type CalendarDay,
  type Weekday,
} from '../shared/zoned-time.js';

/** When, every week, every phone is tested. */
export interface TestSchedule {
  readonly weekday: Weekday;
  /** `HH:MM` */
  readonly at: string;
  readonly zone: string;
}

/** Monday to Friday, `from` up to, not including, `to`: when a test wakes nobody and somebody can mend what it finds. */
export const WORKING_HOURS = { from: '09:00', to: '17:00' } as const;

export const defaultTestSchedule: TestSchedule = { weekday: 2, at: '11:00', zone: 'Europe/Belgrade' };

/** A test at night teaches people to sleep through alerts. */
export class TestOutsideWorkingHours extends Refusal {
  readonly code = 'test-outside-working-hours';
  constructor() {
    super('A test alert belongs into working hours.');
  }
}

const isWorkingTime = (weekday: number, at: string): boolean =>
  weekday >= 1 && weekday <= 5 && at >= WORKING_HOURS.from && at < WORKING_HOURS.to;

/** @throws TestOutsideWorkingHours also when day, time or zone cannot be read */
export function refuseUnfitTestSchedule({ weekday, at, zone }: TestSchedule): void {
  if (!readTimeOfDay(at) || !isZone(zone) || !isWorkingTime(weekday, at)) throw new TestOutsideWorkingHours();
}

function momentOn(day: CalendarDay, time: string, zone: string): Instant {
  return instantOf({ ...day, ...(readTimeOfDay(time) ?? { hour: 12, minute: 0 }) }, zone);
}

/** The first such moment after `after`: today, or within the seven days that follow. */
function nextMoment(after: Instant, zone: string, at: string, fits: (day: CalendarDay) => boolean): Instant {
  const today = wallClockOf(after, zone);
  const moments = Array.from({ length: 8 }, (_, index) => plusDays(today, index))
    .filter(fits)
    .map((day) => momentOn(day, at, zone))
    .filter((moment) => moment > after);
  return moments[0] ?? plus(after, days(7));
}

const twoDigits = (count: number): string => String(count).padStart(2, '0');

function isWorkingMoment(now: Instant, zone: string): boolean {
  const wall = wallClockOf(now, zone);
  return isWorkingTime(weekdayOf(wall), `${twoDigits(wall.hour)}:${twoDigits(wall.minute)}`);
}

/**
 * When the next weekly test alert is to be sent; send it when this is not later than `now`.
 *
 * A test missed during an outage is made up for once, in working hours: at once, or when they next begin.
 *
 * @param lastTestAt when the last one was sent, or when the system was installed
 */
export function nextTestAlert(schedule: TestSchedule, lastTestAt: Instant, now: Instant): Instant {
  const { zone } = schedule;
  const regular = (after: Instant): Instant =>
    nextMoment(after, zone, schedule.at, (day) => weekdayOf(day) === schedule.weekday);
  const due = regular(lastTestAt);
  if (due >= now || isWorkingMoment(now, zone)) return due;
  return nextMoment(now, zone, WORKING_HOURS.from, (day) => weekdayOf(day) <= 5);
}
