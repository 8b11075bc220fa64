import { z } from 'zod';
import { instantMs } from '../shared/scalars.js';
import { alarmId, triggerId } from './shapes.js';

/**
 * The text of a kind 1 record that says what happened. The server learns only that something did, and by when the case is to be
 * looked at again; that this is soon enough for what happened, and that the alarm is the one that was set for it, is what readers
 * check (ADR 0125).
 */
export const eventText = z.strictObject({
  form: z.literal('event/1'),
  /** The instrument's event: it says how soon. */
  trigger: triggerId,
  /** When it happened, not when it was written down. */
  happened: instantMs,
  words: z.string().max(10_000),
  alarm: alarmId,
});

export type EventText = z.output<typeof eventText>;

export const writeEvent = (event: EventText): string => JSON.stringify(z.encode(eventText, event));

/** Null for a text that is none. */
export function readEvent(sealed: string): EventText | null {
  try {
    return eventText.parse(JSON.parse(sealed));
  } catch {
    return null;
  }
}
