import type { CircleId, CircleKind } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import { idText } from '../../contracts/shared/scalars.js';
import type { Member } from '../../e2ee/circle/epoch-record.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { CaseFacts, ChainHead, Circle, CircleMember } from './circle.js';

interface CircleColumns {
  readonly id: CircleId;
  readonly kind: CircleKind;
  readonly number: number | null;
  readonly state: CaseFacts['state'];
  readonly closed_reason: CaseFacts['closedReason'];
  readonly stage: CaseFacts['stage'];
  readonly proceedings: CaseFacts['proceedings'];
  readonly subject_id: StaffId | null;
  readonly version: number;
  readonly epoch: number;
  readonly head_seq: string;
  readonly head_hash: Buffer;
  readonly head_dir_seq: string;
  readonly opened_at: Date;
  readonly opened_by: StaffId;
}

/** Everything that begins with a new circle. */
export interface NewCircle {
  readonly id: CircleId;
  readonly kind: CircleKind;
  readonly subjectId: StaffId | null;
  readonly head: ChainHead;
  readonly by: StaffId;
  readonly at: Instant;
}

type Lock = 'for update' | 'for share' | '';

export class CircleRepository {
  /** @returns the case number, or null for another kind; undefined when the id is taken */
  async insert(tx: Transaction, circle: NewCircle): Promise<number | null | undefined> {
    const isCase = circle.kind === 'client-case';
    const found = await rows<{ number: number | null }>(
      tx,
      `insert into circle (id, kind, number, state, stage, proceedings, subject_id, epoch, head_seq, head_hash,
         head_dir_seq, opened_at, opened_by)
       values ($1, $2, ${isCase ? `nextval('client_case_number')` : 'null'}, $3, $4, $5, $6, 1, $7, $8, $9, $10, $11)
       on conflict (id) do nothing returning number`,
      [
        circle.id,
        circle.kind,
        isCase ? 'open' : null,
        isCase ? 'first-contact' : null,
        isCase ? 'unknown' : null,
        circle.subjectId,
        circle.head.seq,
        Buffer.from(circle.head.hash),
        circle.head.dirSeq,
        timestamp(circle.at),
        circle.by,
      ],
    );
    return found[0]?.number;
  }

  /** Null for an unknown circle, and for one that was erased. */
  async find(tx: Transaction, id: CircleId, lock: Lock = ''): Promise<Circle | null> {
    const [row] = await rows<CircleColumns>(
      tx,
      `select * from circle where id = $1 and erased_at is null ${lock}`,
      [id],
    );
    return row ? circleOf(row) : null;
  }

  async moveHead(tx: Transaction, id: CircleId, head: ChainHead): Promise<void> {
    await tx.query(`update circle set head_seq = $2, head_hash = $3, head_dir_seq = $4 where id = $1`, [
      id,
      head.seq,
      Buffer.from(head.hash),
      head.dirSeq,
    ]);
  }

  /** Locks the head of one conversation, beginning it when there is none. */
  async lockChannel(tx: Transaction, id: CircleId, channel: string): Promise<ChainHead> {
    const zeros = Buffer.alloc(32);
    await tx.query(
      `insert into circle_channel (circle_id, id, head_seq, head_hash, head_dir_seq) values ($1, $2, 0, $3, 0)
       on conflict do nothing`,
      [id, channel, zeros],
    );
    const [row] = await rows<Pick<CircleColumns, 'head_seq' | 'head_hash' | 'head_dir_seq'>>(
      tx,
      `select * from circle_channel where circle_id = $1 and id = $2 for update`,
      [id, channel],
    );
    return row ? headOf(row) : { seq: 0, hash: zeros, dirSeq: 0 };
  }

  /**
   * Locks an inbox (shared) and the head of one of its conversations, beginning it when there is none: one statement.
   *
   * @returns null when there is no inbox of that id
   */
  async lockConversation(
    tx: Transaction,
    id: CircleId,
    channel: string,
  ): Promise<{ epoch: number; head: ChainHead; channelHead: ChainHead } | null> {
    const [row] = await rows<CircleColumns & { c_seq: string; c_hash: Buffer; c_dir_seq: string }>(
      tx,
      `with inbox as (
         select id, epoch, head_seq, head_hash, head_dir_seq from circle
         where id = $1 and kind = 'inbox' and erased_at is null for share
       ), channel as (
         insert into circle_channel as c (circle_id, id, head_seq, head_hash, head_dir_seq)
         select id, $2, 0, $3, 0 from inbox
         on conflict (circle_id, id) do update set head_seq = c.head_seq
         returning head_seq as c_seq, head_hash as c_hash, head_dir_seq as c_dir_seq
       ) select * from inbox, channel`,
      [id, channel, Buffer.alloc(32)],
    );
    if (!row) return null;
    const channelHead = {
      seq: Number(row.c_seq),
      hash: new Uint8Array(row.c_hash),
      dirSeq: Number(row.c_dir_seq),
    };
    return { epoch: row.epoch, head: headOf(row), channelHead };
  }

