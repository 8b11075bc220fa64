import type { Instrument, ItemId } from './instrument.js';
import type { Contribution, FiredFloor, Score } from './score.js';
import type { FiredRule } from './combination.js';
import type { Level } from './level.js';

/** Why a level is what it is, in the order in which a person asks. Source: `scoring.explanation_required`. */
export interface Explanation {
  /** Answers that by themselves force a level, the highest first; what is forced only because nobody knows is not among them. */
  readonly critical: readonly FiredFloor[];
  /** Critical items whose answer nobody knows. */
  readonly criticalUnknown: readonly ItemId[];
  readonly rules: readonly FiredRule[];
  /** From the level of the person who is helped. */
  readonly inherited: Level | null;
  /** The five items that add most, the largest first. */
  readonly top: readonly Contribution[];
  /** Protective credit that was used, in hundredths. */
  readonly credit: number;
  readonly unknown: readonly ItemId[];
}

const shown = 5;
const size = ({ row, column }: Contribution): number => row + column;

export function explain(score: Score): Explanation {
  const rank: Readonly<Record<Level, number>> = { low: 1, medium: 2, high: 3, extreme: 4 };
  return {
    critical: score.floors
      .filter(({ becauseUnknown }) => !becauseUnknown)
      .sort((one, other) => rank[other.level] - rank[one.level]),
    criticalUnknown: score.floors.filter(({ becauseUnknown }) => becauseUnknown).map(({ item }) => item),
    rules: score.rules,
    inherited: score.inherited,
    top: [...score.contributions].sort((one, other) => size(other) - size(one)).slice(0, shown),
    credit: score.credit,
    unknown: score.unknown,
  };
}

/** Part A's output names the five largest gaps: what its controls add, without the context that nobody in the house can change. */
export const largestGaps = ({ contributions }: Score): readonly Contribution[] =>
  contributions
    .filter(({ column }) => column > 0)
    .sort((one, other) => other.column - one.column)
    .slice(0, shown);

/** What adds most, as an instrument's output asks for it: of part A the gaps, of the others whatever it is. */
export const weightiest = (
  { column }: Pick<Instrument, 'column'>,
  score: Score,
): { readonly are: 'gaps' | 'top'; readonly contributions: readonly Contribution[] } =>
  column.name === 'vulnerability'
    ? { are: 'gaps', contributions: largestGaps(score) }
    : { are: 'top', contributions: explain(score).top };

/** The names of everything that forced a level: items, rules, `victimLevel`. */
export const firedNames = (score: Score): readonly string[] => [
  ...score.floors.filter(({ becauseUnknown }) => !becauseUnknown).map(({ item }) => item),
  ...score.rules.map(({ id }) => id),
  ...(score.inherited === null ? [] : ['victimLevel']),
];

/** Whether the instrument allows no override downwards: something critical is certain or suspected, a rule fired, or too much is unknown. */
export const forbidsLowering = (score: Score): boolean =>
  score.provisional || score.rules.length > 0 || score.floors.some(({ becauseUnknown }) => !becauseUnknown);
