import { assessedWith } from '../../domain/circle/assessed-with.js';
import { nextReview, type LastAssessment, type ReviewAlarm } from '../../domain/review/due-date.js';
import { furtherDates } from '../../domain/review/further-date.js';
import { nextStepAt, stepsOf, stepsToTake, wakes, type Deadline } from '../../domain/review/overdue.js';
import type { WorkingHours } from '../../domain/review/working-hours.js';
import { earliest, minutes, plus, type Duration, type Instant } from '../../domain/shared/time.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { CircleStanding, StandingLevel } from '../circles/circle-standing.js';
import type { PlannedReview, Review } from './review.js';
import type { ReviewProgress } from './review.repository.js';
import type { RecordedTrigger } from './reviewed-circle.repository.js';

/** The plans that follow from a circle as it stands: one for each instrument that it has, or should have. None when it is closed. */
export function plansOf(
  standing: CircleStanding,
  triggers: readonly RecordedTrigger[],
  working: WorkingHours,
  before: (instrument: string) => Pick<PlannedReview, 'holder' | 'assessed'> | null,
  now: Instant,
): readonly PlannedReview[] {
  if (standing.state === 'closed') return [];
  // What is due although nobody has assessed anything yet.
  const first = assessedWith[standing.kind];
  const instruments = new Set(standing.levels.map(({ instrument }) => instrument));
  if (first) instruments.add(first);
  const alarms = alarmsOf(standing, triggers);
  return [...instruments].map((instrument) => {
    const level = standing.levels.find((known) => known.instrument === instrument) ?? null;
    const facts = { last: level && lastOf(level), opened: standing.openedAt, alarms };
    const next = nextReview(facts, working);
    const further = furtherDates(facts, working, now);
    return {
      circle: standing.id,
      instrument,
      ...levelOf(level),
      ...next,
      because: further.now?.because ?? next.because,
      further: further.now && { due: further.now.due, from: further.now.from },
      furtherAt: further.nextAt,
      holder: holderOf(standing, level, before(instrument)),
    };
  });
}

/** Its author's clock may be ahead: what happened in between would count as known. */
const lastOf = (level: StandingLevel): LastAssessment => ({
  level: level.effect.level,
  provisional: level.provisional,
  criticalUnknown: level.criticalUnknown,
  assessed: earliest(level.assessed, level.stated),
  due: level.effect.due,
  loweredUntil: level.signOffs.length > 0 ? level.loweredUntil : null,
});

function levelOf(
  level: StandingLevel | null,
): Pick<PlannedReview, 'level' | 'levelAfter' | 'loweredUntil' | 'awaitsSignOff' | 'assessed'> {
  if (!level)
    return { level: null, levelAfter: null, loweredUntil: null, awaitsSignOff: false, assessed: null };
  const { effect, computed, loweredUntil, assessed } = level;
  const isLowered = effect.level < computed;
  return {
    level: effect.level,
    levelAfter: isLowered ? computed : null,
    loweredUntil: isLowered ? loweredUntil : null,
    awaitsSignOff: effect.awaitsSignOff,
    assessed,
  };
}

/** An alarm that was moved after it was recorded as an event stays where the event put it, unless it was moved earlier. */
function alarmsOf({ alarms }: CircleStanding, triggers: readonly RecordedTrigger[]): ReviewAlarm[] {
  const signed = alarms
    .filter(({ state }) => state === 'set')
    .map(({ id, due, stated }) => {
      const trigger = triggers.find(({ alarm }) => alarm === id);
      return trigger
        ? { due: earliest(due, trigger.latest), stated: trigger.recorded, happened: true }
        : { due, stated, happened: false };
    });
  const seen = triggers
    .filter(({ alarm }) => alarm === null)
    .map(({ recorded, latest }) => ({ due: latest, stated: recorded, happened: true }));
  return [...signed, ...seen];
}

/**
 * Who assessed last, unless it was handed to somebody since; if she is still here and may write. Otherwise whoever held it, or the
 * next who can.
 */
function holderOf(
  { members }: CircleStanding,
  level: StandingLevel | null,
  before: Pick<PlannedReview, 'holder' | 'assessed'> | null,
): StaffId | null {
  const able = members.filter(({ mayWrite }) => mayWrite).map(({ staffId }) => staffId);
  const wanted = [before?.holder, level?.author];
  if (level?.assessed !== before?.assessed) wanted.reverse();
  return wanted.find((one) => one && able.includes(one)) ?? able[0] ?? null;
}

/** What people are told of. */
export const deadlineOf = ({ due, from, further, level }: PlannedReview): Deadline => ({
  ...(further ?? { due, from }),
  level,
});

/**
 * What was done before counts on while the date stays, and while it is overdue before and after; unless a further date has come, or it
 * has become extreme, which what was done quietly does not answer.
 */
export function staysTaken(before: Review, plan: PlannedReview, now: Instant): boolean {
  if (wakes(plan.level) && !wakes(before.level)) return false;
  const [was, is] = [deadlineOf(before).due, deadlineOf(plan).due];
  if (was === is) return true;
  if (plan.further && is > was) return false;
  return was <= now && is <= now;
}

/** Sweeps have been by. */
const lookAgainAfter: Duration = minutes(1);

/**
 * A further date takes the place of the one before when everything was done that was due about that. What is due and not done yet,
 * because no worker has come by, would otherwise be put off to the further date.
 */
export function afterWhatIsDue(
  plan: PlannedReview,
  before: Review,
  working: WorkingHours,
  now: Instant,
): PlannedReview {
  const { due, assessed, further, because } = before;
  const isFurther =
    plan.due === due && plan.assessed === assessed && deadlineOf(plan).due > deadlineOf(before).due;
  const left = stepsToTake(stepsOf(deadlineOf(before), working), before.taken, now);
  return isFurther && left.length > 0
    ? { ...plan, further, because, furtherAt: plus(now, lookAgainAfter) }
    : plan;
}

/** Where a plan stands after some of its steps. */
export function progressOf(
  plan: PlannedReview,
  { taken, alertId }: Pick<Review, 'taken' | 'alertId'>,
  working: WorkingHours,
): ReviewProgress {
  const steps = stepsOf(deadlineOf(plan), working);
  const at = Object.fromEntries(steps.map((each) => [each.step, each.at]));
  const moments = [nextStepAt(steps, taken), plan.loweredUntil].filter((each) => each !== null);
  const [first, ...rest] = moments;
  return {
    taken,
    alertId,
    remindAt: at['remind'] ?? null,
    escalateAt: at['overdue'] ?? plan.due,
    nextAt: first === undefined ? null : earliest(first, ...rest),
  };
}
