import type { Trigger } from '../../domain/assessment/instrument.js';
import { dueWhenKnownLate } from '../../domain/review/triggers.js';
import { hours, instant } from '../../domain/shared/time.js';
import { instantOf } from '../../domain/shared/zoned-time.js';

const hourMs = 3_600_000;
/** A day has no hour; people begin to work at this one. */
const morning = 8;

/** A date at which to look again, or an event: it has become known, and an assessment made later answers it. */
export interface DateAlarm {
  readonly do: 'alarm' | 'trigger';
  readonly due: number;
}

/**
 * When to look at the case again because of a date: before it, as the event asks, and after it. When the time to look before it has
 * begun already, at once: within the event's hours, on the day itself within the hour.
 *
 * @param isAssessed an assessment made at this moment knows of it
 * @returns in time's order; nothing for a day that has gone by
 */
export function alarmTimes(
  day: string,
  trigger: Trigger | undefined,
  zone: string,
  now: number,
  isAssessed = false,
): readonly DateAlarm[] {
  const at = onDay(day, morning, zone);
  const before = at - (trigger?.beforeHours ?? 0) * hourMs;
  const rest = after(day, trigger, zone, now);
  if (before > now) return [{ do: 'alarm', due: before }, ...rest];
  const isOver = onDay(day, endOfDay, zone) <= now;
  return isOver || isAssessed ? rest : [atOnce(at, trigger, now), ...rest];
}

const atOnce = (at: number, trigger: Trigger | undefined, now: number): DateAlarm => ({
  do: 'trigger',
  due: dueWhenKnownLate(hours(trigger?.withinHours ?? 1), instant(at), instant(now)),
});

/** Where the event asks for no look after it, the day itself is the only one. */
const after = (day: string, trigger: Trigger | undefined, zone: string, now: number): readonly DateAlarm[] =>
  [onDay(day, morning, zone) + (trigger?.withinHours ?? 0) * hourMs]
    .filter((due) => due > now && trigger !== undefined)
    .map((due) => ({ do: 'alarm', due }));

const endOfDay = 24;

function onDay(date: string, hour: number, zone: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return instantOf({ year, month, day, hour, minute: 0 }, zone);
}