  async moveChannelHead(tx: Transaction, id: CircleId, channel: string, head: ChainHead): Promise<void> {
    await tx.query(
      `update circle_channel set head_seq = $3, head_hash = $4, head_dir_seq = $5 where circle_id = $1 and id = $2`,
      [id, channel, head.seq, Buffer.from(head.hash), head.dirSeq],
    );
  }

  /** Copies the members of the epoch that is in force from now on. */
  async setEpoch(tx: Transaction, id: CircleId, epoch: number, members: readonly Member[]): Promise<void> {
    await tx.query(`update circle set epoch = $2 where id = $1`, [id, epoch]);
    await tx.query(`delete from circle_member where circle_id = $1`, [id]);
    await tx.query(
      `insert into circle_member (circle_id, user_id, kv, rights)
       select $1, * from unnest($2::uuid[], $3::int[], $4::smallint[])`,
      [
        id,
        members.map(({ user }) => idText(user)),
        members.map(({ kv }) => kv),
        members.map(({ rights }) => rights),
      ],
    );
  }

  async members(tx: Transaction, id: CircleId): Promise<CircleMember[]> {
    return (await this.membersOf(tx, [id])).get(id) ?? [];
  }

  /** Members of several circles, by circle. */
  async membersOf(tx: Transaction, ids: readonly CircleId[]): Promise<Map<CircleId, CircleMember[]>> {
    const found = await rows<{ circle_id: CircleId; user_id: string; kv: number; rights: number }>(
      tx,
      `select * from circle_member where circle_id = any($1::uuid[]) order by user_id`,
      [[...ids]],
    );
    const byCircle = new Map<CircleId, CircleMember[]>();
    for (const { circle_id, user_id, kv, rights } of found)
      byCircle.set(circle_id, [...(byCircle.get(circle_id) ?? []), { userId: user_id, kv, rights }]);
    return byCircle;
  }

  async setFacts(tx: Transaction, { id, facts, version }: Circle): Promise<void> {
    await tx.query(
      `update circle set state = $2, closed_reason = $3, stage = $4, proceedings = $5, version = $6 where id = $1`,
      [id, facts?.state, facts?.closedReason, facts?.stage, facts?.proceedings, version],
    );
  }

  /** Circles that somebody is in, in a stable order, after a place in it. */
  async ofMember(tx: Transaction, user: string, after: string | null, limit: number): Promise<Circle[]> {
    const found = await rows<CircleColumns>(
      tx,
      `select circle.* from circle join circle_member on circle_id = circle.id
       where user_id = $1 and erased_at is null and ($2::uuid is null or circle.id > $2)
       order by circle.id limit $3`,
      [user, after, limit],
    );
    return found.map(circleOf);
  }

  /** Every circle there is, in a stable order, after a place in it. */
  async all(tx: Transaction, after: string | null, limit: number): Promise<Circle[]> {
    const found = await rows<CircleColumns>(
      tx,
      `select * from circle where erased_at is null and ($1::uuid is null or id > $1) order by id limit $2`,
      [after, limit],
    );
    return found.map(circleOf);
  }

  /** Leaves the id behind, so that no other chain can ever take its place. */
  async bury(tx: Transaction, id: CircleId, by: StaffId, at: Instant): Promise<void> {
    await tx.query(`delete from circle_member where circle_id = $1`, [id]);
    await tx.query(
      `update circle set erased_at = $2, erased_by = $3,
         stage = case when kind = 'client-case' then 'first-contact' end,
         proceedings = case when kind = 'client-case' then 'unknown' end
       where id = $1`,
      [id, timestamp(at), by],
    );
  }
}

const headOf = (row: Pick<CircleColumns, 'head_seq' | 'head_hash' | 'head_dir_seq'>): ChainHead => ({
  seq: Number(row.head_seq),
  hash: new Uint8Array(row.head_hash),
  dirSeq: Number(row.head_dir_seq),
});

const circleOf = (row: CircleColumns): Circle => ({
  id: row.id,
  kind: row.kind,
  facts: row.number === null ? null : { ...factsOf(row), number: row.number },
  subjectId: row.subject_id,
  version: row.version,
  epoch: row.epoch,
  head: headOf(row),
  openedAt: instant(row.opened_at.getTime()),
  openedBy: row.opened_by,
});

const factsOf = (row: CircleColumns): Omit<CaseFacts, 'number'> => ({
  state: row.state,
  closedReason: row.closed_reason,
  stage: row.stage,
  proceedings: row.proceedings,
});
