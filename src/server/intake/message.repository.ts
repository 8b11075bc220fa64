import { randomUUID } from 'node:crypto';
import type { ConversationId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import { sealForInbox } from '../../e2ee/inbox-box.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { ConversationRow } from './conversation.row.js';

/** What is kept of one thing that happened in a conversation. Sealed to the inbox before it touches the database. */
export interface Entry {
  readonly kind: 'text' | 'sign-of-life' | 'answers' | 'code-word' | 'safe-contact';
  readonly content: Readonly<Record<string, unknown>>;
  readonly updateId: number | null;
}

export class MessageRepository {
  constructor(private readonly inboxPublicKey: Uint8Array) {}

  /** Appends to the conversation (whose chat is locked by the caller) and counts it. */
  async append(tx: Transaction, conversation: ConversationRow, entry: Entry, now: Instant): Promise<void> {
    conversation.messageCount += 1;
    await tx.query(
      `insert into message (id, conversation_id, seq, kind, sealed, update_id, received_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        randomUUID(),
        conversation.id,
        conversation.messageCount,
        entry.kind,
        Buffer.from(sealForInbox(this.inboxPublicKey, JSON.stringify(entry.content))),
        entry.updateId,
        timestamp(now),
      ],
    );
  }

  /** She does not want her answers kept: only priority and deadlines remain. */
  async eraseAnswers(tx: Transaction, conversationId: ConversationId): Promise<void> {
    await tx.query(`delete from message where conversation_id = $1 and kind = 'answers'`, [conversationId]);
  }

  /** Remembers a Telegram message that the contact may want deleted. */
  async deletable(tx: Transaction, chatId: string, messageId: number, now: Instant): Promise<void> {
    await tx.query(
      `insert into deletable_message (chat_id, message_id, sent_at) values ($1, $2, $3) on conflict do nothing`,
      [chatId, messageId, timestamp(now)],
    );
  }

  /** What may still be deleted in a chat, oldest first. */
  async deletableIn(tx: Transaction, chatId: string): Promise<number[]> {
    const found = await rows<{ message_id: string }>(
      tx,
      `select message_id from deletable_message where chat_id = $1 order by message_id`,
      [chatId],
    );
    return found.map(({ message_id }) => Number(message_id));
  }

  async forgetDeleted(tx: Transaction, chatId: string, messageIds: readonly number[]): Promise<void> {
    if (messageIds.length === 0) return;
    await tx.query(`delete from deletable_message where chat_id = $1 and message_id = any($2)`, [
      chatId,
      messageIds,
    ]);
  }

  /** Telegram deletes nothing older than 48 hours, so older ids are of no use to anybody. */
  async forgetDeletable(tx: Transaction, before: Instant): Promise<void> {
    await tx.query(`delete from deletable_message where sent_at < $1`, [timestamp(before)]);
  }
}
