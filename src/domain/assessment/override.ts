import { days, plus, type Instant } from '../shared/time.js';
import { forbidsLowering } from './explain.js';
import type { Instrument } from './instrument.js';
import { isAbove, stepsBetween, type Level } from './level.js';
import type { Score } from './score.js';

/** What a person makes of the computed level. Both stay visible. */
export interface Override {
  readonly to: Level;
  readonly reason: string;
}

/** Why an override cannot stand. */
export type OverrideFault =
  | 'same-level'
  | 'reason-too-short'
  | 'too-far-down'
  | 'critical' // something critical is certain or suspected
  | 'combination' // a rule fired
  | 'provisional' // too much is unknown
  | 'inherited'; // below what the level of the person who is helped demands

/** Letters without the white space around them; what counts is what somebody will read. */
const lengthOf = (reason: string): number => [...reason.trim()].length;

/**
 * Every rule that an override breaks; none when it may stand. Up needs a reason; down is one level, with a longer reason, a second
 * person (`needsSecondPerson`) and an end, and never against what is critical or unknown. Source: `scoring.override`.
 */
export function overrideFaults(
  { override }: Instrument,
  score: Score,
  { to, reason }: Override,
): readonly OverrideFault[] {
  const steps = stepsBetween(score.level, to);
  if (steps === 0) return ['same-level'];
  const least = steps > 0 ? override.upMinReasonChars : override.downMinReasonChars;
  const faults: OverrideFault[] = lengthOf(reason) < least ? ['reason-too-short'] : [];
  return steps > 0 ? faults : [...faults, ...loweringFaults(score, to, -steps, override.downMaxLevels)];
}

function loweringFaults(score: Score, to: Level, steps: number, most: number): readonly OverrideFault[] {
  const faults: OverrideFault[] = [];
  if (steps > most) faults.push('too-far-down');
  if (score.floors.some(({ becauseUnknown }) => !becauseUnknown)) faults.push('critical');
  if (score.rules.length > 0) faults.push('combination');
  if (score.provisional) faults.push('provisional');
  if (score.inherited !== null && isAbove(score.inherited, to)) faults.push('inherited');
  return faults;
}

/** Whether a lowering can be offered at all. */
export const mayLower = (score: Score): boolean => score.level !== 'low' && !forbidsLowering(score);

/** Only a lowering: a supervisor who is none of `OverrideRules.downApproverIsNot` signs it before it counts. */
export const needsSecondPerson = (computed: Level, inForce: Level): boolean => isAbove(computed, inForce);

/** When a lowering ends and the computed level holds again; null for none. */
export const loweredUntil = (
  { override }: Instrument,
  computed: Level,
  inForce: Level,
  assessed: Instant,
): Instant | null =>
  needsSecondPerson(computed, inForce) ? plus(assessed, days(override.downValidDays)) : null;
