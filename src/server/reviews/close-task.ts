import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { ReadStanding } from '../circles/circle-standing.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { ReviewsRefused } from './reviews-refused.js';
import type { Task, TaskRepository } from './task.repository.js';

export type TaskEnd =
  { readonly outcome: 'done'; readonly circle: CircleId } | { readonly outcome: 'not-needed' };

interface Closing {
  readonly staffId: StaffId;
  /** Coordinators and focal points. */
  readonly leads: boolean;
  readonly isCoordinator: boolean;
}

/**
 * A person has made the circle that a task asks for, or says that there is no need. An empty file answers nothing: until a level is stated in
 * it the task stays open, with its date.
 */
export class CloseTask {
  constructor(
    private readonly clock: Clock,
    private readonly standing: Pick<ReadStanding, 'run'>,
    private readonly tasks: TaskRepository,
  ) {}

  /** Closing what is closed changes nothing. @throws ReviewsRefused naming the field */
  async run(tx: Transaction, id: string, end: TaskEnd, caller: Closing): Promise<Task> {
    const task = await this.tasks.find(tx, id, 'for update of t');
    if (!task || !concerns(task, caller)) throw new ReviewsRefused('task-unknown');
    if (task.outcome !== null) return task;
    const made = await this.#made(tx, task, end, caller);
    if (made?.isAnswered === false) {
      await this.tasks.nameFile(tx, id, made.circle);
      return task;
    }
    const at = this.clock.now();
    await this.tasks.close(tx, id, {
      outcome: end.outcome,
      by: caller.staffId,
      at,
      made: made?.circle ?? null,
    });
    return { ...task, outcome: end.outcome, closed: at, closedBy: caller.staffId };
  }

  async #made(tx: Transaction, { subject, opened }: Task, end: TaskEnd, caller: Closing) {
    if (end.outcome === 'not-needed') {
      if (!caller.isCoordinator) throw new ReviewsRefused('task-refused', 'outcome');
      return null;
    }
    const file = await this.standing.run(tx, end.circle);
    if (file?.kind !== 'worker-file' || file.subjectId !== subject)
      throw new ReviewsRefused('task-refused', 'circle');
    return { circle: end.circle, isAnswered: file.levels.some(({ stated }) => stated >= opened) };
  }
}

const concerns = ({ subject }: Task, { staffId, leads }: Closing): boolean => subject === staffId || leads;
