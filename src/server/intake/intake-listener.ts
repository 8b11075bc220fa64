import { z } from 'zod';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Delivery, DeliveryListener, Parcel } from '../platform/outbox/courier.js';
import type { TellInbox } from '../edge/tell-inbox.js';
import type { Chat, ChatRepository } from './chat.repository.js';
import type { MessageRepository } from './message.repository.js';

const receiptShape = z.object({
  messageId: z.number().optional(),
  screen: z.boolean().optional(),
  deleted: z.array(z.number()).default([]),
});

/** Remembers which message shows the script, which ones she may want deleted, and that she blocked the bot. */
export class IntakeListener implements DeliveryListener {
  constructor(
    readonly topic: 'intake-screen' | 'intake-note' | 'intake-leave',
    private readonly chats: ChatRepository,
    private readonly messages: MessageRepository,
    private readonly clock: Clock,
    private readonly tell: TellInbox,
  ) {}

  async settled(tx: Transaction, parcel: Parcel, delivery: Delivery): Promise<void> {
    if (parcel.ref === null || delivery.result === 'retry') return;
    const chat = await this.chats.lockById(tx, parcel.ref);
    if (delivery.result === 'dead') {
      if (delivery.code === 'blocked') await this.#blocked(tx, chat);
      return;
    }
    const { messageId, screen, deleted } = receiptShape.parse(delivery.receipt ?? {});
    await this.messages.forgetDeleted(tx, chat.id, deleted);
    if (messageId === undefined) return;
    await this.messages.deletable(tx, chat.id, messageId, this.clock.now());
    if (screen) await this.chats.save(tx, { ...chat, screenMessageId: messageId });
  }

  /** Whoever is about to write to her learns it now, not from a reply that fails. */
  async #blocked(tx: Transaction, chat: Chat): Promise<void> {
    await this.chats.save(tx, { ...chat, reachability: 'blocked' });
    await this.tell.run(tx, null);
  }
}
