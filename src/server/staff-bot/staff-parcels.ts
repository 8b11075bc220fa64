import { z } from 'zod';
import { minutes, plus, seconds, type Instant } from '../../domain/shared/time.js';
import type { Transaction } from '../platform/database/database.js';
import type { Json, Outbox } from '../platform/outbox/outbox.js';
import type { Keyboard } from './notice-text.js';

const keyboardShape = z.array(z.array(z.strictObject({ text: z.string(), callback_data: z.string() })));

/** What the staff bot says besides the messages about alerts. */
export const staffParcels = {
  'staff-reply': z.strictObject({
    chatId: z.number().int(),
    text: z.string(),
    keyboard: keyboardShape,
    isAloud: z.boolean().default(false),
  }),
  'staff-tap-answer': z.strictObject({ tapId: z.string(), text: z.string() }),
  'staff-leave-group': z.strictObject({ chatId: z.number().int() }),
  'staff-forget': z.strictObject({ chatId: z.number().int(), messageId: z.number().int() }),
  'staff-edit': z.strictObject({
    chatId: z.number().int(),
    messageId: z.number().int(),
    text: z.string(),
    keyboard: keyboardShape,
  }),
} as const;

export type StaffTopic = keyof typeof staffParcels;

/** A reply that comes much later answers a question that nobody remembers. */
const replyLife = minutes(10);
/** Telegram forgets a tap after about a minute; until it is answered the button shows that it is waiting. */
const tapLife = seconds(60);

export class StaffReplies {
  constructor(private readonly outbox: Outbox) {}

  reply(tx: Transaction, now: Instant, chatId: number, text: string, keyboard: Keyboard = []): Promise<void> {
    return this.#put(
      tx,
      'staff-reply',
      { chatId, text, keyboard: keyboard as unknown as Json },
      plus(now, replyLife),
    );
  }

  answerTap(tx: Transaction, now: Instant, tapId: string, text: string): Promise<void> {
    return this.#put(tx, 'staff-tap-answer', { tapId, text }, plus(now, tapLife));
  }

  leaveGroup(tx: Transaction, now: Instant, chatId: number): Promise<void> {
    return this.#put(tx, 'staff-leave-group', { chatId }, plus(now, replyLife));
  }

  /** What she typed was a word: it must not stay where somebody who takes her phone could read it. */
  forget(tx: Transaction, now: Instant, chatId: number, messageId: number): Promise<void> {
    return this.#put(tx, 'staff-forget', { chatId, messageId }, plus(now, replyLife));
  }

  /** Puts a newer state into the place of an older one, so that one message speaks of one thing. */
  edit(
    tx: Transaction,
    now: Instant,
    place: { readonly chatId: number; readonly messageId: number },
    text: string,
    keyboard: Keyboard,
  ): Promise<void> {
    const payload = { ...place, text, keyboard: keyboard as unknown as Json };
    return this.#put(tx, 'staff-edit', payload, plus(now, replyLife));
  }

  #put(tx: Transaction, topic: StaffTopic, payload: Json, giveUpAt: Instant): Promise<void> {
    return this.outbox.put(tx, { channel: 'telegram-staff', topic, payload, giveUpAt });
  }
}
