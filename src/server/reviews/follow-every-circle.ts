import type { CircleId } from '../../domain/circle/circle.js';
import { hours, minutes } from '../../domain/shared/time.js';
import type { ListCircleIds } from '../circles/circle-standing.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Log } from '../platform/logging/log.js';
import { forEachDue } from '../platform/queue/each.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import { RULES, type FollowCircle } from './follow-circle.js';
import type { ReviewedCircleRepository } from './reviewed-circle.repository.js';

const page = 500;

/** Plans circles that were opened before reviews were kept. Where every circle is followed it only looks. */
export class FollowEveryCircle implements Sweep {
  readonly name = 'review-follow';
  readonly every = hours(6);

  constructor(
    private readonly database: Database,
    private readonly circles: Pick<ListCircleIds, 'run'>,
    private readonly known: ReviewedCircleRepository,
    private readonly follow: FollowCircle,
    private readonly log: Log,
  ) {}

  async run(): Promise<void> {
    let after: CircleId | null = null;
    for (;;) {
      const ids: readonly CircleId[] = await this.circles.run(this.database.reader, after, page);
      const known = await this.known.known(this.database.reader, ids);
      for (const id of ids.filter((one) => !known.has(one))) await this.#follow(id);
      after = ids.at(-1) ?? null;
      if (ids.length < page || after === null) return;
    }
  }

  /** One that trips must not hold up the rest. */
  async #follow(id: CircleId): Promise<void> {
    await this.database
      .transaction((tx) => this.follow.circleChanged(tx, id))
      .catch((error: unknown) => this.log.error('sweep-tripped', error, { sweep: this.name, id }));
  }
}

/**
 * Plans circles anew whose plan no longer follows from them, though nothing happened there: the rules changed, an override ended, or
 * a further date of a late review has come.
 */
export class FollowStaleCircles implements Sweep {
  readonly name = 'review-stale';
  readonly every = minutes(1);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly circles: ReviewedCircleRepository,
    private readonly follow: FollowCircle,
    private readonly log: Log,
  ) {}

  async run(): Promise<void> {
    const find = async (seen: readonly CircleId[]) => {
      const stale = await this.circles.stale(
        this.database.reader,
        RULES,
        this.clock.now(),
        seen.length + page,
      );
      return stale.filter((id) => !seen.includes(id));
    };
    const anew = (id: CircleId) => this.database.transaction((tx) => this.follow.circleChanged(tx, id));
    await forEachDue(find, anew, this.log, this.name);
  }
}
