import { wantsSignOff, type SignableLevel } from './sign-off.js';
import { between, days, hours, minutes, plus, type Duration, type Instant } from '../shared/time.js';

/** 1 low, 2 medium, 3 high, 4 extreme. */
export type LevelNumber = 1 | 2 | 3 | 4;

/** What a signed level statement says, as far as a date or a second person follows from it. */
export interface StatedLevel {
  readonly computed: LevelNumber;
  /** After a human's override, up or down. */
  readonly inForce: LevelNumber;
  /** Too much is unknown. */
  readonly provisional: boolean;
  readonly criticalUnknown: boolean;
  /** A critical item or a combination fired. */
  readonly loweringForbidden: boolean;
  readonly assessed: Instant;
  readonly due: Instant;
  /** The end of an override downwards; null when there is none. */
  readonly loweredUntil: Instant | null;
}

/** The first rule that a statement breaks. */
export type LevelFault =
  | 'clock-ahead' // assessed in the future by the server's clock
  | 'clock-behind' // assessed before the circle was opened, or before the assessment that it follows
  | 'clock-corrected' // a correction that is dated after what it corrects
  | 'due-order' // due before it was assessed
  | 'interval' // later than the level allows
  | 'lowered-too-far' // more than one step down
  | 'lowering-forbidden' // against a critical item, or while too much is unknown
  | 'lowered-until'; // no end, an end for nothing, or one later than seven days

const toleratedDifference: Duration = minutes(5);
const longestLowering: Duration = days(7);

const intervals: Readonly<Record<LevelNumber, Duration>> = {
  1: days(30),
  2: days(30),
  3: days(7),
  4: hours(24),
};
const provisionalCap: Duration = days(7);
const criticalUnknownCap: Duration = hours(72);

/**
 * The longest time until the next review: low and medium 30 d, high 7 d, extreme 24 h (IOM 2007 as quoted in ASTRA 2021, p. 25);
 * 7 d at most while the result is provisional and 72 h while a critical item is unknown (the instruments' `reassessment`).
 * Sooner is always allowed.
 */
export const longestInterval = (
  level: LevelNumber,
  { provisional, criticalUnknown }: Pick<StatedLevel, 'provisional' | 'criticalUnknown'>,
): Duration =>
  Math.min(
    intervals[level],
    provisional ? provisionalCap : Infinity,
    criticalUnknown ? criticalUnknownCap : Infinity,
  ) as Duration;

/** @param now the server's clock, because a date from a wrong one would move every review */
export function levelFault(level: StatedLevel, now: Instant): LevelFault | null {
  const { assessed, due, inForce } = level;
  if (between(now, assessed) > toleratedDifference) return 'clock-ahead';
  if (due < assessed) return 'due-order';
  if (between(assessed, due) > longestInterval(inForce, level)) return 'interval';
  return loweringFault(level);
}

/**
 * A clock that is behind would date an assessment before the one that it follows, and the case's story would run backwards.
 *
 * @param before when the newest assessment of the same instrument was made, or the circle opened; a few minutes between two devices are no fault
 */
export const isClockBehind = (assessed: Instant, before: Instant): boolean =>
  between(assessed, before) > toleratedDifference;

/**
 * A correction says what was to be said then: it answers nothing that happened since, and no time begins anew with it.
 *
 * @param before when the assessment was made of which this is the next version; null for the first version
 */
export const isCorrectedLater = (assessed: Instant, before: Instant | null): boolean =>
  before !== null && assessed > before;

/** Down: one step, for seven days at most, never against a critical item, and with a second person (see `effectOf`). */
function loweringFault(level: StatedLevel): LevelFault | null {
  const { computed, inForce, loweredUntil } = level;
  if (inForce >= computed) return loweredUntil === null ? null : 'lowered-until';
  if (inForce < computed - 1) return 'lowered-too-far';
  if (level.loweringForbidden || level.provisional) return 'lowering-forbidden';
  return endsInTime(level) ? null : 'lowered-until';
}

const endsInTime = ({ assessed, loweredUntil }: StatedLevel): boolean =>
  loweredUntil !== null && loweredUntil > assessed && between(assessed, loweredUntil) <= longestLowering;

export interface LevelEffect {
  readonly level: LevelNumber;
  readonly due: Instant;
  /** A second person's signature belongs under this level, and nobody has given it yet. */
  readonly awaitsSignOff: boolean;
}

/**
 * What the server schedules by. A lowered level counts only once a second person has signed it and until its end; before and
 * after, the computed level and its interval hold. Time never lowers a level.
 */
export function effectOf(level: StatedLevel & SignableLevel, signedOff: boolean, now: Instant): LevelEffect {
  const { computed, inForce, assessed, due, loweredUntil } = level;
  const awaitsSignOff = !signedOff && wantsSignOff(level, now);
  if (inForce >= computed) return { level: inForce, due, awaitsSignOff };
  const strict = Math.min(due, plus(assessed, longestInterval(computed, level))) as Instant;
  if (!signedOff || loweredUntil === null) return { level: computed, due: strict, awaitsSignOff };
  // Nobody was late while the lowering held, so its end is when the stricter interval has run out.
  const last = Math.min(due, Math.max(loweredUntil, strict)) as Instant;
  return { level: now < loweredUntil ? inForce : computed, due: last, awaitsSignOff };
}
