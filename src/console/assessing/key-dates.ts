import {
  keyDatesAmong,
  writeKeyDate,
  type KeyDate,
  type KeyDateText,
} from '../../contracts/sealed/key-date.js';
import type { Instrument, Item, Trigger } from '../../domain/assessment/instrument.js';
import type { FileView } from '../keeper/assessments.js';
import type { Step } from '../keeper/order.js';
import { newId } from './new-id.js';

const hourMs = 3_600_000;
/** A day has no hour; people begin to work at this one. */
const morning = 8;

export type { KeyDate };

/** The dates of a file that still hold, soonest first. */
export const keyDatesIn = ({ texts }: FileView): KeyDate[] => keyDatesAmong(texts);

/** Which event a date of an item is: a hearing (T04), a release (T03). */
const triggerOfField: Readonly<Record<string, string>> = { hearing_date: 'T04', release_date: 'T03' };

export const triggerFor = ({ triggers }: Instrument, { dateField }: Item): Trigger | undefined =>
  triggers.find(({ id }) => id === triggerOfField[dateField ?? '']);

/**
 * When to look at the case again because of a date: before it, as the event asks, and after it. What is written down on the day
 * itself is looked at within the hour.
 *
 * @returns nothing for a day that has gone by
 */
export function alarmTimes(day: string, trigger: Trigger | undefined, now: number): number[] {
  const at = onDay(day, morning);
  const before = at - (trigger?.beforeHours ?? 0) * hourMs;
  const after = at + (trigger?.withinHours ?? 0) * hourMs;
  const times = [...new Set([before, after])].filter((time) => time > now);
  if (times.length > 0) return times;
  return onDay(day, endOfDay) > now ? [now + hourMs] : [];
}

const endOfDay = 24;

/** By the clock of this device. */
function onDay(day: string, hour: number): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, hour).getTime();
}

export interface DateOrder {
  readonly day: string;
  readonly trigger: Trigger | undefined;
  readonly words: string;
  readonly item: string | null;
}

/**
 * Writes down a date: its meaning sealed, its times as opaque alarms. A date that this one replaces loses its alarms.
 *
 * @param counter grows with every statement about an alarm: the time of writing
 */
export function dateSteps(
  order: DateOrder,
  replaced: KeyDate | undefined,
  file: FileView,
  now: number,
): Step[] {
  const { day, trigger, words, item } = order;
  const isSame = replaced?.text.day === day;
  if (replaced && isSame) return [];
  const object = replaced?.object ?? newId();
  const alarms = alarmTimes(day, trigger, now).map((due) => ({ alarm: newId(), due }));
  const text: KeyDateText = {
    form: 'key-date/1',
    day,
    trigger: trigger?.id ?? null,
    words,
    item,
    alarms: alarms.map(({ alarm }) => alarm),
    isDropped: false,
  };
  return [
    { do: 'seal', kind: 'note', object, text: writeKeyDate(text) },
    ...clearing(replaced, file, now),
    ...alarms.map(({ alarm, due }): Step => ({
      do: 'alarm',
      of: object,
      order: { alarm, counter: now, due, state: 'set' },
    })),
  ];
}

export const dropSteps = (date: KeyDate, file: FileView, now: number): Step[] => [
  {
    do: 'seal',
    kind: 'note',
    object: date.object,
    text: writeKeyDate({ ...date.text, alarms: [], isDropped: true }),
  },
  ...clearing(date, file, now),
];

const clearing = (date: KeyDate | undefined, { alarms }: FileView, now: number): Step[] =>
  alarms
    .filter(({ id }) => date?.text.alarms.includes(id.replaceAll('-', '')))
    .map(({ id, due, counter }): Step => ({
      do: 'alarm',
      of: date?.object ?? '',
      order: { alarm: id.replaceAll('-', ''), counter: Math.max(counter + 1, now), due, state: 'cleared' },
    }));
