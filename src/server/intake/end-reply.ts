import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { TellInbox } from '../edge/tell-inbox.js';
import type { ActOnOutcomes } from './act-on-outcomes.js';
import type { ChatRepository } from './chat.repository.js';
import type { ConversationRepository } from './conversation.repository.js';
import type { ConversationRow } from './conversation.row.js';
import type { LeavingReply, ReplyFault } from './contact-reply.js';
import type { ReplyRepository } from './reply.repository.js';

export type ReplyEnd =
  | { readonly state: 'sent' }
  | { readonly state: 'uncertain' | 'cancelled' }
  | { readonly state: 'failed'; readonly fault: ReplyFault };

/**
 * What becomes of a reply, and of the answer clock with it: a reply that was sent stops it; with any other end she still waits,
 * and a human is due to her again.
 */
export class EndReply {
  constructor(
    private readonly clock: Clock,
    private readonly chats: ChatRepository,
    private readonly conversations: ConversationRepository,
    private readonly replies: ReplyRepository,
    private readonly outcomes: ActOnOutcomes,
    private readonly tell: TellInbox,
  ) {}

  async run(tx: Transaction, reply: LeavingReply, end: ReplyEnd): Promise<void> {
    const row = await this.conversations.lock(tx, this.chats, reply.conversationId);
    if (!row) return;
    const fault = end.state === 'failed' ? end.fault : null;
    await this.replies.settle(tx, reply.id, end.state, fault, this.clock.now());
    if (row.state === 'open') await this.#turnClock(tx, row, reply, end);
    await this.conversations.save(tx, row);
    await this.tell.run(tx, row.id);
  }

  async #turnClock(
    tx: Transaction,
    row: ConversationRow,
    { by }: LeavingReply,
    { state }: ReplyEnd,
  ): Promise<void> {
    const now = this.clock.now();
    if (state === 'sent')
      Object.assign(row, { answeredAt: now, answeredBy: by, answerDueAt: null, overdueAt: null });
    else if (row.unsafeAt === null) await this.outcomes.wind(tx, row, now);
  }
}
