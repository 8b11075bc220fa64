import { stepsToTake, type DeadlineStep } from '../../domain/review/overdue.js';
import type { WorkingHours } from '../../domain/review/working-hours.js';
import { seconds, type Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Transaction } from '../platform/database/database.js';
import type { Log } from '../platform/logging/log.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import { setAlarm } from '../platform/queue/alarm-courier.js';
import type { AlarmHandler } from '../platform/queue/alarm-queue.js';
import { forEachDue } from '../platform/queue/each.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import type { OverdueAlert } from './overdue-alert.js';
import { deadlineOf, progressOf, REVIEW_ALARM, staysTaken } from './plan-review.js';
import type { NumberedReview } from './review.js';
import type { ReviewRepository } from './review.repository.js';
import type { StepLog } from './step-log.js';
import type { TellQuietly } from './tell-quietly.js';

const batch = 50;

/**
 * Does what a review's date wants now: reminds, tells, calls. By alarm or by sweep, whichever comes first; doubled, late or for
 * nothing does no harm. A sweep costs what is due, however much is planned.
 */
export class AdvanceReview implements AlarmHandler, Sweep {
  readonly name = REVIEW_ALARM;
  readonly every = seconds(20);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly working: WorkingHours,
    private readonly reviews: ReviewRepository,
    private readonly steps: StepLog,
    private readonly alert: OverdueAlert,
    private readonly tell: TellQuietly,
    private readonly outbox: Outbox,
    private readonly log: Log,
  ) {}

  ring(ref: string): Promise<void> {
    return this.#advance(ref);
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const due = (seen: readonly string[]) =>
      this.database.transaction((tx) => this.reviews.due(tx, now, seen, batch));
    await forEachDue(due, (id) => this.#advance(id), this.log, this.name);
  }

  #advance(id: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const found = await this.reviews.lock(tx, id);
      const now = this.clock.now();
      if (!found || found.nextAt === null || found.nextAt > now) return;
      const review = this.#relevelled(found, now);
      let { taken, alertId } = review;
      for (const step of stepsToTake(deadlineOf(review), this.working, taken, now)) {
        if (await this.steps.isFirst(tx, id, review.due, step, now))
          alertId = await this.#take(tx, { ...review, alertId }, step);
        taken = step;
      }
      await this.#settle(tx, { ...review, taken, alertId });
    });
  }

  /** An override downwards has ended: what was computed holds again. */
  #relevelled(review: NumberedReview, now: Instant): NumberedReview {
    const { loweredUntil, levelAfter } = review;
    if (loweredUntil === null || loweredUntil > now) return review;
    const after = { ...review, level: levelAfter, levelAfter: null, loweredUntil: null };
    return staysTaken(review, after, now) ? after : { ...after, taken: null };
  }

  async #take(
    tx: Transaction,
    review: NumberedReview,
    step: DeadlineStep,
  ): Promise<NumberedReview['alertId']> {
    if (step === 'overdue' || step === 'overdue-again') return this.alert.run(tx, review);
    const { id, holder, number, due, alertId } = review;
    const news = { say: step === 'due' ? 'review.due' : 'review.remind', number, due } as const;
    const told = holder === null ? 0 : await this.tell.run(tx, [holder], news);
    await this.steps.told(tx, id, due, step, told);
    return alertId;
  }

  async #settle(tx: Transaction, review: NumberedReview): Promise<void> {
    const progress = progressOf(review, review, this.working);
    await this.reviews.plan(tx, review, progress);
    if (progress.nextAt !== null)
      await setAlarm(this.outbox, tx, { name: REVIEW_ALARM, ref: review.id, dueAt: progress.nextAt });
  }
}
