import { randomUUID } from 'node:crypto';
import type { CircleId, CircleKind } from '../../domain/circle/circle.js';
import type { DeadlineStep } from '../../domain/review/overdue.js';
import type { TaskKind, TaskOutcome } from '../../domain/review/task.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import { instantOrNull, timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import { spanColumns, type SearchSpan } from './search-span.js';

export interface Task {
  readonly id: string;
  readonly task: TaskKind;
  readonly circle: CircleId;
  readonly kind: CircleKind;
  readonly number: number;
  readonly subject: StaffId;
  readonly opened: Instant;
  readonly due: Instant;
  readonly outcome: TaskOutcome | null;
  readonly closed: Instant | null;
  readonly closedBy: StaffId | null;
  /** The worker's file that was named for it. */
  readonly made: CircleId | null;
}

export interface TaskSearch extends SearchSpan {
  /** Those about her, and with `leads` those of the circles that she is in. */
  readonly mine?: { readonly staffId: StaffId; readonly leads: boolean };
}

interface TaskColumns {
  readonly id: string;
  readonly task: TaskKind;
  readonly circle_id: CircleId;
  readonly kind: CircleKind;
  readonly number: number;
  readonly subject_id: StaffId;
  readonly opened_at: Date;
  readonly due_at: Date;
  readonly outcome: TaskOutcome | null;
  readonly closed_at: Date | null;
  readonly closed_by: StaffId | null;
  readonly made_circle_id: CircleId | null;
  readonly taken: DeadlineStep | null;
}

const columns = `t.id, t.kind as task, t.circle_id, c.kind, c.number, t.subject_id, t.opened_at, t.due_at, t.outcome,
  t.closed_at, t.closed_by, t.made_circle_id, t.taken`;
const fromTasks = `from review_task t join review_circle c on c.circle_id = t.circle_id`;

/** An open task as its deadline asks for it. */
export interface LockedTask extends Pick<Task, 'circle' | 'number' | 'opened' | 'due'> {
  readonly taken: DeadlineStep | null;
  /** Who is reminded. */
  readonly holders: readonly StaffId[];
}

export class TaskRepository {
  /**
   * Opens one for a worker, unless she has had one lately; with `anew` also then. The file that she made for one before is to be looked at again. One that is open already becomes due no later.
   */
  async open(
    tx: Transaction,
    task: {
      readonly circle: CircleId;
      readonly subject: StaffId;
      readonly opened: Instant;
      readonly due: Instant;
    },
    anew: boolean,
  ): Promise<void> {
    await tx.query(
      `insert into review_task (id, kind, circle_id, subject_id, opened_at, due_at, next_at, made_circle_id)
       select $1, 'provider-assessment', $2, $3, $4::timestamptz, $5, $4::timestamptz, (
         select made_circle_id from review_task where circle_id = $2 and subject_id = $3 and made_circle_id is not null
         order by opened_at desc limit 1)
       where $6 or not exists (
         select from review_task where circle_id = $2 and subject_id = $3
           and opened_at > $4::timestamptz - interval '30 days')
       on conflict (kind, circle_id, subject_id) where outcome is null do update
         set due_at = excluded.due_at, taken = null, next_at = excluded.next_at
         where review_task.due_at > excluded.due_at`,
      [randomUUID(), task.circle, task.subject, timestamp(task.opened), timestamp(task.due), anew],
    );
  }

  async find(tx: Transaction, id: string, lock: '' | 'for update of t' = ''): Promise<Task | null> {
    const [row] = await rows<TaskColumns>(tx, `select ${columns} ${fromTasks} where t.id = $1 ${lock}`, [id]);
    return row ? taskOf(row) : null;
  }

  /** Workers' files that were named for the tasks of a case. */
  async filesOf(tx: Transaction, circle: CircleId): Promise<CircleId[]> {
    const found = await rows<{ id: CircleId }>(
      tx,
      `select distinct t.made_circle_id as id from review_task t join review_circle c on c.circle_id = t.made_circle_id
       where t.circle_id = $1 and c.open`,
      [circle],
    );
    return found.map(({ id }) => id);
  }

  /** The file in which it will be answered. */
  async nameFile(tx: Transaction, id: string, file: CircleId): Promise<void> {
    await tx.query(`update review_task set made_circle_id = $2 where id = $1`, [id, file]);
  }

  /** A level was stated in a worker's file: what was asked for before that is done. */
  async answered(
    tx: Transaction,
    file: CircleId,
    { stated, author }: { readonly stated: Instant; readonly author: StaffId },
    at: Instant,
  ): Promise<void> {
    await tx.query(
      `update review_task set outcome = 'done', closed_by = $2, closed_at = $3, next_at = null
       where made_circle_id = $1 and outcome is null and opened_at <= $4`,
      [file, author, timestamp(at), timestamp(stated)],
    );
  }

  async close(
    tx: Transaction,
    id: string,
    { outcome, by, at, made }: { outcome: TaskOutcome; by: StaffId; at: Instant; made: CircleId | null },
  ): Promise<void> {
    await tx.query(
      `update review_task set outcome = $2, closed_by = $3, closed_at = $4, made_circle_id = $5, next_at = null
       where id = $1`,
      [id, outcome, by, timestamp(at), made],
    );
  }

  /** A case was closed, and nobody is reminded; or it was opened again, and everything is looked at. */
  async rest(tx: Transaction, circle: CircleId, wakeAt: Instant | null): Promise<void> {
    await tx.query(
      `update review_task set next_at = $2
       where circle_id = $1 and outcome is null and taken is distinct from 'overdue-again'`,
      [circle, wakeAt && timestamp(wakeAt)],
    );
  }

  /** Open ones, the earliest due first. */
  async search(tx: Transaction, asked: TaskSearch): Promise<Task[]> {
    const found = await rows<TaskColumns>(
      tx,
      `select ${columns} ${fromTasks}
       where t.outcome is null
         and ($1::uuid is null or t.subject_id = $1 or ($2 and exists (
           select from review_member m where m.circle_id = t.circle_id and m.staff_id = $1)))
         and ($3::timestamptz is null or t.due_at > $3) and ($4::timestamptz is null or t.due_at <= $4)
         and ($5::timestamptz is null or (t.due_at, t.id) > ($5, $6::uuid))
       order by t.due_at, t.id limit $7`,
      [asked.mine?.staffId ?? null, asked.mine?.leads ?? false, ...spanColumns(asked), asked.limit],
    );
    return found.map(taskOf);
  }

  /** Null when there is nothing to do about it now: it is done with, its case is closed, or an alarm rings early. */
  async lock(tx: Transaction, id: string, now: Instant): Promise<LockedTask | null> {
    const [row] = await rows<TaskColumns>(
      tx,
      `select ${columns} ${fromTasks} where t.id = $1 and t.outcome is null and t.next_at <= $2 for update of t`,
      [id, timestamp(now)],
    );
    return row ? { ...taskOf(row), taken: row.taken, holders: [row.subject_id] } : null;
  }
}

const taskOf = (row: TaskColumns): Task => ({
  id: row.id,
  task: row.task,
  circle: row.circle_id,
  kind: row.kind,
  number: row.number,
  subject: row.subject_id,
  opened: instant(row.opened_at.getTime()),
  due: instant(row.due_at.getTime()),
  outcome: row.outcome,
  closed: instantOrNull(row.closed_at),
  closedBy: row.closed_by,
  made: row.made_circle_id,
});
