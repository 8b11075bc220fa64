import type { WorkingHours } from '../../src/domain/review/working-hours.js';
import type { Instant } from '../../src/domain/shared/time.js';
import { instantOf } from '../../src/domain/shared/zoned-time.js';

export const belgrade = 'Europe/Belgrade';

/** Monday to Friday from eight to four, in Belgrade. */
export const workingWeek: WorkingHours = {
  zone: belgrade,
  week: ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: '08:00', to: '16:00' })),
  holidays: [],
};

/** Paperwork is done at any time: nothing is ever moved. */
export const roundTheClock: WorkingHours = { ...workingWeek, week: [] };

/** A moment of 2026 on the wall clock of Belgrade. The 4th of May is a Monday; the clocks change on March 29th and October 25th. */
export const inBelgrade = (month: number, day: number, hour: number, minute = 0): Instant =>
  instantOf({ year: 2026, month, day, hour, minute }, belgrade);
