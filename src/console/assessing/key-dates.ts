import {
  keyDatesAmong,
  writeKeyDate,
  type KeyDate,
  type KeyDateText,
} from '../../contracts/sealed/key-date.js';
import type { Instrument, Item, Trigger } from '../../domain/assessment/instrument.js';
import type { FileView } from '../keeper/assessments.js';
import type { Step } from '../keeper/order.js';
import { alarmTimes } from './date-alarms.js';
import { newId } from './new-id.js';
import type { Opened } from './opened.js';

export type { KeyDate };

/** The dates of a file that still hold, soonest first. */
export const keyDatesIn = ({ texts }: FileView): KeyDate[] => keyDatesAmong(texts);

/** Which event a date of an item is: a hearing (T04), a release (T03). */
const triggerOfField: Readonly<Record<string, string>> = { hearing_date: 'T04', release_date: 'T03' };

export const triggerFor = ({ triggers }: Instrument, { dateField }: Item): Trigger | undefined =>
  triggers.find(({ id }) => id === triggerOfField[dateField ?? '']);

export interface DateOrder {
  readonly day: string;
  readonly trigger: Trigger | undefined;
  readonly words: string;
  readonly item: string | null;
  /** An assessment made at this moment knows of it. */
  readonly isAssessed: boolean;
}

/**
 * Writes down a date: its meaning sealed, its times as opaque alarms. A date that this one replaces loses its alarms.
 *
 * @param now by the server's clock; also the counter, which grows with every statement about an alarm
 */
export function dateSteps(
  order: DateOrder,
  replaced: KeyDate | undefined,
  file: FileView,
  zone: string,
  now: number,
): Step[] {
  return replaced?.text.day === order.day ? [] : writtenAnew(order, replaced, file, zone, now);
}

/**
 * The same date with new reminders, where the server does not have those that it names. What was to be looked at before it and was not is
 * looked at at once. Nothing for a day that has gone by.
 */
export function remindSteps(
  date: KeyDate,
  { file, published }: Pick<Opened, 'file' | 'published'>,
  zone: string,
  now: number,
): Step[] {
  const { day, words, item, trigger: id } = date.text;
  const trigger = published?.instrument.triggers.find((each) => each.id === id);
  if (alarmTimes(day, trigger, zone, now).length === 0) return [];
  return writtenAnew({ day, trigger, words, item, isAssessed: false }, date, file, zone, now);
}

function writtenAnew(
  { day, trigger, words, item, isAssessed }: DateOrder,
  replaced: KeyDate | undefined,
  file: FileView,
  zone: string,
  now: number,
): Step[] {
  const object = replaced?.object ?? newId();
  const alarms = alarmTimes(day, trigger, zone, now, isAssessed).map((each) => ({ ...each, alarm: newId() }));
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
    ...alarms.map(({ do: what, alarm, due }): Step => ({
      do: what,
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
