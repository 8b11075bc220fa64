import { z } from 'zod';
import { uuid } from '../shared/scalars.js';
import { missionAnswers } from './visit-plan.js';

/** In UTF-16 units: it is typed at the door, on a phone. */
export const longestReason = 1_000;

/**
 * The text of a kind 3 record in a safety book: why its worker asks for a yes, as her mission check is now (ADR 0185). It has an
 * object of its own, so that it never stands in the place of the plan.
 */
const visitReasonText = z.strictObject({
  form: z.literal('visit-reason/1'),
  visit: uuid,
  check: missionAnswers,
  words: z.string().max(longestReason),
});

export type VisitReasonText = z.output<typeof visitReasonText>;

export const writeVisitReason = (reason: VisitReasonText): string =>
  JSON.stringify(z.encode(visitReasonText, reason));

/** Null for a text that is something else, such as a plan. */
export function readVisitReason(sealed: string): VisitReasonText | null {
  try {
    return visitReasonText.parse(JSON.parse(sealed));
  } catch {
    return null;
  }
}
