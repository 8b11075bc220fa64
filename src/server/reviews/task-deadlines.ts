import { nextStepAt, stepsOf, type DeadlineStep } from '../../domain/review/overdue.js';
import type { WorkingHours } from '../../domain/review/working-hours.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Transaction } from '../platform/database/database.js';
import { dueIn, settleIn } from './deadline-rows.js';
import type { DeadlineBook } from './deadline-book.port.js';
import type { TaskRepository } from './task.repository.js';
import type { HeldTask, TellOfDeadline } from './tell-of-deadline.js';

/** The deadlines of tasks. */
export class TaskDeadlines implements DeadlineBook<HeldTask> {
  constructor(
    private readonly working: WorkingHours,
    private readonly tasks: TaskRepository,
    private readonly tell: TellOfDeadline,
  ) {}

  due(tx: Transaction, now: Instant, seen: readonly string[], limit: number): Promise<string[]> {
    return dueIn('review_task', tx, now, seen, limit);
  }

  async lock(tx: Transaction, id: string, now: Instant): Promise<HeldTask | null> {
    const task = await this.tasks.lock(tx, id, now);
    if (!task) return null;
    const { circle, number, opened: from, due, taken, holders } = task;
    return {
      id,
      circle,
      number,
      due,
      taken,
      holders,
      steps: stepsOf({ due, from, level: null }, this.working),
    };
  }

  async take(tx: Transaction, held: HeldTask, step: DeadlineStep): Promise<HeldTask> {
    await this.tell.run(tx, held, step);
    return held;
  }

  async settle(tx: Transaction, { id, steps, taken }: HeldTask): Promise<Instant | null> {
    const nextAt = nextStepAt(steps, taken);
    await settleIn('review_task', tx, id, taken, nextAt);
    return nextAt;
  }
}
