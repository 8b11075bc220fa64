import type { Instant } from '../../domain/shared/time.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import { replyTopic } from './intake-parcels.js';
import type { ContactReply } from './contact-reply.js';
import type { ReplyRepository } from './reply.repository.js';

/** Puts a reply whose hour has come into the outbox, behind what is under way in the same chat. */
export class PostReply {
  constructor(
    private readonly replies: ReplyRepository,
    private readonly outbox: Outbox,
  ) {}

  async run(
    tx: Transaction,
    chatId: string,
    { id, notAfter }: Pick<ContactReply, 'id' | 'notAfter'>,
    now: Instant,
  ): Promise<void> {
    await this.outbox.put(tx, {
      channel: 'telegram-intake',
      topic: replyTopic,
      ref: id,
      lane: chatId,
      payload: {},
      giveUpAt: notAfter,
    });
    await this.replies.queued(tx, id, now);
  }
}
