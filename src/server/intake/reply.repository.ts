import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import type { WaitingReply } from '../../e2ee/channel/reply.js';
import { instantOrNull, timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { ContactReply, LeavingReply, ReplyFault, ReplyState } from './contact-reply.js';

interface ReplyColumns {
  readonly id: string;
  readonly conversation_id: ConversationId;
  readonly record_hash: Buffer;
  readonly author: StaffId;
  readonly not_before: Date;
  readonly not_after: Date;
  readonly state: ReplyState;
  readonly fault: ReplyFault | null;
  readonly settled_at: Date | null;
  readonly sealed: Buffer | null;
  readonly signature: Buffer | null;
  readonly queued_at: Date | null;
}

const dueAtOnce = 50;

/** Replies on their way out. Whoever changes one holds the lock of its conversation's chat. */
export class ReplyRepository {
  /** @returns false when this record has its reply already */
  async insert(
    tx: Transaction,
    reply: Omit<ContactReply, 'state' | 'fault' | 'settledAt'>,
    { sealed, signature }: WaitingReply,
    now: Instant,
  ): Promise<boolean> {
    const inserted = await rows(
      tx,
      `insert into contact_reply (id, conversation_id, record_hash, author, not_before, not_after, state, sealed, signature,
         created_at)
       values ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $9) on conflict do nothing returning id`,
      [
        reply.id,
        reply.conversationId,
        Buffer.from(reply.record),
        reply.by,
        timestamp(reply.notBefore),
        timestamp(reply.notAfter),
        Buffer.from(sealed),
        Buffer.from(signature),
        timestamp(now),
      ],
    );
    return inserted.length > 0;
  }

  async find(tx: Transaction, id: string): Promise<LeavingReply | null> {
    const [row] = await rows<ReplyColumns>(tx, `select * from contact_reply where id = $1`, [id]);
    return row ? leaving(row) : null;
  }

  /** Newest first. */
  async of(tx: Transaction, id: ConversationId): Promise<ContactReply[]> {
    const found = await rows<ReplyColumns>(
      tx,
      `select * from contact_reply where conversation_id = $1 order by created_at desc, id`,
      [id],
    );
    return found.map(reply);
  }

  /** Of each conversation the newest reply that a person must know of: one that waits, failed or is uncertain. */
  async openOf(tx: Transaction, ids: readonly ConversationId[]): Promise<Map<ConversationId, ContactReply>> {
    const found = await rows<ReplyColumns>(
      tx,
      `select distinct on (conversation_id) * from contact_reply
       where conversation_id = any($1::uuid[]) order by conversation_id, created_at desc, id`,
      [[...ids]],
    );
    const open = found.filter(({ state }) => state !== 'sent' && state !== 'cancelled');
    return new Map(open.map((row) => [row.conversation_id, reply(row)]));
  }

  async waitingIn(tx: Transaction, id: ConversationId): Promise<ContactReply[]> {
    return (await this.of(tx, id)).filter(({ state }) => state === 'waiting');
  }

  async queued(tx: Transaction, id: string, now: Instant): Promise<void> {
    await tx.query(`update contact_reply set queued_at = $2 where id = $1`, [id, timestamp(now)]);
  }

  /** The end of a reply: what waited in sealed form is erased. */
  async settle(
    tx: Transaction,
    id: string,
    state: Exclude<ReplyState, 'waiting'>,
    fault: ReplyFault | null,
    now: Instant,
  ): Promise<void> {
    await tx.query(
      `update contact_reply set state = $2, fault = $3, settled_at = $4, sealed = null, signature = null where id = $1`,
      [id, state, fault, timestamp(now)],
    );
  }

  /** Ids of replies whose hour has come and that are not in the outbox, and of those whose last moment has passed. */
  async due(tx: Transaction, now: Instant, late: Instant, seen: readonly string[]): Promise<string[]> {
    const found = await rows<{ id: string }>(
      tx,
      `select id from contact_reply where state = 'waiting' and id <> all($3::uuid[])
         and ((queued_at is null and not_before <= $1) or not_after < $2)
       order by not_before limit ${dueAtOnce}`,
      [timestamp(now), timestamp(late), [...seen]],
    );
    return found.map(({ id }) => id);
  }
}

const reply = (row: ReplyColumns): ContactReply => ({
  id: row.id,
  conversationId: row.conversation_id,
  record: new Uint8Array(row.record_hash),
  by: row.author,
  notBefore: instant(row.not_before.getTime()),
  notAfter: instant(row.not_after.getTime()),
  state: row.state,
  fault: row.fault,
  settledAt: instantOrNull(row.settled_at),
});

const leaving = (row: ReplyColumns): LeavingReply => ({
  ...reply(row),
  queued: row.queued_at !== null,
  waiting:
    row.sealed && row.signature
      ? { sealed: new Uint8Array(row.sealed), signature: new Uint8Array(row.signature) }
      : null,
});
