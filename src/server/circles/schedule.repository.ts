import type { CircleId } from '../../domain/circle/circle.js';
import type { StatedLevel } from '../../domain/circle/level-rules.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import { idText } from '../../contracts/shared/scalars.js';
import { alarmStates, type Alarm } from '../../e2ee/circle/alarm.js';
import { levelFlags, type LevelStatement } from '../../e2ee/circle/level-statement.js';
import { concat } from '../../e2ee/shared/bytes.js';
import { instantOrNull, timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

export interface StoredSignOff {
  readonly signer: StaffId;
  readonly signOff: Uint8Array;
  readonly signedAt: Instant;
}

/** The columns are copies of the signed statement beside them. */
export interface StoredLevel extends StatedLevel {
  readonly record: Uint8Array;
  readonly seq: number;
  readonly instrument: string;
  readonly major: number;
  readonly author: StaffId;
  readonly statement: Uint8Array;
  readonly signOffs: readonly StoredSignOff[];
  /** When it was taken in, by the server's clock; `assessed` is its author's. */
  readonly stated: Instant;
}

export interface StoredAlarm {
  readonly id: string;
  readonly counter: number;
  readonly due: Instant;
  readonly state: 'set' | 'cleared';
  readonly statement: Uint8Array;
  /** When it was taken in, by the server's clock. */
  readonly stated: Instant;
}

interface LevelColumns {
  readonly record_hash: Buffer;
  readonly seq: string;
  readonly instrument: string;
  readonly major: number;
  readonly computed: StatedLevel['computed'];
  readonly in_force: StatedLevel['inForce'];
  readonly provisional: boolean;
  readonly critical_unknown: boolean;
  readonly lowering_forbidden: boolean;
  readonly assessed_at: Date;
  readonly due_at: Date;
  readonly lowered_until: Date | null;
  readonly author: StaffId;
  readonly statement: Buffer;
  readonly stated_at: Date;
}

/** What the server schedules by, as the statement says it. */
export const statedLevelOf = (statement: LevelStatement): StatedLevel => ({
  computed: statement.computed,
  inForce: statement.inForce,
  provisional: (statement.flags & levelFlags.provisional) !== 0,
  criticalUnknown: (statement.flags & levelFlags.criticalUnknown) !== 0,
  loweringForbidden: (statement.flags & levelFlags.loweringForbidden) !== 0,
  assessed: instant(statement.assessed),
  due: instant(statement.due),
  loweredUntil: statement.loweredUntil === 0 ? null : instant(statement.loweredUntil),
});

/** Levels and alarms: the signed statements and the columns copied from them. */
export class ScheduleRepository {
  async insertLevel(
    tx: Transaction,
    circle: CircleId,
    statement: LevelStatement,
    seq: number,
    at: Instant,
  ): Promise<void> {
    const level = statedLevelOf(statement);
    await tx.query(
      `insert into circle_level (record_hash, circle_id, seq, instrument, major, computed, in_force, provisional,
         critical_unknown, lowering_forbidden, assessed_at, due_at, lowered_until, author, statement, stated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        Buffer.from(statement.record),
        circle,
        seq,
        statement.instrument,
        statement.version,
        level.computed,
        level.inForce,
        level.provisional,
        level.criticalUnknown,
        level.loweringForbidden,
        timestamp(level.assessed),
        timestamp(level.due),
        level.loweredUntil === null ? null : timestamp(level.loweredUntil),
        idText(statement.author),
        Buffer.from(concat(statement.body, statement.signature)),
        timestamp(at),
      ],
    );
  }

  /** The newest statement of each instrument. */
  async levels(tx: Transaction, circle: CircleId): Promise<StoredLevel[]> {
    const found = await rows<LevelColumns>(
      tx,
      `select distinct on (instrument) * from circle_level where circle_id = $1 order by instrument, seq desc`,
      [circle],
    );
    const signOffs = await this.#signOffs(
      tx,
      found.map(({ record_hash }) => record_hash),
    );
    return found.map((row) => levelOf(row, signOffs.get(row.record_hash.toString('hex')) ?? []));
  }

  /** When an assessment was made, as its earlier versions say; null when none of them was stated. */
  async assessedBefore(tx: Transaction, circle: CircleId, object: string): Promise<Instant | null> {
    const [row] = await rows<{ assessed: Date | null }>(
      tx,
      `select min(assessed_at) as assessed from circle_level l join chain_record r on r.hash = l.record_hash
       where l.circle_id = $1 and r.circle_id = $1 and r.channel_id is null and r.object_id = $2`,
      [circle, object],
    );
    return instantOrNull(row?.assessed ?? null);
  }

  /** Every statement of a circle, the newest first. @param before the place of the last one of the page before */
  async history(
    tx: Transaction,
    circle: CircleId,
    before: number | null,
    limit: number,
  ): Promise<StoredLevel[]> {
    const found = await rows<LevelColumns>(
      tx,
      `select * from circle_level where circle_id = $1 and ($2::bigint is null or seq < $2) order by seq desc limit $3`,
      [circle, before, limit],
    );
    const signOffs = await this.#signOffs(
      tx,
      found.map(({ record_hash }) => record_hash),
    );
    return found.map((row) => levelOf(row, signOffs.get(row.record_hash.toString('hex')) ?? []));
  }

  /** @returns false when this person has signed it before */
  async insertSignOff(tx: Transaction, record: Uint8Array, signOff: StoredSignOff): Promise<boolean> {
    const inserted = await rows(
      tx,
      `insert into circle_sign_off (record_hash, signer, sign_off, signed_at) values ($1, $2, $3, $4)
       on conflict do nothing returning signer`,
      [Buffer.from(record), signOff.signer, Buffer.from(signOff.signOff), timestamp(signOff.signedAt)],
    );
    return inserted.length > 0;
  }

  /** @returns how many there were */
  async dropLevels(tx: Transaction, records: readonly Uint8Array[]): Promise<number> {
    const dropped = await rows(
      tx,
      `delete from circle_level where record_hash = any($1::bytea[]) returning record_hash`,
      [records.map((record) => Buffer.from(record))],
    );
    return dropped.length;
  }

  /** @returns the counter of the newest statement about this alarm; 0 when there is none */
  async alarmCounter(tx: Transaction, circle: CircleId, { alarm }: Pick<Alarm, 'alarm'>): Promise<number> {
    const [known] = await rows<{ counter: string }>(
      tx,
      `select counter from circle_alarm where circle_id = $1 and id = $2`,
      [circle, idText(alarm)],
    );
    return Number(known?.counter ?? 0);
  }

  /** @returns false when a statement with this counter or a higher one is there */
  async putAlarm(tx: Transaction, circle: CircleId, alarm: Alarm, at: Instant): Promise<boolean> {
    const put = await rows(
      tx,
      `insert into circle_alarm as known (circle_id, id, counter, due_at, state, statement, stated_at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (circle_id, id) do update set counter = excluded.counter, due_at = excluded.due_at,
         state = excluded.state, statement = excluded.statement, stated_at = excluded.stated_at
       where known.counter < excluded.counter returning id`,
      [
        circle,
        idText(alarm.alarm),
        alarm.counter,
        timestamp(instant(alarm.due)),
        alarm.state === alarmStates.set ? 'set' : 'cleared',
        Buffer.from(concat(alarm.body, alarm.signature)),
        timestamp(at),
      ],
    );
    return put.length > 0;
  }

  async alarms(tx: Transaction, circle: CircleId): Promise<StoredAlarm[]> {
    const found = await rows<{
      id: string;
      counter: string;
      due_at: Date;
      state: StoredAlarm['state'];
      statement: Buffer;
      stated_at: Date;
    }>(
      tx,
      `select id, counter, due_at, state, statement, stated_at from circle_alarm where circle_id = $1 order by due_at, id`,
      [circle],
    );
    return found.map((row) => ({
      id: row.id,
      counter: Number(row.counter),
      due: instant(row.due_at.getTime()),
      state: row.state,
      statement: new Uint8Array(row.statement),
      stated: instant(row.stated_at.getTime()),
    }));
  }

  async eraseAll(tx: Transaction, circle: CircleId): Promise<void> {
    await tx.query(`delete from circle_level where circle_id = $1`, [circle]);
    await tx.query(`delete from circle_alarm where circle_id = $1`, [circle]);
  }

  async #signOffs(tx: Transaction, records: readonly Buffer[]): Promise<Map<string, StoredSignOff[]>> {
    const found = await rows<{ hash: string; signer: StaffId; sign_off: Buffer; signed_at: Date }>(
      tx,
      `select encode(record_hash, 'hex') as hash, signer, sign_off, signed_at from circle_sign_off
       where record_hash = any($1::bytea[]) order by signed_at, signer`,
      [records],
    );
    const byRecord = new Map<string, StoredSignOff[]>();
    for (const { hash, signer, sign_off, signed_at } of found) {
      const one = { signer, signOff: new Uint8Array(sign_off), signedAt: instant(signed_at.getTime()) };
      byRecord.set(hash, [...(byRecord.get(hash) ?? []), one]);
    }
    return byRecord;
  }
}

const levelOf = (row: LevelColumns, signOffs: readonly StoredSignOff[]): StoredLevel => ({
  record: new Uint8Array(row.record_hash),
  seq: Number(row.seq),
  instrument: row.instrument,
  major: row.major,
  computed: row.computed,
  inForce: row.in_force,
  provisional: row.provisional,
  criticalUnknown: row.critical_unknown,
  loweringForbidden: row.lowering_forbidden,
  assessed: instant(row.assessed_at.getTime()),
  due: instant(row.due_at.getTime()),
  loweredUntil: instantOrNull(row.lowered_until),
  author: row.author,
  statement: new Uint8Array(row.statement),
  signOffs,
  stated: instant(row.stated_at.getTime()),
});
