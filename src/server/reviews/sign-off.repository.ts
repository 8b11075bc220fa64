import { randomUUID } from 'node:crypto';
import type { CircleId } from '../../domain/circle/circle.js';
import type { DeadlineStep } from '../../domain/review/overdue.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

/** A signature that is missing under the newest level of a circle. */
export interface MissingSignOff {
  readonly id: string;
  readonly circle: CircleId;
  readonly number: number;
  /** Who assessed, and therefore cannot sign. */
  readonly author: StaffId;
  /** When the level was stated: another one is another signature. */
  readonly stated: Instant;
  readonly due: Instant;
  readonly taken: DeadlineStep | null;
}

interface SignOffColumns {
  readonly id: string;
  readonly circle_id: CircleId;
  readonly number: number;
  readonly author: StaffId;
  readonly stated_at: Date;
  readonly due_at: Date;
  readonly taken: DeadlineStep | null;
}

export class SignOffRepository {
  /** One statement is asked for once; a newer one takes its place. @returns its id; null: it is asked for already */
  async ask(
    tx: Transaction,
    review: string,
    wanted: Pick<MissingSignOff, 'author' | 'stated' | 'due'>,
    nextAt: Instant | null,
  ): Promise<string | null> {
    const [row] = await rows<{ id: string }>(
      tx,
      `insert into review_sign_off as known (id, review_id, author, stated_at, due_at, next_at)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (review_id) do update set id = excluded.id, author = excluded.author, stated_at = excluded.stated_at,
         due_at = excluded.due_at, taken = null, next_at = excluded.next_at
         where known.stated_at <> excluded.stated_at
       returning id`,
      [
        randomUUID(),
        review,
        wanted.author,
        timestamp(wanted.stated),
        timestamp(wanted.due),
        nextAt && timestamp(nextAt),
      ],
    );
    return row?.id ?? null;
  }

  /** It was given, or the level does not want it any more. */
  async drop(tx: Transaction, review: string): Promise<void> {
    await tx.query(`delete from review_sign_off where review_id = $1`, [review]);
  }

  /** How many are missing that are wanted before a moment, by who assessed. Workers' files are left out: the house does not know of them. */
  missing(tx: Transaction, before: Instant): Promise<{ author: StaffId; count: number }[]> {
    return rows(
      tx,
      `select s.author, count(*)::int as count from review_sign_off s join review r on r.id = s.review_id
         join review_circle c on c.circle_id = r.circle_id
       where s.due_at < $1 and c.kind <> 'worker-file' group by s.author order by s.author`,
      [timestamp(before)],
    );
  }

  async lock(tx: Transaction, id: string): Promise<MissingSignOff | null> {
    const [row] = await rows<SignOffColumns>(
      tx,
      `select s.*, r.circle_id, c.number from review_sign_off s join review r on r.id = s.review_id
         join review_circle c on c.circle_id = r.circle_id
       where s.id = $1 for update of s`,
      [id],
    );
    return row
      ? {
          id,
          circle: row.circle_id,
          number: row.number,
          author: row.author,
          stated: instant(row.stated_at.getTime()),
          due: instant(row.due_at.getTime()),
          taken: row.taken,
        }
      : null;
  }
}
