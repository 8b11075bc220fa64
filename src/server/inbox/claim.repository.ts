import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import { instant, minus, seconds, type Instant } from '../../domain/shared/time.js';
import { PRESENCE_SECONDS } from '../../contracts/inbox/shapes.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

/** Who has a conversation. */
export interface Claim {
  readonly conversationId: ConversationId;
  readonly by: StaffId;
  readonly since: Instant;
  readonly offeredTo: StaffId | null;
  readonly offerNote: Uint8Array | null;
}

interface ClaimColumns {
  readonly conversation_id: ConversationId;
  readonly staff_id: StaffId;
  readonly claimed_at: Date;
  readonly offered_to: StaffId | null;
  readonly offer_note: Buffer | null;
}

const presence = seconds(PRESENCE_SECONDS);
const endedAtOnce = 50;

/** Claims, at most one a conversation. Whoever changes one holds the lock of the conversation's chat. */
export class ClaimRepository {
  /** The claim that is in force: its holder was heard a moment ago. */
  async find(tx: Transaction, id: ConversationId, now: Instant): Promise<Claim | null> {
    return (await this.of(tx, [id], now)).get(id) ?? null;
  }

  async of(
    tx: Transaction,
    ids: readonly ConversationId[],
    now: Instant,
  ): Promise<Map<ConversationId, Claim>> {
    const found = await rows<ClaimColumns>(
      tx,
      `select * from inbox_claim where conversation_id = any($1::uuid[]) and seen_at >= $2`,
      [[...ids], timestamp(minus(now, presence))],
    );
    return new Map(found.map((row) => [row.conversation_id, claimOf(row)]));
  }

  /** Takes the place of a claim that has ended or that was offered. */
  async put(tx: Transaction, id: ConversationId, by: StaffId, now: Instant): Promise<void> {
    await tx.query(
      `insert into inbox_claim (conversation_id, staff_id, claimed_at, seen_at) values ($1, $2, $3, $3)
       on conflict (conversation_id) do update
       set staff_id = $2, claimed_at = $3, seen_at = $3, offered_to = null, offer_note = null`,
      [id, by, timestamp(now)],
    );
  }

  async offer(
    tx: Transaction,
    id: ConversationId,
    to: StaffId | null,
    note: Uint8Array | null,
  ): Promise<void> {
    await tx.query(`update inbox_claim set offered_to = $2, offer_note = $3 where conversation_id = $1`, [
      id,
      to,
      note && Buffer.from(note),
    ]);
  }

  async remove(tx: Transaction, id: ConversationId): Promise<void> {
    await tx.query(`delete from inbox_claim where conversation_id = $1`, [id]);
  }

  /** Renews what somebody has. One that ended meanwhile stays ended. @returns what she still has */
  async beat(tx: Transaction, by: StaffId, now: Instant): Promise<ConversationId[]> {
    const found = await rows<{ conversation_id: ConversationId }>(
      tx,
      `update inbox_claim set seen_at = $2 where staff_id = $1 and seen_at >= $3 returning conversation_id`,
      [by, timestamp(now), timestamp(minus(now, presence))],
    );
    return found.map(({ conversation_id }) => conversation_id);
  }

  /** Deletes claims whose holders are gone, and passes over those that somebody is changing. @returns of which conversations */
  async end(tx: Transaction, now: Instant): Promise<ConversationId[]> {
    const found = await rows<{ conversation_id: ConversationId }>(
      tx,
      `delete from inbox_claim where conversation_id in (
         select conversation_id from inbox_claim where seen_at < $1 limit ${endedAtOnce} for update skip locked)
       returning conversation_id`,
      [timestamp(minus(now, presence))],
    );
    return found.map(({ conversation_id }) => conversation_id);
  }

  async heldBy(tx: Transaction, staffId: StaffId): Promise<ConversationId[]> {
    const found = await rows<{ conversation_id: ConversationId }>(
      tx,
      `select conversation_id from inbox_claim where staff_id = $1`,
      [staffId],
    );
    return found.map(({ conversation_id }) => conversation_id);
  }

  /** How many conversations somebody has. */
  async count(tx: Transaction, now: Instant): Promise<number> {
    const [found] = await rows<{ count: number }>(
      tx,
      `select count(*)::int as count from inbox_claim where seen_at >= $1`,
      [timestamp(minus(now, presence))],
    );
    return found?.count ?? 0;
  }
}

const claimOf = (row: ClaimColumns): Claim => ({
  conversationId: row.conversation_id,
  by: row.staff_id,
  since: instant(row.claimed_at.getTime()),
  offeredTo: row.offered_to,
  offerNote: row.offer_note && new Uint8Array(row.offer_note),
});
