import type { Duty } from '../../domain/escalation/ladder.js';
import type { Override, Roster, Shift } from '../../domain/escalation/roster.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { days, instant, type Duration, type Instant } from '../../domain/shared/time.js';
import type { Weekday } from '../../domain/shared/zoned-time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

interface ShiftRecord {
  readonly id: string;
  readonly duty: Duty;
  readonly staff_id: StaffId;
  readonly weekday: Weekday;
  readonly from_time: string;
  readonly to_time: string;
  readonly zone: string;
}

interface OverrideRecord {
  readonly id: string;
  readonly duty: Duty;
  readonly from_at: Date;
  readonly to_at: Date;
  readonly staff_id: StaffId;
  readonly replaces: StaffId | null;
}

/** What stands in the roster, each with the id by which it is taken out. */
export interface RosterEntries {
  readonly shifts: readonly (Shift & { readonly id: string })[];
  readonly overrides: readonly (Override & { readonly id: string })[];
}

const rosterLock = 7_240_512;

/** A duty that nobody has been planned for within this time is one that this organisation does not keep. */
const remembered: Duration = days(7);

/** Shifts and overrides. What was taken back stays in the tables, marked, and is not in the roster. */
export class DutyRosterRepository {
  /** Until the transaction ends nobody else who asks for this changes the roster: checks made after it hold. */
  async lock(tx: Transaction): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock($1)`, [rosterLock]);
  }

  /** The roster as it is planned now; overrides that ended before `since` are left out. */
  async roster(tx: Transaction, since: Instant): Promise<Roster> {
    return this.entries(tx, since);
  }

  async entries(tx: Transaction, since: Instant): Promise<RosterEntries> {
    const shifts = await rows<ShiftRecord>(
      tx,
      `select id, duty, staff_id, weekday, from_time, to_time, zone from duty_shift where removed_at is null`,
    );
    const overrides = await rows<OverrideRecord>(
      tx,
      `select id, duty, from_at, to_at, staff_id, replaces from duty_override
       where withdrawn_at is null and to_at > $1 order by from_at, id`,
      [timestamp(since)],
    );
    return { shifts: shifts.map(shiftOf), overrides: overrides.map(overrideOf) };
  }

  /** Grows with every change; 0 before the first. */
  async version(tx: Transaction): Promise<number> {
    const [found] = await rows<{ version: number }>(tx, `select version from duty_roster`);
    return found?.version ?? 0;
  }

  async addShift(tx: Transaction, id: string, shift: Shift, now: Instant): Promise<void> {
    const { duty, staff, weekday, from, to, zone } = shift;
    await tx.query(
      `insert into duty_shift (id, duty, staff_id, weekday, from_time, to_time, zone, planned_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, duty, staff, weekday, from, to, zone, timestamp(now)],
    );
    await this.#grow(tx);
  }

  /** @returns whether there was such a shift in the roster */
  async removeShift(tx: Transaction, id: string, now: Instant): Promise<boolean> {
    const removed = await rows(
      tx,
      `update duty_shift set removed_at = $2 where id = $1 and removed_at is null returning id`,
      [id, timestamp(now)],
    );
    if (removed.length > 0) await this.#grow(tx);
    return removed.length > 0;
  }

  async addOverride(tx: Transaction, id: string, override: Override, now: Instant): Promise<void> {
    const { duty, from, to, staff, replaces } = override;
    await tx.query(
      `insert into duty_override (id, duty, from_at, to_at, staff_id, replaces, created_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, duty, timestamp(from), timestamp(to), staff, replaces, timestamp(now)],
    );
    await this.#grow(tx);
  }

  /** @returns whether there was such an override, not yet over and not yet withdrawn */
  async withdrawOverride(tx: Transaction, id: string, now: Instant): Promise<boolean> {
    const withdrawn = await rows(
      tx,
      `update duty_override set withdrawn_at = $2
       where id = $1 and withdrawn_at is null and to_at > $2 returning id`,
      [id, timestamp(now)],
    );
    if (withdrawn.length > 0) await this.#grow(tx);
    return withdrawn.length > 0;
  }

  /** The duties that are kept here: somebody is planned for them, or was within the last seven days. */
  async kept(tx: Transaction, now: Instant): Promise<readonly Duty[]> {
    const found = await rows<{ duty: Duty }>(
      tx,
      `select duty from duty_shift where removed_at is null or removed_at > $1
       union select duty from duty_override where coalesce(withdrawn_at, to_at) > $1`,
      [timestamp(instant(now - remembered))],
    );
    return found.map(({ duty }) => duty);
  }

  async #grow(tx: Transaction): Promise<void> {
    await tx.query(
      `insert into duty_roster (version) values (1)
       on conflict (single) do update set version = duty_roster.version + 1`,
    );
  }
}

const shiftOf = (record: ShiftRecord): RosterEntries['shifts'][number] => ({
  id: record.id,
  duty: record.duty,
  staff: record.staff_id,
  weekday: record.weekday,
  from: record.from_time,
  to: record.to_time,
  zone: record.zone,
});

const overrideOf = (record: OverrideRecord): RosterEntries['overrides'][number] => ({
  id: record.id,
  duty: record.duty,
  from: instant(record.from_at.getTime()),
  to: instant(record.to_at.getTime()),
  staff: record.staff_id,
  replaces: record.replaces,
});
