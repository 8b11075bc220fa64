import { z } from 'zod';
import { alarmId, day, itemId, triggerId } from './shapes.js';

/**
 * The text of a kind 1 record that says what a date of a case is: the server learns only when to wake somebody (protocol,
 * opaque alarms). A change is the record's next version; a date that was dropped keeps its record, with no alarm set.
 */
export const keyDateText = z.strictObject({
  form: z.literal('key-date/1'),
  day,
  /** The instrument's event that it is, such as a hearing; null for one in own words. */
  trigger: triggerId.nullable(),
  words: z.string().max(500),
  /** The item whose answer it came from, so that a later answer replaces it; null when a person wrote it down. */
  item: itemId.nullable(),
  /** Set so long before, and so long after, as the event asks for. */
  alarms: z.array(alarmId).max(4),
  isDropped: z.boolean(),
});

export type KeyDateText = z.output<typeof keyDateText>;

export const writeKeyDate = (date: KeyDateText): string => JSON.stringify(z.encode(keyDateText, date));

/** Null for a text that is none. */
export function readKeyDate(sealed: string): KeyDateText | null {
  try {
    return keyDateText.parse(JSON.parse(sealed));
  } catch {
    return null;
  }
}

/** A sealed text as it was opened; undefined: erased. */
export interface SealedNote {
  readonly kind: string;
  readonly object: string;
  /** When it was written, as its author's clock said. */
  readonly ms: number;
  readonly text: string | undefined;
}

export interface KeyDate {
  readonly object: string;
  /** Of its newest version. */
  readonly ms: number;
  readonly text: KeyDateText;
}

/** The dates that still hold, soonest first. @param texts in the chain's order */
export function keyDatesAmong(texts: readonly SealedNote[]): KeyDate[] {
  const newest = new Map<string, KeyDate>();
  for (const { kind, object, text, ms } of texts) {
    const read = kind === 'note' && text !== undefined ? readKeyDate(text) : null;
    if (read) newest.set(object, { object, ms, text: read });
  }
  return [...newest.values()]
    .filter(({ text }) => !text.isDropped)
    .sort((a, b) => a.text.day.localeCompare(b.text.day));
}
