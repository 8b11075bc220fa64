import type { Instant } from '../../domain/shared/time.js';

/** One entry: what it is called says a kind and a number, nothing else. */
export interface CalendarEntry {
  /** Stays the same when the date moves, so that a calendar moves the entry instead of adding one. */
  readonly uid: string;
  readonly at: Instant;
  readonly title: string;
}

/** Half an hour: long enough to be seen in a calendar. */
const lengthMs = 1_800_000;
const foldedAt = 74;

/**
 * A calendar file (RFC 5545) of plain moments: no place, no description, no person, no alarm that a locked phone would show.
 * `CLASS:PRIVATE`, because whoever shares her calendar does not share this.
 */
export function calendarFile(name: string, entries: readonly CalendarEntry[], now: Instant): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//reviews//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap((entry) => entryLines(entry, now)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const entryLines = ({ uid, at, title }: CalendarEntry, now: Instant): string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `DTSTAMP:${utc(now)}`,
  `DTSTART:${utc(at)}`,
  `DTEND:${utc(at + lengthMs)}`,
  `SUMMARY:${escaped(title)}`,
  'CLASS:PRIVATE',
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
];

/** `20260504T090000Z` */
const utc = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}|[-:]/g, '');

const escaped = (words: string): string => words.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');

/** Lines hold at most 75 bytes; what is longer goes on in the next one, after a space. */
function folded(line: string): string {
  const parts: string[] = [''];
  for (const symbol of line) {
    const part = `${parts.at(-1) ?? ''}${symbol}`;
    if (Buffer.byteLength(part) > foldedAt) parts.push(symbol);
    else parts[parts.length - 1] = part;
  }
  return parts.join('\r\n ');
}
