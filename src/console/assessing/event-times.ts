import { readWallText } from '../../domain/shared/wall-text.js';
import { minutesOff, serverNow } from '../api/clock.js';

const [minuteMs, hourMs] = [60_000, 3_600_000];

/**
 * When something happened and until when to look again, by the server's time: a device that is hours ahead would give hours more.
 *
 * @param typed of a date field, as this device's clock shows the time of the house's zone; empty: just now
 */
export function eventTimes(
  typed: string,
  zone: string,
  withinHours: number,
): { readonly now: number; readonly happened: number; readonly due: number } {
  const now = serverNow();
  const at = readWallText(typed, zone);
  const told = at === null ? now : at - minutesOff() * minuteMs;
  const happened = Math.min(told, now);
  return { now, happened, due: Math.max(happened + withinHours * hourMs, now) };
}
