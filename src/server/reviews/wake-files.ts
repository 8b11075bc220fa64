import type { CircleId } from '../../domain/circle/circle.js';
import { hours, plus, type Duration } from '../../domain/shared/time.js';
import type { CircleStanding } from '../circles/circle-standing.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { alarmingLevel } from './level-alert.js';
import type { ReviewedCircle } from './review.js';
import type { ReviewRepository } from './review.repository.js';
import type { ReviewedCircleRepository } from './reviewed-circle.repository.js';
import type { TaskRepository } from './task.repository.js';

/** Trigger E06, "a client's level becomes extreme", within 24 hours. */
export const EXTREME_WITHIN: Duration = hours(24);

/** A case that becomes extreme concerns parts A and B: files of the organisation, and of the workers on the case, are to be reviewed. */
export class WakeFiles {
  constructor(
    private readonly clock: Clock,
    private readonly circles: ReviewedCircleRepository,
    private readonly reviews: ReviewRepository,
    private readonly tasks: TaskRepository,
  ) {}

  /**
   * To be called before anything but the case and its reviews is locked. Whoever has a file in hand wants tasks and people next, which
   * this transaction will have: so all the files come first, each with its reviews.
   *
   * @param circle as it was before; its `taskLevel` is the level that was told of
   * @returns the files that have become due, to be planned anew
   */
  async run(
    tx: Transaction,
    { id, taskLevel }: ReviewedCircle,
    standing: CircleStanding,
  ): Promise<CircleId[]> {
    if (taskLevel === 4 || alarmingLevel(standing) !== 4) return [];
    const files = await this.#lock(tx, id);
    const now = this.clock.now();
    const trigger = { alarm: null, recorded: now, latest: plus(now, EXTREME_WITHIN), by: null };
    for (const file of files) await this.circles.recordTrigger(tx, file, trigger);
    return files;
  }

  async #lock(tx: Transaction, id: CircleId): Promise<CircleId[]> {
    const own = await this.tasks.filesOf(tx, id);
    const concerned = [...(await this.circles.organisationFiles(tx)), ...own].sort();
    const files: CircleId[] = [];
    for (const file of concerned) if (await this.circles.lock(tx, file)) files.push(file);
    for (const file of files) await this.reviews.lockOf(tx, file);
    return files;
  }
}
