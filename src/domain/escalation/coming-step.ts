import type { Audience } from './ladder.js';
import { nextStep, type LadderState } from './next-step.js';
import type { Instant } from '../shared/time.js';

/** What the ladder will do next if nobody acts. */
export interface ComingStep {
  /** Not later than now: it is being done at this moment. */
  readonly at: Instant;
  /** `repeat`: the last step once more. `wake-again`: somebody has it and it is not resolved; everything begins anew. */
  readonly do: 'call' | 'repeat' | 'wake-again';
  readonly whom: readonly Audience[];
}

/** @returns null when nothing more is due unless somebody acts */
export function comingStep(state: LadderState, now: Instant): ComingStep | null {
  const next = nextStep(state, now);
  if (next.do === 'rest') return null;
  return { at: next.do === 'wait' ? next.until : next.dueAt, ...whatComes(state) };
}

function whatComes({ policy: { steps }, rungsTaken, acknowledgedAt }: LadderState): Omit<ComingStep, 'at'> {
  if (acknowledgedAt !== null) return { do: 'wake-again', whom: steps[0]?.whom ?? [] };
  const step = steps[rungsTaken];
  return step ? { do: 'call', whom: step.whom } : { do: 'repeat', whom: steps.at(-1)?.whom ?? [] };
}

/** How often the last step was taken once more in the present round. */
export const repeatsOf = ({ policy, rungsTaken }: LadderState): number =>
  Math.max(0, rungsTaken - policy.steps.length);
