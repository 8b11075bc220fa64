import { longestInterval, type StatedLevel } from '../circle/level-rules.js';
import { hours, plus, type Duration, type Instant } from '../shared/time.js';
import { forbidsLowering } from './explain.js';
import type { Instrument } from './instrument.js';
import { levelNumber, type Level } from './level.js';
import { loweredUntil } from './override.js';
import { reviewHours } from './review-hours.js';
import type { Score } from './score.js';

/**
 * What the author of an assessment signs about its level. The due date is the latest that the instrument and the statement's own
 * rules allow; a trigger or a person may bring it forward.
 *
 * @param inForce the level after an override that `overrideFaults` finds nothing wrong with; else the computed one
 */
export function statedLevel(
  instrument: Instrument,
  score: Score,
  inForce: Level,
  assessed: Instant,
): StatedLevel {
  const computed = levelNumber(score.level);
  const longest = Math.min(
    hours(reviewHours(instrument.reassessment, inForce, score)),
    longestInterval(levelNumber(inForce), score),
  ) as Duration;
  return {
    computed,
    inForce: levelNumber(inForce),
    provisional: score.provisional,
    criticalUnknown: score.criticalUnknown,
    loweringForbidden: forbidsLowering(score),
    assessed,
    due: plus(assessed, longest),
    loweredUntil: loweredUntil(instrument, score.level, inForce, assessed),
  };
}
