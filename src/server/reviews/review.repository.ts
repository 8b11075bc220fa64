import { randomUUID } from 'node:crypto';
import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import { instantOrNull, timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { NumberedReview, PlannedReview, Review } from './review.js';
import { dateOrNull, spanColumns, type SearchSpan } from './search-span.js';

interface ReviewColumns {
  readonly id: string;
  readonly circle_id: CircleId;
  readonly instrument: string;
  readonly level: Review['level'];
  readonly level_after: Review['levelAfter'];
  readonly lowered_until: Date | null;
  readonly awaits_sign_off: boolean;
  readonly assessed_at: Date | null;
  readonly runs_from: Date;
  readonly due_at: Date;
  readonly latest_at: Date;
  readonly because: Review['because'];
  readonly further_due_at: Date | null;
  readonly further_from: Date | null;
  readonly further_next_at: Date | null;
  readonly holder: StaffId | null;
  readonly taken: Review['taken'];
  readonly next_at: Date | null;
  readonly alert_id: Review['alertId'];
  readonly version: number;
  readonly kind: NumberedReview['kind'];
  readonly number: number;
}

/** What follows from the plan and from what was done about it. */
export interface ReviewProgress extends Pick<Review, 'taken' | 'nextAt' | 'alertId'> {
  readonly remindAt: Instant | null;
  readonly escalateAt: Instant;
}

/** Which reviews are asked for. */
export interface ReviewSearch extends SearchSpan {
  readonly holder?: StaffId | undefined;
  readonly member?: StaffId | undefined;
  readonly circle?: CircleId | undefined;
  readonly awaitsSignOff?: boolean | undefined;
  /** Who looks at the whole house: of workers' files she gets those that name her. */
  readonly seenBy?: StaffId | undefined;
}

const numbered = `select review.*, kind, number from review join review_circle using (circle_id)`;

export class ReviewRepository {
  async lock(tx: Transaction, id: string): Promise<NumberedReview | null> {
    const [row] = await rows<ReviewColumns>(tx, `${numbered} where review.id = $1 for update of review`, [
      id,
    ]);
    return row ? reviewOf(row) : null;
  }

  async lockOf(tx: Transaction, circle: CircleId): Promise<NumberedReview[]> {
    const found = await rows<ReviewColumns>(
      tx,
      `${numbered} where circle_id = $1 order by instrument for update of review`,
      [circle],
    );
    return found.map(reviewOf);
  }

  /** Writes a plan, new or in the place of the one that was there. @returns its id */
  async plan(tx: Transaction, plan: PlannedReview, progress: ReviewProgress): Promise<string> {
    const [row] = await rows<{ id: string }>(
      tx,
      `insert into review (id, circle_id, instrument, level, level_after, lowered_until, awaits_sign_off, assessed_at,
         runs_from, due_at, latest_at, because, holder, taken, next_at, alert_id, remind_at, escalate_at,
         further_due_at, further_from, further_next_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
       on conflict (circle_id, instrument) do update set level = excluded.level, level_after = excluded.level_after,
         lowered_until = excluded.lowered_until, awaits_sign_off = excluded.awaits_sign_off,
         assessed_at = excluded.assessed_at, runs_from = excluded.runs_from, due_at = excluded.due_at,
         latest_at = excluded.latest_at, because = excluded.because, holder = excluded.holder, taken = excluded.taken,
         next_at = excluded.next_at, alert_id = excluded.alert_id, remind_at = excluded.remind_at,
         escalate_at = excluded.escalate_at, further_due_at = excluded.further_due_at,
         further_from = excluded.further_from, further_next_at = excluded.further_next_at, version = review.version + 1
       returning id`,
      [
        randomUUID(),
        plan.circle,
        plan.instrument,
        plan.level,
        plan.levelAfter,
        dateOrNull(plan.loweredUntil),
        plan.awaitsSignOff,
        dateOrNull(plan.assessed),
        timestamp(plan.from),
        timestamp(plan.due),
        timestamp(plan.latest),
        plan.because,
        plan.holder,
        progress.taken,
        dateOrNull(progress.nextAt),
        progress.alertId,
        dateOrNull(progress.remindAt),
        timestamp(progress.escalateAt),
        dateOrNull(plan.further?.due ?? null),
        dateOrNull(plan.further?.from ?? null),
        dateOrNull(plan.furtherAt),
      ],
    );
    return row?.id ?? '';
  }

  /** To somebody else, as it stands. */
  async give(tx: Transaction, id: string, to: StaffId): Promise<void> {
    await tx.query(`update review set holder = $2, version = version + 1 where id = $1`, [id, to]);
  }

  async drop(tx: Transaction, ids: readonly string[]): Promise<void> {
    await tx.query(`delete from review where id = any($1::uuid[])`, [[...ids]]);
  }

  /** The earliest due first. */
  async search(tx: Transaction, asked: ReviewSearch): Promise<NumberedReview[]> {
    const found = await rows<ReviewColumns>(
      tx,
      `${numbered}
       where ($1::uuid is null or holder = $1)
         and ($2::uuid is null or exists (
           select from review_member m where m.circle_id = review.circle_id and m.staff_id = $2))
         and ($3::uuid is null or circle_id = $3)
         and ($4::boolean is null or awaits_sign_off = $4)
         and ($10::uuid is null or kind <> 'worker-file' or exists (
           select from review_member m where m.circle_id = review.circle_id and m.staff_id = $10))
         and ($5::timestamptz is null or due_at > $5) and ($6::timestamptz is null or due_at <= $6)
         and ($7::timestamptz is null or (due_at, review.id) > ($7, $8::uuid))
       order by due_at, review.id limit $9`,
      [
        asked.holder ?? null,
        asked.member ?? null,
        asked.circle ?? null,
        asked.awaitsSignOff ?? null,
        ...spanColumns(asked),
        asked.limit,
        asked.seenBy ?? null,
      ],
    );
    return found.map(reviewOf);
  }
}

const reviewOf = (row: ReviewColumns): NumberedReview => ({
  id: row.id,
  circle: row.circle_id,
  kind: row.kind,
  number: row.number,
  instrument: row.instrument,
  level: row.level,
  levelAfter: row.level_after,
  loweredUntil: instantOrNull(row.lowered_until),
  awaitsSignOff: row.awaits_sign_off,
  assessed: instantOrNull(row.assessed_at),
  from: instant(row.runs_from.getTime()),
  due: instant(row.due_at.getTime()),
  latest: instant(row.latest_at.getTime()),
  because: row.because,
  further: furtherOf(row),
  furtherAt: instantOrNull(row.further_next_at),
  holder: row.holder,
  taken: row.taken,
  nextAt: instantOrNull(row.next_at),
  alertId: row.alert_id,
  version: row.version,
});

function furtherOf({ further_due_at, further_from }: ReviewColumns): Review['further'] {
  const [due, from] = [instantOrNull(further_due_at), instantOrNull(further_from)];
  return due === null || from === null ? null : { due, from };
}
