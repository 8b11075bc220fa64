import type { Reassessment } from './instrument.js';
import type { Level } from './level.js';

/**
 * The longest time until the next assessment: the level's interval, and less while too much is unknown. Source: `reassessment` of
 * the instruments (IOM 2007 as quoted in ASTRA 2021, p. 25).
 */
export const reviewHours = (
  { hours, provisionalCapHours, criticalUnknownCapHours }: Reassessment,
  level: Level,
  { provisional, criticalUnknown }: { readonly provisional: boolean; readonly criticalUnknown: boolean },
): number =>
  Math.min(
    hours[level],
    (provisional ? provisionalCapHours : null) ?? Infinity,
    (criticalUnknown ? criticalUnknownCapHours : null) ?? Infinity,
  );
