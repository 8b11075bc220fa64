import { z } from 'zod';
import type { Triage } from '../../domain/triage/priority.js';
import { SAFE_CHANNELS, SAFE_HOURS } from '../../domain/triage/safe-contact.js';
import { instantMs } from '../shared/scalars.js';

/** What the script found, with all reasons: as `domain/triage` wrote it. The edge signs it; a reader shows what it knows. */
const triage = z.custom<Triage>(
  (value) =>
    typeof value === 'object' && value !== null && Array.isArray((value as { reasons?: unknown }).reasons),
);

/** When it reached the edge. The record's own time is that of its sealing, which is later when the edge had to hold it back. */
const at = instantMs;

/** What the edge seals into a channel (kind 20): JSON. */
export const inboundText = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), at, text: z.string() }),
  /** Something that is kept as a fact only: a photo, a voice message, an edit of an older message. */
  z.strictObject({ kind: z.literal('sign-of-life'), at, what: z.string(), text: z.string() }),
  /** The answers to the questions, once the questions are over and unless she wants none kept. */
  z.strictObject({ kind: z.literal('answers'), at, triage }),
  z.strictObject({ kind: z.literal('code-word'), at, word: z.string() }),
  z.strictObject({ kind: z.literal('safe-channel'), at, channel: z.enum(SAFE_CHANNELS) }),
  z.strictObject({ kind: z.literal('safe-hours'), at, hours: z.array(z.enum(SAFE_HOURS)) }),
]);

export type InboundText = z.output<typeof inboundText>;

/** What an operator seals into a channel (kind 21): JSON. Only a `reply` goes to the contact, by the text in its `HLO1`. */
export const outboundText = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reply'), text: z.string() }),
  /** To colleagues: the note of a hand-over. It stays with the conversation and is never sent. */
  z.strictObject({ kind: z.literal('note'), text: z.string() }),
]);

export type OutboundText = z.output<typeof outboundText>;

/** What the edge says of answers while the questions still run (`readAnswersSoFar`): JSON inside `HLP1`. */
export const answersSoFar = z.strictObject({ triage });
