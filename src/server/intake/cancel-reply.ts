import type { ConversationId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import type { ChatRepository } from './chat.repository.js';
import type { ConversationRepository } from './conversation.repository.js';
import type { EndReply } from './end-reply.js';
import { replyTopic } from './intake-parcels.js';
import type { ReplyRepository } from './reply.repository.js';

/** Takes back a reply that waits. What a courier has in its hands has left. */
export class CancelReply {
  constructor(
    private readonly chats: ChatRepository,
    private readonly conversations: ConversationRepository,
    private readonly replies: ReplyRepository,
    private readonly outbox: Outbox,
    private readonly end: EndReply,
  ) {}

  async run(tx: Transaction, id: ConversationId, replyId: string): Promise<'cancelled' | 'gone'> {
    await this.conversations.lock(tx, this.chats, id);
    const reply = await this.replies.find(tx, replyId);
    if (reply?.conversationId !== id || reply.state !== 'waiting') return 'gone';
    if (reply.queued && (await this.outbox.withdraw(tx, reply.id, replyTopic)) === 0) return 'gone';
    await this.end.run(tx, reply, { state: 'cancelled' });
    return 'cancelled';
  }
}
