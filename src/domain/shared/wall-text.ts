import { instant, type Instant } from './time.js';
import { instantOf, wallClockOf } from './zoned-time.js';

/** `2026-05-04T18:30`, as a field for date and time writes it: the wall clock of `zone`, to the minute. */
export function wallText(at: Instant, zone: string): string {
  const { year, month, day, hour, minute } = wallClockOf(at, zone);
  const wall = instant(Date.UTC(year, month - 1, day, hour, minute));
  return new Date(wall).toISOString().slice(0, 16);
}

/** @returns the moment at which the wall clock of `zone` shows it (see `instantOf`); null when it is no date and time */
export function readWallText(text: string, zone: string): Instant | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  if (!found || Number.isNaN(Date.parse(`${text.slice(0, 16)}Z`))) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = found.slice(1).map(Number);
  return instantOf({ year, month, day, hour, minute }, zone);
}
