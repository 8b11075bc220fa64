import { minutes, plus } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Database } from '../platform/database/database.js';
import type { Log } from '../platform/logging/log.js';
import type { Sweep } from '../platform/queue/sweeper.js';

/** Machines differ by less than this. */
const tolerated = minutes(5);

/**
 * After the clock was set back, what was done ahead of time counts as not done: otherwise a deadline of which people were told on a
 * day that had not come would pass in silence when it does.
 */
export class TakeBackSteps implements Sweep {
  readonly name = 'review-clock';
  readonly every = minutes(5);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async run(): Promise<void> {
    const now = this.clock.now();
    const taken = await this.database.transaction(async (tx) => {
      const early = await rows<{ subject_id: string }>(
        tx,
        `delete from review_step where at > $1 returning subject_id`,
        [timestamp(plus(now, tolerated))],
      );
      const ids = early.map(({ subject_id }) => subject_id);
      if (ids.length === 0) return 0;
      for (const [table, open] of deadlines)
        await tx.query(
          `update ${table} set taken = null, next_at = $2 where id = any($1::uuid[]) and ${open}`,
          [ids, timestamp(now)],
        );
      return ids.length;
    });
    if (taken > 0) this.log.warn('review-steps-taken-back', { count: taken });
  }
}

/** Each table of deadlines, and which of its rows somebody still looks at. */
const deadlines = [
  ['review', 'true'],
  ['measure', `state = 'open' and circle_id in (select circle_id from review_circle where open)`],
  ['review_task', `outcome is null and circle_id in (select circle_id from review_circle where open)`],
  ['review_sign_off', 'true'],
] as const;
