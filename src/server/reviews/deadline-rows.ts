import type { DeadlineStep } from '../../domain/review/overdue.js';
import type { Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import { dateOrNull } from './search-span.js';

/** Tables whose rows are deadlines: each has an `id`, the step that was `taken` last, and `next_at`, when to look again. */
type DeadlineTable = 'review' | 'measure' | 'review_task' | 'review_sign_off';

/** Those to look at now, the one that waits longest first; rows that another worker has in hand are left to it. */
export async function dueIn(
  table: DeadlineTable,
  tx: Transaction,
  now: Instant,
  seen: readonly string[],
  limit: number,
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    `select id from ${table} where next_at <= $1 and id <> all($2::uuid[]) order by next_at limit $3
     for update skip locked`,
    [timestamp(now), [...seen], limit],
  );
  return found.map(({ id }) => id);
}

export async function settleIn(
  table: Exclude<DeadlineTable, 'review'>,
  tx: Transaction,
  id: string,
  taken: DeadlineStep | null,
  nextAt: Instant | null,
): Promise<void> {
  await tx.query(`update ${table} set taken = $2, next_at = $3 where id = $1`, [
    id,
    taken,
    dateOrNull(nextAt),
  ]);
}
