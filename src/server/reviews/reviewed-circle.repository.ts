import { randomUUID } from 'node:crypto';
import type { CircleId } from '../../domain/circle/circle.js';
import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { ReviewedCircle } from './review.js';

interface CircleColumns {
  readonly circle_id: CircleId;
  readonly kind: ReviewedCircle['kind'];
  readonly number: number;
  readonly open: boolean;
  readonly opened_at: Date;
  readonly task_level: ReviewedCircle['taskLevel'];
  readonly level_alert_id: AlertId | null;
}

interface Member {
  readonly staffId: StaffId;
  readonly mayWrite: boolean;
}

/** An event; `alarm` is null where the server itself saw it. */
export interface RecordedTrigger {
  readonly alarm: string | null;
  readonly recorded: Instant;
  readonly latest: Instant;
  /** Who wrote it down; null where the server itself saw it. */
  readonly by: StaffId | null;
}

/** The copies that reviews keep of circles and of who is in them, and the events in them. */
export class ReviewedCircleRepository {
  /** Locks a circle's plans against everybody else who would plan it. */
  async lock(tx: Transaction, id: CircleId): Promise<ReviewedCircle | null> {
    const [row] = await rows<CircleColumns>(
      tx,
      `select * from review_circle where circle_id = $1 for update`,
      [id],
    );
    return row ? circleOf(row) : null;
  }

  async find(tx: Transaction, id: CircleId): Promise<ReviewedCircle | null> {
    const [row] = await rows<CircleColumns>(tx, `select * from review_circle where circle_id = $1`, [id]);
    return row ? circleOf(row) : null;
  }

  /** @param number a case's; null takes the next one of the files */
  async insert(
    tx: Transaction,
    circle: Pick<ReviewedCircle, 'id' | 'kind' | 'openedAt'> & { readonly number: number | null },
  ): Promise<void> {
    await tx.query(
      `insert into review_circle (circle_id, kind, number, open, opened_at)
       values ($1, $2, coalesce($3::int, nextval('review_file_number')), true, $4) on conflict do nothing`,
      [circle.id, circle.kind, circle.number, timestamp(circle.openedAt)],
    );
  }

  async setOpen(tx: Transaction, id: CircleId, open: boolean, now: Instant): Promise<void> {
    await tx.query(
      `update review_circle set open = $2, closed_at = case when $2 then null else coalesce(closed_at, $3) end
       where circle_id = $1`,
      [id, open, timestamp(now)],
    );
  }

  async setTaskLevel(tx: Transaction, id: CircleId, level: ReviewedCircle['taskLevel']): Promise<void> {
    await tx.query(`update review_circle set task_level = $2 where circle_id = $1`, [id, level]);
  }

  async setLevelAlert(tx: Transaction, id: CircleId, alert: AlertId | null): Promise<void> {
    await tx.query(`update review_circle set level_alert_id = $2 where circle_id = $1`, [id, alert]);
  }

  /** It was planned by the rules of this version. */
  async setPlanned(tx: Transaction, id: CircleId, rules: number): Promise<void> {
    await tx.query(`update review_circle set planned_by = $2 where circle_id = $1`, [id, rules]);
  }

  async setMembers(tx: Transaction, id: CircleId, members: readonly Member[]): Promise<void> {
    await tx.query(`delete from review_member where circle_id = $1`, [id]);
    await tx.query(
      `insert into review_member (circle_id, staff_id, may_write)
       select $1, * from unnest($2::uuid[], $3::boolean[])`,
      [id, members.map(({ staffId }) => staffId), members.map(({ mayWrite }) => mayWrite)],
    );
  }

  async members(tx: Transaction, id: CircleId): Promise<Member[]> {
    const found = await rows<{ staff_id: StaffId; may_write: boolean }>(
      tx,
      `select staff_id, may_write from review_member where circle_id = $1 order by staff_id`,
      [id],
    );
    return found.map(({ staff_id, may_write }) => ({ staffId: staff_id, mayWrite: may_write }));
  }

  /** Which of these circles are followed already. */
  async known(tx: Transaction, ids: readonly CircleId[]): Promise<ReadonlySet<CircleId>> {
    const found = await rows<{ circle_id: CircleId }>(
      tx,
      `select circle_id from review_circle where circle_id = any($1::uuid[])`,
      [[...ids]],
    );
    return new Set(found.map(({ circle_id }) => circle_id));
  }

  /**
   * Those that have to be followed anew although nobody changed anything in them: planned by older rules, with another level in
   * force than the one that was told of, because an override has ended, or because a further date of a late review has come.
   */
  async stale(tx: Transaction, rules: number, now: Instant, limit: number): Promise<CircleId[]> {
    const found = await rows<{ circle_id: CircleId }>(
      tx,
      `select circle_id from review_circle c
       where planned_by <> $1 or (kind = 'client-case' and task_level <> (
         select coalesce(max(level) filter (where level >= 3), 0) from review r where r.circle_id = c.circle_id))
         or circle_id in (select circle_id from review where further_next_at <= $2)
       order by circle_id limit $3`,
      [rules, timestamp(now), limit],
    );
    return found.map(({ circle_id }) => circle_id);
  }

  /** Open files of the organisation, in one order for everybody who locks several. */
  async organisationFiles(tx: Transaction): Promise<CircleId[]> {
    const found = await rows<{ circle_id: CircleId }>(
      tx,
      `select circle_id from review_circle where kind = 'organisation-file' and open order by circle_id`,
    );
    return found.map(({ circle_id }) => circle_id);
  }

  /** With everything that hangs on it. */
  async drop(tx: Transaction, id: CircleId): Promise<void> {
    await tx.query(`delete from review_circle where circle_id = $1`, [id]);
  }

  async recordTrigger(tx: Transaction, circle: CircleId, trigger: RecordedTrigger): Promise<void> {
    await tx.query(
      `insert into review_trigger (id, circle_id, alarm_id, recorded_at, latest_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (circle_id, alarm_id) do update
         set latest_at = least(review_trigger.latest_at, excluded.latest_at)`,
      [
        randomUUID(),
        circle,
        trigger.alarm,
        timestamp(trigger.recorded),
        timestamp(trigger.latest),
        trigger.by,
      ],
    );
  }

  async triggers(tx: Transaction, circle: CircleId): Promise<RecordedTrigger[]> {
    const found = await rows<{
      alarm_id: string | null;
      recorded_at: Date;
      latest_at: Date;
      recorded_by: StaffId | null;
    }>(tx, `select alarm_id, recorded_at, latest_at, recorded_by from review_trigger where circle_id = $1`, [
      circle,
    ]);
    return found.map((row) => ({
      alarm: row.alarm_id,
      recorded: instant(row.recorded_at.getTime()),
      latest: instant(row.latest_at.getTime()),
      by: row.recorded_by,
    }));
  }

  /** Events of which nobody was told yet; they count as told. @returns who wrote each of them down */
  async takeUntold(tx: Transaction, circle: CircleId, now: Instant): Promise<(StaffId | null)[]> {
    const found = await rows<{ recorded_by: StaffId | null }>(
      tx,
      `update review_trigger set told_at = $2 where circle_id = $1 and told_at is null returning recorded_by`,
      [circle, timestamp(now)],
    );
    return found.map(({ recorded_by }) => recorded_by);
  }
}

const circleOf = (row: CircleColumns): ReviewedCircle => ({
  id: row.circle_id,
  kind: row.kind,
  number: row.number,
  open: row.open,
  openedAt: instant(row.opened_at.getTime()),
  taskLevel: row.task_level,
  levelAlert: row.level_alert_id,
});
