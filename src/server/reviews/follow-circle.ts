import type { CircleId } from '../../domain/circle/circle.js';
import type { WorkingHours } from '../../domain/review/working-hours.js';
import type { CircleStanding, ReadStanding } from '../circles/circle-standing.js';
import type { CircleWatcher } from '../circles/circle-watch.js';
import type { ResolveAlert } from '../escalation/resolve-alert.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import { setAlarm } from '../platform/queue/alarm-courier.js';
import type { FollowSignOff } from './follow-sign-off.js';
import type { LevelAlert } from './level-alert.js';
import type { MeasureRepository } from './measure.repository.js';
import type { OpenTasks } from './open-tasks.js';
import { afterWhatIsDue, plansOf, progressOf, staysTaken } from './plan-review.js';
import type { PlannedReview, Review, ReviewedCircle } from './review.js';
import type { ReviewRepository } from './review.repository.js';
import type { ReviewedCircleRepository } from './reviewed-circle.repository.js';
import type { TaskRepository } from './task.repository.js';
import type { TellOfEvent } from './tell-of-event.js';
import type { WakeFiles } from './wake-files.js';

/** Grows when circles are to be planned anew although nothing happened in them, because what follows from them has changed. */
export const RULES = 3;

type Done = Pick<Review, 'taken' | 'alertId'>;

const nothingDone: Done = { taken: null, alertId: null };

/**
 * Plans a circle's reviews anew, in the transaction of whatever changed in it: a statement, a sign-off, an alarm, its members, its
 * state. Harmless to call at any time: from the same standing follows the same plan.
 *
 * What it locks, in the order in which everybody locks it who wants several: the circle, or its copy here, a case before files and
 * files by their ids; their reviews; then alerts, the people called, measures and tasks.
 */
export class FollowCircle implements CircleWatcher {
  constructor(
    private readonly clock: Clock,
    private readonly working: WorkingHours,
    private readonly standing: Pick<ReadStanding, 'run'>,
    private readonly circles: ReviewedCircleRepository,
    private readonly reviews: ReviewRepository,
    private readonly measures: MeasureRepository,
    private readonly taskBook: TaskRepository,
    private readonly tasks: OpenTasks,
    private readonly wakeFiles: WakeFiles,
    private readonly signOff: FollowSignOff,
    private readonly levelAlert: LevelAlert,
    private readonly tellOfEvent: TellOfEvent,
    private readonly resolve: Pick<ResolveAlert, 'run'>,
    private readonly outbox: Outbox,
  ) {}

  async circleChanged(tx: Transaction, id: CircleId): Promise<void> {
    const known = await this.#begin(tx, id);
    if (!known) return;
    // Read under the lock, so that whoever plans last knows everything that was committed.
    const standing = await this.standing.run(tx, id);
    const before = await this.reviews.lockOf(tx, id);
    if (!standing) return this.#forget(tx, id, before);
    for (const file of await this.wakeFiles.run(tx, known, standing)) await this.circleChanged(tx, file);
    await this.#open(tx, known, standing.state !== 'closed');
    await this.circles.setMembers(tx, id, standing.members);
    const plans = await this.#plan(tx, standing, before);
    await this.tellOfEvent.run(tx, known, plans);
    await this.circles.setPlanned(tx, id, RULES);
    if (known.kind === 'worker-file') await this.#answer(tx, standing);
    await this.levelAlert.run(tx, known, standing);
    await this.tasks.run(tx, known, standing);
  }

  async #begin(tx: Transaction, id: CircleId): Promise<ReviewedCircle | null> {
    const known = await this.circles.lock(tx, id);
    if (known) return known;
    const standing = await this.standing.run(tx, id);
    if (!standing) return null;
    await this.circles.insert(tx, standing);
    return this.circles.lock(tx, id);
  }

  async #open(tx: Transaction, { id, open: was }: ReviewedCircle, isOpen: boolean): Promise<void> {
    const now = this.clock.now();
    await this.circles.setOpen(tx, id, isOpen, now);
    if (was === isOpen) return;
    await this.measures.rest(tx, id, isOpen ? now : null);
    await this.taskBook.rest(tx, id, isOpen ? now : null);
  }

  /** A worker's file is where tasks are answered. */
  async #answer(tx: Transaction, { id, levels }: CircleStanding): Promise<void> {
    for (const level of levels) await this.taskBook.answered(tx, id, level, this.clock.now());
  }

  async #forget(tx: Transaction, id: CircleId, before: readonly Review[]): Promise<void> {
    await this.#drop(tx, before);
    await this.circles.drop(tx, id);
  }

  async #plan(
    tx: Transaction,
    standing: CircleStanding,
    before: readonly Review[],
  ): Promise<readonly PlannedReview[]> {
    const triggers = await this.circles.triggers(tx, standing.id);
    const known = (instrument: string) => before.find((review) => review.instrument === instrument) ?? null;
    const plans = plansOf(standing, triggers, this.working, known, this.clock.now());
    for (const plan of plans) {
      const id = await this.#write(tx, plan, known(plan.instrument));
      const level = standing.levels.find(({ instrument }) => instrument === plan.instrument);
      await this.signOff.run(tx, id, level ?? null);
    }
    await this.#drop(
      tx,
      before.filter(({ instrument }) => !plans.some((plan) => plan.instrument === instrument)),
    );
    return plans;
  }

  async #write(tx: Transaction, plan: PlannedReview, before: Review | null): Promise<string> {
    const written = before ? afterWhatIsDue(plan, before, this.working, this.clock.now()) : plan;
    const done = before === null ? nothingDone : await this.#doneBefore(tx, before, written);
    const progress = progressOf(written, done, this.working);
    const id = await this.reviews.plan(tx, written, progress);
    const { nextAt } = progress;
    if (nextAt !== null && nextAt !== before?.nextAt)
      await setAlarm(this.outbox, tx, { name: 'review', ref: id, dueAt: nextAt });
    return id;
  }

  /** While it is late, the call of before rings on until the next one takes its place. */
  async #doneBefore(tx: Transaction, before: Review, plan: PlannedReview): Promise<Done> {
    const now = this.clock.now();
    const taken = staysTaken(before, plan, now) ? before.taken : null;
    if (taken !== null || plan.due <= now) return { taken, alertId: before.alertId };
    await this.#quiet(tx, before);
    return nothingDone;
  }

  async #drop(tx: Transaction, reviews: readonly Review[]): Promise<void> {
    for (const review of reviews) await this.#quiet(tx, review);
    await this.reviews.drop(
      tx,
      reviews.map(({ id }) => id),
    );
  }

  /** The review was done, or its date has changed: nobody needs to come because of the old one. */
  async #quiet(tx: Transaction, { alertId }: Review): Promise<void> {
    if (alertId !== null) await this.resolve.run(tx, alertId, null, 'resolved');
  }
}
