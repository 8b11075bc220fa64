import type { Instant } from '../shared/time.js';
import { plusDays, type AssessmentExtract, type Day, type Pseudonym } from './evaluation.js';

/** What the server may read of an open case: when its next assessment is due, or that there is none. */
export interface CaseStand {
  readonly id: string;
  readonly due: Instant | null;
}

export interface Coverage {
  readonly cases: number;
  /** Nobody has ever assessed it. */
  readonly never: readonly string[];
  /** It was assessed, and the next one is late. */
  readonly overdue: readonly string[];
}

/** Cases without a current assessment: "assessments and plans are not made for all the victims" (ASTRA 2021, p. 15). */
export function coverage(cases: readonly CaseStand[], now: Instant): Coverage {
  return {
    cases: cases.length,
    never: cases.filter(({ due }) => due === null).map(({ id }) => id),
    overdue: cases.filter(({ due }) => due !== null && due <= now).map(({ id }) => id),
  };
}

/**
 * Cases whose newest plan nobody has looked at although `afterDays` have passed: "there are no evaluations of the assessments and
 * plans" (ASTRA 2021, p. 15). A plan is looked at when a later assessment of the same instrument says what became of it.
 */
export function plansNeverReviewed(
  extracts: readonly AssessmentExtract[],
  today: Day,
  afterDays: number,
): readonly Pseudonym[] {
  const unreviewed = extracts.filter(
    (plan) =>
      plan.measures > 0 &&
      plusDays(plan.on, afterDays) <= today &&
      !extracts.some(
        (later) =>
          later.pseudonym === plan.pseudonym &&
          later.instrument.id === plan.instrument.id &&
          later.on > plan.on &&
          later.previousMeasures !== 'none_before',
      ),
  );
  return [...new Set(unreviewed.map(({ pseudonym }) => pseudonym))];
}
