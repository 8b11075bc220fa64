import { idText } from '../../contracts/shared/scalars.js';
import type { CircleId } from '../../domain/circle/circle.js';
import { longestWithin } from '../../domain/review/triggers.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { earliest, instant, minutes, plus, type Duration, type Instant } from '../../domain/shared/time.js';
import { alarmStates, parseAlarm, type Alarm } from '../../e2ee/circle/alarm.js';
import type { PutAlarm } from '../circles/put-alarm.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { FollowCircle } from './follow-circle.js';
import type { ReviewedCircle } from './review.js';
import type { ReviewedCircleRepository } from './reviewed-circle.repository.js';
import { ReviewsRefused } from './reviews-refused.js';

/** A phone may be a little ahead; that the event allows less is written down all the same. */
const tolerated: Duration = minutes(5);

/**
 * Something happened, and the next review is due no later than the signed alarm says. The server does not learn what it was: it
 * refuses what would be too late for every kind of event, and never lets this one move later; members, who read the kind, refuse
 * what is too late for it (ADR 0125).
 */
export class RecordTrigger {
  constructor(
    private readonly clock: Clock,
    private readonly alarms: Pick<PutAlarm, 'run'>,
    private readonly circles: ReviewedCircleRepository,
    private readonly follow: Pick<FollowCircle, 'circleChanged'>,
  ) {}

  /** @throws CirclesRefused, ReviewsRefused */
  async run(tx: Transaction, id: CircleId, statement: Uint8Array, caller: StaffId): Promise<void> {
    // First, because it is what tells strangers that there is no such circle.
    await this.alarms.run(tx, id, statement, caller);
    const alarm = parseAlarm(statement);
    const circle = await this.circles.find(tx, id);
    const bound = this.#checked(alarm, circle);
    await this.circles.recordTrigger(tx, id, {
      alarm: idText(alarm.alarm),
      recorded: this.clock.now(),
      latest: earliest(instant(alarm.due), bound),
      by: caller,
    });
    await this.follow.circleChanged(tx, id);
  }

  /** @returns the latest moment that any event allows here */
  #checked(alarm: Alarm, circle: ReviewedCircle | null): Instant {
    if (circle && !circle.open) throw new ReviewsRefused('case-closed');
    if (alarm.state !== alarmStates.set) throw new ReviewsRefused('trigger-refused', 'state');
    const within = circle && longestWithin(circle.kind);
    if (within === null) throw new ReviewsRefused('trigger-refused', 'kind');
    const bound = plus(this.clock.now(), within);
    if (alarm.due > plus(bound, tolerated)) throw new ReviewsRefused('trigger-refused', 'due');
    return bound;
  }
}
