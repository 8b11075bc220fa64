import { z } from 'zod';
import { minutes, plus, type Instant } from '../../domain/shared/time.js';
import type { RenderedScreen } from '../../texts/render.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import type { Chat } from './chat.repository.js';

const button = z.strictObject({ label: z.string(), data: z.string() });

/** What the intake bot sends, by topic. Sealed in the outbox; the Telegram id is inside. */
export const intakeParcels = {
  'intake-screen': z.strictObject({
    telegramId: z.number(),
    text: z.string(),
    rows: z.array(z.array(button)),
    /** Send a new message instead of editing the one shown: she asked for the script again. */
    fresh: z.boolean(),
  }),
  'intake-note': z.strictObject({ telegramId: z.number(), text: z.string() }),
  /** Everything is in the reply that `ref` names, in a form that only the edge reads. */
  'intake-reply': z.strictObject({}),
  'intake-tap-answer': z.strictObject({ callbackId: z.string() }),
  'intake-leave': z.strictObject({
    telegramId: z.number(),
    farewell: z.string(),
  }),
  'intake-leave-group': z.strictObject({ groupId: z.number() }),
} as const;

export const replyTopic = 'intake-reply';

export type IntakeTopic = keyof typeof intakeParcels;

/** Writes into the outbox what the intake bot is to do. One lane a chat keeps the order. */
export class IntakeVoice {
  constructor(private readonly outbox: Outbox) {}

  /** A newer screen takes the place of one that has not left yet. */
  async show(tx: Transaction, chat: Chat, screen: RenderedScreen, fresh: boolean): Promise<void> {
    await this.outbox.withdraw(tx, chat.id, 'intake-screen');
    const rows = screen.rows.map((row) => row.map(({ label, data }) => ({ label, data })));
    await this.#put(tx, 'intake-screen', chat, {
      telegramId: chat.telegramId,
      text: screen.text,
      rows,
      fresh,
    });
  }

  async note(tx: Transaction, chat: Chat, text: string): Promise<void> {
    await this.#put(tx, 'intake-note', chat, { telegramId: chat.telegramId, text });
  }

  /** Takes back notes that have not left yet: the phone falls silent. */
  async hush(tx: Transaction, chat: Chat): Promise<void> {
    await this.outbox.withdraw(tx, chat.id, 'intake-note');
  }

  /** Leaves after everything of this chat that is under way, so that it can all be deleted. */
  async leave(tx: Transaction, chat: Chat, farewell: string): Promise<void> {
    await this.outbox.withdraw(tx, chat.id, 'intake-screen');
    await this.#put(tx, 'intake-leave', chat, { telegramId: chat.telegramId, farewell });
  }

  /** Stops the little clock on the button she tapped. Worthless after a minute. */
  async answerTap(tx: Transaction, callbackId: string, now: Instant): Promise<void> {
    await this.outbox.put(tx, {
      channel: 'telegram-intake',
      topic: 'intake-tap-answer',
      payload: { callbackId },
      giveUpAt: plus(now, minutes(1)),
    });
  }

  async leaveGroup(tx: Transaction, groupId: number, now: Instant): Promise<void> {
    await this.outbox.put(tx, {
      channel: 'telegram-intake',
      topic: 'intake-leave-group',
      payload: { groupId },
      giveUpAt: plus(now, minutes(10)),
    });
  }

  async #put(
    tx: Transaction,
    topic: IntakeTopic,
    chat: Chat,
    payload: z.infer<(typeof intakeParcels)[IntakeTopic]>,
  ): Promise<void> {
    await this.outbox.put(tx, { channel: 'telegram-intake', topic, ref: chat.id, lane: chat.id, payload });
  }
}
