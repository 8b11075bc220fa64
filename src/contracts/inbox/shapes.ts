import { z } from 'zod';
import type { ConversationId } from '../../domain/shared/ids.js';
import { PRIORITIES } from '../../domain/triage/instrument.js';
import { SAFE_HOURS } from '../../domain/triage/safe-contact.js';
import { circleId, hash32 } from '../circles/shapes.js';
import { language } from '../shared/people.js';
import { instantMs, staffId, uuid } from '../shared/scalars.js';

/** The same 16 bytes name the conversation here and its channel in the inbox's circle. */
export const conversationId = z.codec(
  z.guid(),
  z.custom<ConversationId>((value) => typeof value === 'string'),
  { decode: (text) => text.toLowerCase() as ConversationId, encode: (id) => id },
);

export const conversationParams = z.strictObject({ id: conversationId });

/** How a conversation ends, in one tap. Counted per kind, never per person. */
export const OUTCOMES = ['resolved', 'referred', 'contact-lost', 'false-alarm'] as const;

export const outcome = z.enum(OUTCOMES);

/** `waiting`: for its hour, or for the edge; `uncertain`: the edge was stopped while it sent, so that it may have arrived. */
export const REPLY_STATES = ['waiting', 'sent', 'failed', 'uncertain', 'cancelled'] as const;

/**
 * Why a reply was not sent. `author`: whoever wrote it may no longer write in the inbox; `locked`: she may be watched, or left;
 * `hours`: not among the hours that she named; `late`: its last hour passed; `edge`: it is sealed to another edge, or is not
 * what its author signed; `inbox`: the edge does not trust the inbox's chain; `too-long`: longer than Telegram takes.
 */
export const REPLY_FAULTS = [
  'author',
  'blocked',
  'locked',
  'hours',
  'late',
  'edge',
  'inbox',
  'too-long',
  'telegram',
] as const;

export const reply = z.strictObject({
  id: uuid,
  /** EH of its record in the channel. */
  record: hash32,
  by: staffId,
  notBefore: instantMs,
  notAfter: instantMs,
  state: z.enum(REPLY_STATES),
  fault: z.enum(REPLY_FAULTS).nullable(),
  /** When it was sent, failed or was taken back. */
  settledAt: instantMs.nullable(),
});

/** One at a time. It ends by itself when its holder's console has not been heard for `PRESENCE_SECONDS`. */
export const claim = z.strictObject({
  by: staffId,
  since: instantMs,
  /** To whom it is offered; it stays with its holder until she accepts. */
  offeredTo: staffId.nullable(),
  /** The kind 21 record of the channel that holds the note of the hand-over. */
  offerNote: hash32.nullable(),
});

/** A console that holds claims calls `beat` more often than this; three times as often is good. */
export const PRESENCE_SECONDS = 90;

/** Everything the server knows of a conversation. What was said is in its channel, sealed. */
export const conversationShape = {
  id: conversationId,
  number: z.int(),
  state: z.enum(['open', 'closed']),
  priority: z.enum(PRIORITIES).nullable(),
  /** By when a human must have replied; null: nobody waits. */
  answerDueAt: instantMs.nullable(),
  /** Nobody replied in time, and staff were alerted. */
  overdue: z.boolean(),
  /** When a human last replied or spoke with her. */
  answeredAt: instantMs.nullable(),
  personWanted: z.boolean(),
  needsChildWorker: z.boolean(),
  /** She may be watched, or writing to her is unsafe: no reply is taken until she writes again or two people agree. */
  replyLocked: z.boolean(),
  unsafeAt: instantMs.nullable(),
  /** The first of two who hold that writing is safe again, and until when that counts. */
  agreed: z.strictObject({ by: staffId, until: instantMs }).nullable(),
  /** `blocked`: she blocked the bot or is gone from Telegram; `left`: she took the way out and her chat was cleared. */
  reach: z.enum(['reachable', 'blocked', 'left']),
  /** She fell silent in the middle of the questions. */
  silent: z.boolean(),
  /** Places of the channel, and how many of them are above what the last claimer had before her. */
  messages: z.int(),
  newMessages: z.int(),
  /** Messages that the edge could not seal into the channel yet. */
  heldBack: z.int(),
  lastInboundAt: instantMs,
  openedAt: instantMs,
  closedAt: instantMs.nullable(),
  outcome: outcome.nullable(),
  claim: claim.nullable(),
  /** The newest reply that waits, failed or is uncertain; one that was sent is in the channel. */
  openReply: reply.nullable(),
  /** The hours that she named. Null: she named none. */
  safe: z
    .strictObject({
      /** A reply may go out now: the hour is safe, or she wrote a moment ago and is there. */
      now: z.boolean(),
      hours: z.array(z.enum(SAFE_HOURS)),
      /** The span of safe hours that runs, or comes next: where a reply may wait. */
      from: instantMs,
      until: instantMs,
    })
    .nullable(),
} as const;

export const conversation = z.strictObject(conversationShape);

export const conversationDetail = z.strictObject({
  ...conversationShape,
  inboxId: circleId,
  language: language.nullable(),
  /** Every reply of this conversation that the server remembers, newest first. */
  replies: z.array(reply),
});
