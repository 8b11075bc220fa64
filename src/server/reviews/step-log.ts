import type { DeadlineStep } from '../../domain/review/overdue.js';
import { days, minus, type Duration, type Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

/** Long enough for the evaluation of a year. */
const kept: Duration = days(730);

/** What was done about which deadline. A step about one date is done once, whoever finds it first. */
export class StepLog {
  /** @returns false when it was done before */
  async isFirst(
    tx: Transaction,
    subject: string,
    due: Instant,
    step: DeadlineStep,
    now: Instant,
  ): Promise<boolean> {
    const inserted = await rows(
      tx,
      `insert into review_step (subject_id, due_at, step, at, told) values ($1, $2, $3, $4, 0)
       on conflict do nothing returning step`,
      [subject, timestamp(due), step, timestamp(now)],
    );
    return inserted.length > 0;
  }

  async told(
    tx: Transaction,
    subject: string,
    due: Instant,
    step: DeadlineStep,
    count: number,
  ): Promise<void> {
    await tx.query(`update review_step set told = $4 where subject_id = $1 and due_at = $2 and step = $3`, [
      subject,
      timestamp(due),
      step,
      count,
    ]);
  }

  async forget(tx: Transaction, now: Instant): Promise<void> {
    await tx.query(`delete from review_step where at < $1`, [timestamp(minus(now, kept))]);
  }
}
