import { z } from 'zod';
import { REPLY_FAULTS } from '../../contracts/inbox/shapes.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Delivery, DeliveryListener, Parcel } from '../platform/outbox/courier.js';
import type { ChatRepository } from './chat.repository.js';
import type { ConversationRepository } from './conversation.repository.js';
import type { EndReply, ReplyEnd } from './end-reply.js';
import { replyTopic } from './intake-parcels.js';
import type { MessageRepository } from './message.repository.js';
import type { ReplyRepository } from './reply.repository.js';

type Settled = Exclude<Delivery, { result: 'retry' }>;

const receiptShape = z.object({ messageId: z.number() });

/** Writes down what became of a reply, in the transaction that settles its parcel. */
export class ReplyListener implements DeliveryListener {
  readonly topic = replyTopic;

  constructor(
    private readonly clock: Clock,
    private readonly chats: ChatRepository,
    private readonly conversations: ConversationRepository,
    private readonly messages: MessageRepository,
    private readonly replies: ReplyRepository,
    private readonly end: EndReply,
  ) {}

  async settled(tx: Transaction, { ref }: Parcel, delivery: Delivery): Promise<void> {
    if (ref === null || delivery.result === 'retry') return;
    const seen = await this.replies.find(tx, ref);
    const row = seen && (await this.conversations.lock(tx, this.chats, seen.conversationId));
    if (!row) return;
    await this.#noteChat(tx, row.chatId, delivery);
    const reply = await this.replies.find(tx, ref);
    const end = endOf(delivery);
    // It was taken back while it was under way: only that it left all the same is news.
    if (reply && (reply.state === 'waiting' || end.state === 'sent')) await this.end.run(tx, reply, end);
  }

  async #noteChat(tx: Transaction, chatId: string, delivery: Settled): Promise<void> {
    if (delivery.result === 'sent') await this.#remember(tx, chatId, delivery);
    else if (delivery.code === 'blocked') await this.#blocked(tx, chatId);
  }

  async #remember(
    tx: Transaction,
    chatId: string,
    { receipt }: Extract<Delivery, { result: 'sent' }>,
  ): Promise<void> {
    const { messageId } = receiptShape.parse(receipt);
    await this.messages.deletable(tx, chatId, messageId, this.clock.now());
  }

  async #blocked(tx: Transaction, chatId: string): Promise<void> {
    await this.chats.save(tx, { ...(await this.chats.lockById(tx, chatId)), reachability: 'blocked' });
  }
}

function endOf(delivery: Settled): ReplyEnd {
  if (delivery.result === 'sent') return { state: 'sent' };
  const { code } = delivery;
  if (code === 'uncertain') return { state: 'uncertain' };
  return { state: 'failed', fault: REPLY_FAULTS.find((fault) => fault === code) ?? 'telegram' };
}
