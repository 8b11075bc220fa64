import { z } from 'zod';
import { day, itemId, triggerId } from './shapes.js';

/** 16 bytes in hex: the alarm that the server has a date of, and nothing else. */
const alarmId = z.string().regex(/^[0-9a-f]{32}$/);

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
