import { hours, plus, type Duration } from '../../domain/shared/time.js';
import type { CircleStanding } from '../circles/circle-standing.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { alarmingLevel } from './level-alert.js';
import type { ReviewedCircle } from './review.js';
import type { ReviewedCircleRepository } from './reviewed-circle.repository.js';
import type { TaskRepository } from './task.repository.js';
import { EXTREME_WITHIN } from './wake-files.js';

/** High: with the case conference of `level_actions`. Extreme: as soon as the files are to be reviewed. */
const within: Readonly<Record<3 | 4, Duration>> = { 3: hours(72), 4: EXTREME_WITHIN };

/**
 * At high and extreme somebody is to assess the safety of each worker on the case (`level_actions`: "open provider part B for each
 * worker on the case"). The server opens a task; a person makes the circle.
 */
export class OpenTasks {
  constructor(
    private readonly clock: Clock,
    private readonly circles: ReviewedCircleRepository,
    private readonly tasks: TaskRepository,
  ) {}

  /** Once for each worker while the level lasts, once more when high becomes extreme. */
  async run(tx: Transaction, { id, taskLevel }: ReviewedCircle, standing: CircleStanding): Promise<void> {
    const level = alarmingLevel(standing);
    if (level !== taskLevel) await this.circles.setTaskLevel(tx, id, level);
    if (level === 0) return;
    const now = this.clock.now();
    const due = plus(now, within[level]);
    for (const { staffId } of standing.members.filter(({ mayWrite }) => mayWrite))
      await this.tasks.open(tx, { circle: id, subject: staffId, opened: now, due }, level > taskLevel);
  }
}
