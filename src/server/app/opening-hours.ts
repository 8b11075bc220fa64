import { readTimeOfDay, type Weekday } from '../../domain/shared/zoned-time.js';

/** Hours of one weekday in which people answer, on the wall clock of the configured time zone. */
export interface OpenSpan {
  /** The day on which the hours begin. */
  readonly weekday: Weekday;
  /** `HH:MM` */
  readonly from: string;
  /** `HH:MM`; not later than `from` means on the next day. */
  readonly to: string;
}

export type OpeningHours = 'always' | readonly OpenSpan[];

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/**
 * Reads "Mon-Fri 08:00-22:00; Sat-Sun 10:00-18:00" or "always".
 *
 * @returns null when the text is neither; a day may occur more than once, and "Sat-Mon" goes over the end of the week
 */
export function readOpeningHours(text: string): OpeningHours | null {
  if (text.trim().toLowerCase() === 'always') return 'always';
  const parts = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(readPart);
  if (parts.length === 0 || parts.includes(null)) return null;
  return parts.flatMap((part) => part ?? []);
}

const form =
  /^(?<first>[a-z]{3})(?:\s*[-–]\s*(?<last>[a-z]{3}))?\s+(?<from>\d\d:\d\d)\s*[-–]\s*(?<to>\d\d:\d\d)$/i;

function readPart(part: string): readonly OpenSpan[] | null {
  const found = form.exec(part);
  if (!found) return null;
  const { first, last, from, to } = found.groups as {
    first: string;
    last?: string;
    from: string;
    to: string;
  };
  const weekdays = weekdaysBetween(first, last ?? first);
  if (!weekdays || !readTimeOfDay(from) || !readTimeOfDay(to)) return null;
  return weekdays.map((weekday) => ({ weekday, from, to }));
}

function weekdaysBetween(first: string, last: string): readonly Weekday[] | null {
  const begin = days.indexOf(first.toLowerCase());
  const end = days.indexOf(last.toLowerCase());
  if (begin < 0 || end < 0) return null;
  const count = ((end - begin + 7) % 7) + 1;
  return Array.from({ length: count }, (_, step) => (((begin + step) % 7) + 1) as Weekday);
}
