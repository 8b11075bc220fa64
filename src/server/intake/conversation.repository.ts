import { randomUUID } from 'node:crypto';
import type { ConversationId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { ChatRepository } from './chat.repository.js';
import { ConversationRow } from './conversation.row.js';

const dueAtOnce = 50;
/** Longer than any deadline of a RED or ORANGE contact, or of a silence, can be ahead. */
const furthestUrgent = '45 minutes';

/** A conversation in which nothing has happened yet. */
const blank = {
  state: 'open',
  priority: null,
  personWanted: false,
  needsChildWorker: false,
  replyLocked: false,
  answerDueAt: null,
  answeredAt: null,
  answeredBy: null,
  unsafeAt: null,
  unsafeBy: null,
  writingAgreedBy: null,
  writingAgreedAt: null,
  overdueAt: null,
  scriptSealed: null,
  scriptVersion: 0,
  silenceDueAt: null,
  scriptEraseAt: null,
  messageCount: 0,
  readCount: 0,
  heldBack: 0,
  answersSealed: null,
  safeHoursSealed: null,
  silentSince: null,
  closedAt: null,
  closedBy: null,
  outcome: null,
} as const;

/** Conversations; whoever changes one holds the lock of its chat. */
export class ConversationRepository {
  async open(
    tx: Transaction,
    chatId: string,
    now: Instant,
  ): Promise<{ row: ConversationRow; isNew: boolean }> {
    const found = await tx.findOneBy(ConversationRow, { chatId, state: 'open' });
    if (found) return { row: found, isNew: false };
    const row = tx.create(ConversationRow, {
      id: randomUUID() as ConversationId,
      ...blank,
      chatId,
      lastInboundAt: now,
      openedAt: now,
    });
    await tx.insert(ConversationRow, row);
    return { row, isNew: true };
  }

  #find(tx: Transaction, id: ConversationId): Promise<ConversationRow | null> {
    return tx.findOneBy(ConversationRow, { id });
  }

  /** The conversation as it is once its chat is locked; null when there is none of that id. */
  async lock(tx: Transaction, chats: ChatRepository, id: ConversationId): Promise<ConversationRow | null> {
    const found = await this.#find(tx, id);
    if (!found) return null;
    await chats.lockById(tx, found.chatId);
    return this.#find(tx, id);
  }

  async save(tx: Transaction, row: ConversationRow): Promise<void> {
    const { id, number: _given, ...rest } = row;
    await tx.update(ConversationRow, { id }, rest);
  }

  /**
   * Ids of conversations in which a human has not replied in time and nobody was told yet. A deadline further ahead than any
   * urgent one can be was set by a clock that was wrong: it counts as due.
   */
  answerOverdue(tx: Transaction, now: Instant, seen: readonly string[] = []): Promise<ConversationId[]> {
    const condition = `answer_due_at is not null and overdue_at is null
      and (answer_due_at <= $1 or (priority in ('RED', 'ORANGE') and answer_due_at > $1 + interval '${furthestUrgent}'))`;
    return this.#due(tx, condition, 'answer_due_at', now, seen);
  }

  /** Ids of conversations whose contact fell silent in the middle of the script. */
  silent(tx: Transaction, now: Instant, seen: readonly string[] = []): Promise<ConversationId[]> {
    const condition = `silence_due_at is not null
      and (silence_due_at <= $1 or silence_due_at > $1 + interval '${furthestUrgent}')`;
    return this.#due(tx, condition, 'silence_due_at', now, seen);
  }

  /** Ids of conversations whose unfinished script is too old to be kept, and was scored. */
  scriptsToErase(tx: Transaction, now: Instant, seen: readonly string[] = []): Promise<ConversationId[]> {
    const condition = `script_sealed is not null and silence_due_at is null and script_erase_at <= $1`;
    return this.#due(tx, condition, 'script_erase_at', now, seen);
  }

  /** Ids of conversations with messages that the edge could not seal into their channels. */
  async heldBack(tx: Transaction, seen: readonly string[] = []): Promise<ConversationId[]> {
    const found = await rows<{ id: ConversationId }>(
      tx,
      `select id from conversation where held_back > 0 and id <> all($1::uuid[]) order by opened_at limit ${dueAtOnce}`,
      [seen],
    );
    return found.map(({ id }) => id);
  }

  /** Erases conversations without a word or an act since `before`, and chats left empty. @returns their ids */
  async erase(tx: Transaction, before: Instant): Promise<readonly ConversationId[]> {
    const old = await rows<{ id: ConversationId; chat_id: string }>(
      tx,
      `select id, chat_id from conversation where last_inbound_at < $1 and answer_due_at is null
         and coalesce(closed_at, answered_at, last_inbound_at) < $1
       order by last_inbound_at limit ${dueAtOnce} for update skip locked`,
      [timestamp(before)],
    );
    const ids = old.map(({ id }) => id);
    if (ids.length === 0) return ids;
    await tx.query(`delete from code_word where conversation_id = any($1)`, [ids]);
    await tx.query(`delete from conversation where id = any($1)`, [ids]);
    await tx.query(
      `delete from chat c where id = any($1)
         and not exists (select 1 from conversation where chat_id = c.id)
         and not exists (select 1 from deletable_message where chat_id = c.id)`,
      [old.map(({ chat_id }) => chat_id)],
    );
    return ids;
  }

  async #due(
    tx: Transaction,
    condition: string,
    order: string,
    now: Instant,
    seen: readonly string[],
  ): Promise<ConversationId[]> {
    const found = await rows<{ id: ConversationId }>(
      tx,
      `select id from conversation where ${condition} and id <> all($2::uuid[]) order by ${order} limit ${dueAtOnce}`,
      [timestamp(now), seen],
    );
    return found.map(({ id }) => id);
  }
}
