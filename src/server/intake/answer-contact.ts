import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import type { TellInbox } from '../edge/tell-inbox.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { ChatRepository } from './chat.repository.js';
import type { ConversationRepository } from './conversation.repository.js';
import type { ContactOutcome } from './conversation-outcome.js';
import type { ConversationRow } from './conversation.row.js';
import type { KeepAnswers } from './keep-answers.js';
import type { WithdrawReplies } from './withdraw-replies.js';

/** What staff say of a contact. The answer clock stops only here: by a reply, or by a recorded "unsafe to write". */
export class AnswerContact {
  constructor(
    private readonly clock: Clock,
    private readonly chats: ChatRepository,
    private readonly conversations: ConversationRepository,
    private readonly answers: KeepAnswers,
    private readonly replies: WithdrawReplies,
    private readonly tell: TellInbox,
  ) {}

  /** Somebody is writing with the contact now. Saying it again renews it. */
  inContact(tx: Transaction, id: ConversationId, by: StaffId): Promise<'stopped' | 'already-stopped'> {
    return this.#stop(tx, id, (row) => {
      row.answeredAt = this.clock.now();
      row.answeredBy = by;
    });
  }

  /** Writing would put her in danger: recorded, and nobody writes until she does; then the clock starts again. */
  async unsafeToWrite(
    tx: Transaction,
    id: ConversationId,
    by: StaffId,
  ): Promise<'stopped' | 'already-stopped'> {
    const stopped = await this.#stop(tx, id, (row) => {
      row.unsafeAt = this.clock.now();
      row.unsafeBy = by;
      row.replyLocked = true;
    });
    await this.replies.run(tx, id, 'locked');
    return stopped;
  }

  /** The contact is dealt with; the next message begins a new conversation. */
  async close(
    tx: Transaction,
    id: ConversationId,
    by: StaffId,
    outcome: ContactOutcome,
  ): Promise<'closed' | 'already-closed'> {
    const row = await this.conversations.lock(tx, this.chats, id);
    if (!row || row.state === 'closed') return 'already-closed';
    await this.answers.settle(tx, row, this.clock.now());
    await this.replies.run(tx, id, null);
    Object.assign(row, {
      state: 'closed',
      closedAt: this.clock.now(),
      closedBy: by,
      outcome,
      answerDueAt: null,
      scriptSealed: null,
      silenceDueAt: null,
      silentSince: null,
      scriptEraseAt: null,
    });
    await this.conversations.save(tx, row);
    await this.tell.run(tx, id);
    return 'closed';
  }

  async #stop(
    tx: Transaction,
    id: ConversationId,
    record: (row: ConversationRow) => void,
  ): Promise<'stopped' | 'already-stopped'> {
    const row = await this.conversations.lock(tx, this.chats, id);
    if (!row || row.state === 'closed') return 'already-stopped';
    const ran = row.answerDueAt !== null;
    record(row);
    row.answerDueAt = null;
    row.overdueAt = null;
    await this.conversations.save(tx, row);
    await this.tell.run(tx, id);
    return ran ? 'stopped' : 'already-stopped';
  }
}
