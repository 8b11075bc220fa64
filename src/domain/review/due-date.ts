import { longestInterval, type LevelNumber } from '../circle/level-rules.js';
import { earliest, hours, plus, type Duration, type Instant } from '../shared/time.js';
import { movedEarlier, type WorkingHours } from './working-hours.js';

/** A date that somebody signed. What it stands for is sealed. */
export interface ReviewAlarm {
  readonly due: Instant;
  /** When it was taken in, by the server's clock. */
  readonly stated: Instant;
  /**
   * True: something happened before `stated`, and every assessment made since then takes it into account. False: the date itself
   * matters (a hearing, a release), and only an assessment made when it is due does.
   */
  readonly happened: boolean;
}

/** The newest assessment, as its signed statement says it. */
export interface LastAssessment {
  /** In force now. */
  readonly level: LevelNumber;
  readonly provisional: boolean;
  readonly criticalUnknown: boolean;
  readonly assessed: Instant;
  /** The date that its author chose, which may be sooner than the level demands. */
  readonly due: Instant;
  /** When a lowering that was signed ends, or has ended: nobody was late before that. Null: there is none. */
  readonly loweredUntil: Instant | null;
}

export interface ReviewFacts {
  /** Null while nothing was assessed. */
  readonly last: LastAssessment | null;
  /** When the case was opened. */
  readonly opened: Instant;
  /** Those that are set; also those that were answered. */
  readonly alarms: readonly ReviewAlarm[];
}

export type ReviewCause = 'first' | 'level' | 'alarm' | 'trigger';

export interface NextReview {
  /** Within working hours where that can be; never later than `latest`. */
  readonly due: Instant;
  readonly latest: Instant;
  /** Since when the time runs. */
  readonly from: Instant;
  readonly because: ReviewCause;
}

/** Where nothing was assessed everything is unknown, critical items too: the instruments' `critical_unknown_cap_hours`. */
export const FIRST_REVIEW_WITHIN: Duration = hours(72);

/** One of the dates of which the next review takes the earliest. */
export type ReviewBound = Omit<NextReview, 'due'>;

/**
 * When the next review is due.
 *
 * The earliest of: the level's interval (low, medium 30 d; high 7 d; extreme 24 h: IOM 2007 as quoted in ASTRA 2021, p. 25) with
 * its caps (7 d while provisional, 72 h while a critical item is unknown); the author's own date; every signed alarm that the
 * last assessment does not answer. Then moved earlier into working hours where that leaves at least half of the time; never later.
 */
export function nextReview(facts: ReviewFacts, working: WorkingHours): NextReview {
  const first = soonestOf(boundsOf(facts, working));
  return { ...first, due: movedEarlier(working, first.latest, first.from) };
}

/** The one that the review takes. */
export const soonestOf = (bounds: readonly [ReviewBound, ...ReviewBound[]]): ReviewBound =>
  bounds.reduce((soonest, bound) => (bound.latest < soonest.latest ? bound : soonest));

/** Every date that no assessment has answered yet. */
export const boundsOf = (
  facts: ReviewFacts,
  working: WorkingHours,
): readonly [ReviewBound, ...ReviewBound[]] => [boundOf(facts), ...openAlarms(facts, working)];

function boundOf({ last, opened }: ReviewFacts): ReviewBound {
  if (last === null) return { latest: plus(opened, FIRST_REVIEW_WITHIN), from: opened, because: 'first' };
  const interval = plus(last.assessed, longestInterval(last.level, last));
  const longest = Math.max(interval, last.loweredUntil ?? interval) as Instant;
  return { latest: earliest(longest, last.due), from: last.assessed, because: 'level' };
}

const openAlarms = ({ last, alarms }: ReviewFacts, working: WorkingHours): ReviewBound[] =>
  alarms
    .filter((alarm) => last === null || !answers(last.assessed, alarm, working))
    .map(({ due, stated, happened }) => ({
      latest: due,
      from: stated,
      because: happened ? 'trigger' : 'alarm',
    }));

/** A date that was moved into working hours is answered from the moment to which it was moved. */
const answers = (
  assessed: Instant,
  { due, stated, happened }: ReviewAlarm,
  working: WorkingHours,
): boolean => (happened ? assessed > stated : assessed >= movedEarlier(working, due, stated));
