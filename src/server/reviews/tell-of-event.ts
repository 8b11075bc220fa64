import type { StaffId } from '../../domain/shared/ids.js';
import { between, hours, type Duration, type Instant } from '../../domain/shared/time.js';
import { stepsOf } from '../../domain/review/overdue.js';
import type { WorkingHours } from '../../domain/review/working-hours.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Coordinators } from './coordinators.js';
import { deadlineOf } from './plan-review.js';
import type { PlannedReview, ReviewedCircle } from './review.js';
import type { ReviewedCircleRepository } from './reviewed-circle.repository.js';
import type { TellQuietly } from './tell-quietly.js';

/** What lies further away is reminded of in time. Events of a case leave two days at most. */
const soon: Duration = hours(48);

/**
 * Something happened, and a review is due within hours: whoever holds it and those who coordinate are told at once, without a sound,
 * because a reminder would come too late or not at all. Not the one who wrote it down, and once for each event.
 */
export class TellOfEvent {
  constructor(
    private readonly clock: Clock,
    private readonly working: WorkingHours,
    private readonly circles: ReviewedCircleRepository,
    private readonly coordinators: Coordinators,
    private readonly tell: TellQuietly,
  ) {}

  /** @param plans of the circle, with the events in it */
  async run(tx: Transaction, circle: ReviewedCircle, plans: readonly PlannedReview[]): Promise<void> {
    const now = this.clock.now();
    const recorders = await this.circles.takeUntold(tx, circle.id, now);
    const due = this.#soonest(plans, now);
    if (recorders.length === 0 || due === null) return;
    const concerned = await this.#concerned(tx, circle, plans);
    // Whoever wrote down all that is new knows it.
    const whom = concerned.filter((one) => recorders.some((by) => by !== one));
    await this.tell.run(tx, whom, { say: 'review.event', number: circle.number, due });
  }

  /** Null: nothing is due soon, or it is said at this moment that it is due. */
  #soonest(plans: readonly PlannedReview[], now: Instant): Instant | null {
    const [first] = plans.map(deadlineOf).sort((one, other) => one.due - other.due);
    if (!first || between(now, first.due) > soon) return null;
    const saysIt = stepsOf(first, this.working).some(({ step, at }) => step === 'due' && at <= now);
    return saysIt ? null : first.due;
  }

  /** A worker's file is a matter of those whom she named. */
  async #concerned(
    tx: Transaction,
    { id, kind }: ReviewedCircle,
    plans: readonly PlannedReview[],
  ): Promise<readonly StaffId[]> {
    const leading =
      kind === 'worker-file' ? await this.coordinators.in(tx, id) : await this.coordinators.of(tx, id, []);
    return [...new Set([...plans.flatMap(({ holder }) => holder ?? []), ...leading])];
  }
}
