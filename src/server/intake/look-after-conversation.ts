import type { ConversationId } from '../../domain/shared/ids.js';
import type { Priority } from '../../domain/triage/instrument.js';
import type { Triage } from '../../domain/triage/priority.js';
import type { TellInbox } from '../edge/tell-inbox.js';
import type { Transaction } from '../platform/database/database.js';
import type { ChatRepository } from './chat.repository.js';
import type { ConversationRepository } from './conversation.repository.js';
import type { KeepAnswers } from './keep-answers.js';

/** A conversation whose chat the transaction has locked: nothing about it changes beside. */
export interface LockedConversation {
  readonly id: ConversationId;
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly priority: Priority | null;
  /** What the questions gave while they still run. */
  readonly answersSoFar: Triage | null;
}

/** What the inbox needs of a conversation while it decides who has it. */
export class LookAfterConversation {
  constructor(
    private readonly chats: ChatRepository,
    private readonly conversations: ConversationRepository,
    private readonly answers: KeepAnswers,
    private readonly tell: TellInbox,
  ) {}

  /** @returns null when there is no such conversation */
  async lock(tx: Transaction, id: ConversationId): Promise<LockedConversation | null> {
    const row = await this.conversations.lock(tx, this.chats, id);
    if (!row) return null;
    const { number, state, priority } = row;
    return { id, number, state, priority, answersSoFar: this.answers.soFar(row) };
  }

  /** Its holder has seen all that came. @param written records that she added beside replies */
  async seen(tx: Transaction, id: ConversationId, written = 0): Promise<void> {
    const row = await this.conversations.lock(tx, this.chats, id);
    if (!row) return;
    row.messageCount += written;
    row.readCount = row.messageCount;
    await this.conversations.save(tx, row);
  }

  /** Its place among people changed: the open consoles of the inbox hear of it. */
  changed(tx: Transaction, id: ConversationId): Promise<void> {
    return this.tell.run(tx, id);
  }
}
