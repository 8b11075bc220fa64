import { stepsOf, wakes, type DeadlineStep } from '../../domain/review/overdue.js';
import type { WorkingHours } from '../../domain/review/working-hours.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Transaction } from '../platform/database/database.js';
import { dueIn } from './deadline-rows.js';
import type { DeadlineBook, HeldDeadline } from './deadline-book.port.js';
import type { FileReaders } from './file-readers.js';
import type { OverdueAlert } from './overdue-alert.js';
import { deadlineOf, progressOf, staysTaken } from './plan-review.js';
import type { NumberedReview } from './review.js';
import type { ReviewRepository } from './review.repository.js';
import type { StepLog } from './step-log.js';
import type { TellQuietly } from './tell-quietly.js';

interface HeldReview extends HeldDeadline {
  readonly review: NumberedReview;
}

/** The dates of reviews: whoever holds one is reminded and told, then those who coordinate are called; about a worker's file nobody whom it does not name. */
export class ReviewDeadlines implements DeadlineBook<HeldReview> {
  constructor(
    private readonly working: WorkingHours,
    private readonly reviews: ReviewRepository,
    private readonly steps: StepLog,
    private readonly alert: OverdueAlert,
    private readonly tell: TellQuietly,
    private readonly readers: FileReaders,
  ) {}

  due(tx: Transaction, now: Instant, seen: readonly string[], limit: number): Promise<string[]> {
    return dueIn('review', tx, now, seen, limit);
  }

  async lock(tx: Transaction, id: string, now: Instant): Promise<HeldReview | null> {
    const found = await this.reviews.lock(tx, id);
    if (!found || found.nextAt === null || found.nextAt > now) return null;
    const review = relevelled(found, now);
    const deadline = deadlineOf(review);
    return { id, due: deadline.due, steps: stepsOf(deadline, this.working), taken: review.taken, review };
  }

  async take(tx: Transaction, held: HeldReview, step: DeadlineStep): Promise<HeldReview> {
    if (step === 'overdue' || step === 'overdue-again') return this.#late(tx, held, step);
    const { id, due } = held;
    const { holder, number } = held.review;
    const news = { say: step === 'due' ? 'review.due' : 'review.remind', number, due } as const;
    const told = holder === null ? 0 : await this.tell.run(tx, [holder], news);
    await this.steps.told(tx, id, due, step, told);
    return held;
  }

  async #late(tx: Transaction, held: HeldReview, step: DeadlineStep): Promise<HeldReview> {
    const { id, due, review } = held;
    const readers = await this.readers.of(tx, review.circle, step === 'overdue-again');
    if (readers === null)
      return { ...held, review: { ...review, alertId: await this.alert.run(tx, review) } };
    const news = { say: 'review.overdue', number: review.number, due } as const;
    await this.steps.told(tx, id, due, step, await this.tell.run(tx, readers, news, wakes(review.level)));
    return held;
  }

  async settle(tx: Transaction, held: HeldReview): Promise<Instant | null> {
    const { review, taken } = held;
    const progress = progressOf(review, { taken, alertId: review.alertId }, this.working);
    await this.reviews.plan(tx, review, progress);
    return progress.nextAt;
  }
}

/** An override downwards has ended: what was computed holds again. */
function relevelled(review: NumberedReview, now: Instant): NumberedReview {
  const { loweredUntil, levelAfter } = review;
  if (loweredUntil === null || loweredUntil > now) return review;
  const after = { ...review, level: levelAfter, levelAfter: null, loweredUntil: null };
  return staysTaken(review, after, now) ? after : { ...after, taken: null };
}
