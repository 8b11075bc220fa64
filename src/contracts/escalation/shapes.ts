import { z } from 'zod';
import { ALERT_ENDS, ALERT_EVENTS, ALERT_KINDS, ALERT_LEVELS } from '../../domain/escalation/alert.js';
import { DUTIES } from '../../domain/escalation/duty-outlook.js';
import type { AlertId } from '../../domain/shared/ids.js';
import { instantMs, staffId } from '../shared/scalars.js';

export const alertId = z.codec(
  z.guid(),
  z.custom<AlertId>((value) => typeof value === 'string'),
  { decode: (text) => text.toLowerCase() as AlertId, encode: (id) => id },
);

export const alertParams = z.strictObject({ id: alertId });

export const duty = z.enum(DUTIES);

/** Somebody who is spoken of on the page. */
export const namedPerson = z.strictObject({
  id: staffId,
  name: z.string(),
  /** False once she has left. */
  present: z.boolean(),
  /** Her phone is linked and takes our messages. */
  phone: z.boolean(),
});

const audience = z.union([
  z.strictObject({ duty }),
  z.strictObject({ everyone: z.literal(true) }),
  z.strictObject({ staff: staffId }),
]);

/** What the caller may do about an alert at this moment. */
const alertActions = z.strictObject({
  acknowledge: z.boolean(),
  decline: z.boolean(),
  /** It is hers: hand over, give back, resolve. */
  end: z.boolean(),
  /** She was asked to take over. */
  answerOffer: z.boolean(),
});

const face = {
  id: alertId,
  kind: z.enum(ALERT_KINDS),
  level: z.enum(ALERT_LEVELS),
  /** The number that people say to one another: of a conversation, a case, a check-in. */
  number: z.int(),
  openedAt: instantMs,
} as const;

export const openAlert = z.strictObject({
  ...face,
  /** Null: nobody has it yet. */
  heldBy: staffId.nullable(),
  heldSince: instantMs.nullable(),
  /** Whom the one who has it asked to take over. */
  offeredTo: staffId.nullable(),
  /** How many people were called since the ladder last began. */
  called: z.int(),
  /** How often the last step was repeated since then. */
  repeats: z.int(),
  /** How often the whole ladder began anew. */
  round: z.int(),
  next: z
    .strictObject({
      at: instantMs,
      do: z.enum(['call', 'repeat', 'wake-again']),
      whom: z.array(audience),
    })
    .nullable(),
  may: alertActions,
});

export const pastAlert = z.strictObject({
  ...face,
  resolvedAt: instantMs,
  /** Null: the house itself. */
  resolvedBy: staffId.nullable(),
  outcome: z.enum(ALERT_ENDS),
});

/** Something that somebody, or the ladder, did. */
const timelineEvent = z.strictObject({
  is: z.literal('event'),
  at: instantMs,
  round: z.int(),
  what: z.enum(ALERT_EVENTS),
  rung: z.int().nullable(),
  staffId: staffId.nullable(),
  /** A stable word: an outcome, a level, a policy. */
  code: z.string().nullable(),
});

/** One call to one person on one channel, and what became of it. */
const timelineCall = z.strictObject({
  is: z.literal('call'),
  /** When it was delivered; else when it was or will be due. */
  at: instantMs,
  round: z.int(),
  rung: z.int(),
  /** Null: whoever is behind the webhook. */
  staffId: staffId.nullable(),
  channel: z.enum(['telegram', 'mail', 'webhook']),
  status: z.enum(['pending', 'sent', 'retrying', 'dead', 'withdrawn']),
  /** Why it failed: a stable word. */
  code: z.string().nullable(),
});

export const timelineItem = z.discriminatedUnion('is', [timelineEvent, timelineCall]);
