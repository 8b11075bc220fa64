import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { ChatRepository } from './chat.repository.js';
import type { ConversationRepository } from './conversation.repository.js';
import type { ConversationRow } from './conversation.row.js';

/** What staff say of a contact. The answer clock stops only here: by a reply, or by a recorded "unsafe to write". */
export class AnswerContact {
  constructor(
    private readonly clock: Clock,
    private readonly chats: ChatRepository,
    private readonly conversations: ConversationRepository,
  ) {}

  /** Somebody is writing with the contact now. Saying it again renews it. */
  inContact(tx: Transaction, id: ConversationId, by: StaffId): Promise<'stopped' | 'already-stopped'> {
    return this.#stop(tx, id, (row) => {
      row.answeredAt = this.clock.now();
      row.answeredBy = by;
    });
  }

  /** Writing would put her in danger: recorded, and nobody writes until she does; then the clock starts again. */
  unsafeToWrite(tx: Transaction, id: ConversationId, by: StaffId): Promise<'stopped' | 'already-stopped'> {
    return this.#stop(tx, id, (row) => {
      row.unsafeAt = this.clock.now();
      row.unsafeBy = by;
      row.replyLocked = true;
    });
  }

  /** The contact is dealt with; the next message begins a new conversation. */
  async close(
    tx: Transaction,
    id: ConversationId,
    by: StaffId,
    outcome: 'resolved' | 'false-alarm',
  ): Promise<'closed' | 'already-closed'> {
    const row = await this.conversations.lock(tx, this.chats, id);
    if (!row || row.state === 'closed') return 'already-closed';
    Object.assign(row, {
      state: 'closed',
      closedAt: this.clock.now(),
      closedBy: by,
      outcome,
      answerDueAt: null,
      scriptSealed: null,
      silenceDueAt: null,
      scriptEraseAt: null,
    });
    await this.conversations.save(tx, row);
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
    return ran ? 'stopped' : 'already-stopped';
  }
}
