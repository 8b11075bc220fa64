import { minutesOff, serverNow } from '../api/clock.js';

const [minuteMs, hourMs] = [60_000, 3_600_000];

/**
 * When something happened and until when to look again, by the server's time: a device that is hours ahead would give hours more.
 *
 * @param typed of a date field, by this device's clock; empty: just now
 */
export function eventTimes(
  typed: string,
  withinHours: number,
): { readonly now: number; readonly happened: number; readonly due: number } {
  const now = serverNow();
  const told = typed === '' ? now : new Date(typed).getTime() - minutesOff() * minuteMs;
  const happened = Math.min(told, now);
  return { now, happened, due: Math.max(happened + withinHours * hourMs, now) };
}
