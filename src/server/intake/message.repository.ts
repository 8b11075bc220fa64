import { z } from 'zod';
import { inboundText, type InboundText } from '../../contracts/inbox/record-texts.js';
import type { Instant } from '../../domain/shared/time.js';
import type { EdgeVault } from '../../e2ee/edge-vault.js';
import type { SealInbound } from '../edge/seal-inbound.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { ConversationRow } from './conversation.row.js';

type WithoutTime<Text> = Text extends unknown ? Omit<Text, 'at'> : never;

/** What is kept of one thing that happened in a conversation. */
export type Entry = WithoutTime<InboundText>;

const purpose = 'held-back';

/**
 * What contacts said, on its way into the inbox. While the edge trusts no inbox it is kept under the edge secret, in order, and
 * moved as soon as it does.
 */
export class MessageRepository {
  constructor(
    private readonly seal: SealInbound,
    private readonly vault: EdgeVault,
  ) {}

  /** Appends to the conversation (whose chat is locked by the caller) and counts it; the caller saves the row. */
  async append(tx: Transaction, conversation: ConversationRow, entry: Entry, now: Instant): Promise<void> {
    const text: InboundText = { ...entry, at: now };
    conversation.messageCount += 1;
    const mayGo = conversation.heldBack === 0;
    if (mayGo && (await this.seal.run(tx, conversation.id, text)) === 'sealed') return;
    conversation.heldBack += 1;
    const json = new TextEncoder().encode(JSON.stringify(z.encode(inboundText, text)));
    await tx.query(`insert into held_back_entry (conversation_id, sealed, received_at) values ($1, $2, $3)`, [
      conversation.id,
      Buffer.from(this.vault.seal(purpose, conversation.id, json)),
      timestamp(now),
    ]);
  }

  /**
   * Moves what was held back into the conversation's channel, the oldest first; the caller saves the row.
   *
   * @returns `not-trusted` when the edge still trusts no inbox: what is left stays
   */
  async move(tx: Transaction, conversation: ConversationRow): Promise<'moved' | 'not-trusted'> {
    const held = await rows<{ id: string; sealed: Buffer }>(
      tx,
      `select id, sealed from held_back_entry where conversation_id = $1 order by id`,
      [conversation.id],
    );
    for (const { id, sealed } of held) {
      const json = new TextDecoder().decode(this.vault.open(purpose, conversation.id, sealed));
      if ((await this.seal.run(tx, conversation.id, inboundText.parse(JSON.parse(json)))) === 'not-trusted')
        return 'not-trusted';
      await tx.query(`delete from held_back_entry where id = $1`, [id]);
      conversation.heldBack -= 1;
    }
    return 'moved';
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
