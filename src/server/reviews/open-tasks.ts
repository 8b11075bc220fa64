import type { CircleId } from '../../domain/circle/circle.js';
import { hours, plus, type Duration } from '../../domain/shared/time.js';
import type { CircleStanding } from '../circles/circle-standing.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { alarmingLevel } from './level-alert.js';
import type { ReviewedCircle } from './review.js';
import type { ReviewedCircleRepository } from './reviewed-circle.repository.js';
import type { TaskRepository } from './task.repository.js';

/** High: with the case conference of `level_actions`. Extreme: trigger E06, "a client's level becomes extreme". */
const within: Readonly<Record<3 | 4, Duration>> = { 3: hours(72), 4: hours(24) };

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

  /**
   * Once for each worker while the level lasts, once more when high becomes extreme.
   *
   * @returns files of the organisation, and of workers on this case, whose own review has become due, to be planned anew (E06: parts A and B)
   */
  async run(
    tx: Transaction,
    { id, taskLevel }: ReviewedCircle,
    standing: CircleStanding,
  ): Promise<CircleId[]> {
    const level = alarmingLevel(standing);
    if (level !== taskLevel) await this.circles.setTaskLevel(tx, id, level);
    if (level === 0) return [];
    const now = this.clock.now();
    const due = plus(now, within[level]);
    for (const { staffId } of standing.members.filter(({ mayWrite }) => mayWrite))
      await this.tasks.open(tx, { circle: id, subject: staffId, opened: now, due }, level > taskLevel);
    return level === 4 && taskLevel !== 4 ? this.#wakeFiles(tx, id) : [];
  }

  async #wakeFiles(tx: Transaction, id: CircleId): Promise<CircleId[]> {
    const now = this.clock.now();
    const own = await this.tasks.filesOf(tx, id);
    const files = [...(await this.circles.organisationFiles(tx)), ...own].sort();
    for (const file of files)
      await this.circles.recordTrigger(tx, file, {
        alarm: null,
        recorded: now,
        latest: plus(now, within[4]),
        by: null,
      });
    return files;
  }
}
