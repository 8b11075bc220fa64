import type { LevelNumber } from '../circle/level-rules.js';
import { earliest, type Instant } from '../shared/time.js';
import { boundsOf, soonestOf, type ReviewBound, type ReviewCause, type ReviewFacts } from './due-date.js';
import { stepsOf } from './overdue.js';
import { movedEarlier, type WorkingHours } from './working-hours.js';

/**
 * A date that comes when the review is late already. The review stays due on its first date and is shown as late; people are told of
 * this one anew, because what was said before says nothing of it.
 */
export interface FurtherDate {
  readonly due: Instant;
  /** Since when its time runs. */
  readonly from: Instant;
  readonly because: ReviewCause;
}

export interface FurtherDates {
  /** The one of which people are told now; null: the review's own date. */
  readonly now: FurtherDate | null;
  /** When the next one takes its place. */
  readonly nextAt: Instant | null;
}

type Begun = FurtherDate & { readonly begins: Instant };

/**
 * Which date people are told of. What happened after a date had passed is a deadline of its own from the moment it was written down;
 * a date that lies behind everything that is done about the one before is one as soon as there is something to do about it, and no
 * later than it comes: at night, what happens between the two would otherwise come before it. Nothing that was still to be done about
 * the one before is done later because of it.
 */
export function furtherDates(facts: ReviewFacts, working: WorkingHours, now: Instant): FurtherDates {
  const all = allFurther(facts, working);
  return {
    now: all.findLast(({ begins }) => begins <= now) ?? null,
    nextAt: all.find(({ begins }) => begins > now)?.begins ?? null,
  };
}

/** In time's order. */
function allFurther(facts: ReviewFacts, working: WorkingHours): readonly Begun[] {
  const level = facts.last?.level ?? null;
  const bounds = boundsOf(facts, working);
  const taken = soonestOf(bounds);
  const first = { ...taken, due: movedEarlier(working, taken.latest, taken.from) };
  const others = bounds
    .filter((bound) => bound !== taken)
    .map((bound) => datedBy(bound, working))
    .sort((one, other) => one.due - other.due);
  const further: Begun[] = [];
  for (const other of others) {
    const next = behind(further.at(-1) ?? first, other, level, working);
    if (next) further.push(next);
  }
  return further;
}

/** What was over when it was written down is due at once. */
const datedBy = ({ latest, from, because }: ReviewBound, working: WorkingHours): FurtherDate => ({
  due: Math.max(movedEarlier(working, latest, from), from) as Instant,
  from,
  because,
});

/** The date as it comes behind the one before; null where that one says it too. */
function behind(
  before: FurtherDate,
  date: FurtherDate,
  level: LevelNumber | null,
  working: WorkingHours,
): Begun | null {
  const steps = stepsOf({ ...before, level }, working).map(({ at }) => at);
  if (date.because === 'trigger' && date.from >= before.due)
    return { ...date, due: earliest(date.due, ...steps.filter((at) => at > date.from)), begins: date.from };
  const ended = Math.max(...steps);
  const first = stepsOf({ ...date, level }, working).find(({ at }) => at > ended)?.at;
  return date.due > ended && first !== undefined ? { ...date, begins: earliest(date.due, first) } : null;
}
