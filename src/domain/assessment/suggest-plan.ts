import { chosen, type Answers } from './answers.js';
import { largestGaps } from './explain.js';
import { itemOf, type Instrument } from './instrument.js';
import type { Level } from './level.js';
import type { Score } from './score.js';
import { suggestMeasures, type SuggestedMeasure } from './suggest-measures.js';

/** The files name these actions of a level and their time; which measure each of them is, they say in its words (M25, M28). */
const actionMeasures = { conference: 'M25', lock: 'M28' } as const;

/** What a level asks for by itself, whatever made it so: a conference within its hours, and at extreme that the file is locked. */
export function levelMeasures(instrument: Instrument, level: Level): readonly SuggestedMeasure[] {
  const { conferenceHours = null, locksCase = false } = instrument.levelActions?.[level] ?? {};
  const { conference, lock } = actionMeasures;
  const wanted: readonly (readonly [string, number])[] = [
    ...(conferenceHours === null ? [] : [[conference, conferenceHours] as const]),
    ...(locksCase ? [[lock, Infinity] as const] : []),
  ];
  return wanted.flatMap(([id, hours]) => {
    const measure = instrument.measures[id];
    if (!measure) return [];
    const withinHours = Math.min(measure.withinHours, hours);
    return [{ measure: { ...measure, withinHours }, because: [], isCertain: true }];
  });
}

/**
 * Part A's controls have no measures of their own: what is missing is the measure. The five largest gaps, each to be closed before the
 * next assessment; certain where the control is missing, not where it is there in part or nobody knows.
 */
export const gapMeasures = (
  instrument: Instrument,
  answers: Answers,
  score: Score,
): readonly SuggestedMeasure[] =>
  largestGaps(score).flatMap(({ item: id }) => {
    const item = itemOf(instrument, id);
    if (!item || instrument.column.name !== 'vulnerability') return [];
    const { value, isUnknown } = chosen(item, answers);
    const withinHours = instrument.reassessment.hours[score.level];
    const measure = { id, words: item.question, owner: 'security_focal_point', withinHours };
    return [{ measure, because: [id], isCertain: !isUnknown && value === wholeGap }];
  });

/** In hundredths. */
const wholeGap = 100;

/**
 * All that a plan may begin with: what the level asks for, what the answers ask for, and the gaps of part A. What two of them ask for
 * stands there once, with the shorter time.
 */
export function suggestPlan(
  instrument: Instrument,
  answers: Answers,
  score: Score,
  level: Level,
): readonly SuggestedMeasure[] {
  const all = [
    ...levelMeasures(instrument, level),
    ...suggestMeasures(instrument, answers),
    ...gapMeasures(instrument, answers, score),
  ];
  const found = new Map<string, SuggestedMeasure>();
  for (const each of all) found.set(each.measure.id, together(found.get(each.measure.id), each));
  return [...found.values()].sort((one, other) => one.measure.withinHours - other.measure.withinHours);
}

function together(one: SuggestedMeasure | undefined, other: SuggestedMeasure): SuggestedMeasure {
  if (!one) return other;
  const withinHours = Math.min(one.measure.withinHours, other.measure.withinHours);
  return {
    measure: { ...one.measure, withinHours },
    because: [...one.because, ...other.because],
    isCertain: one.isCertain || other.isCertain,
  };
}
