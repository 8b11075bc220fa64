import { z } from 'zod';
import { MISSION_ANSWERS, MISSION_CHECKS } from '../../domain/safety/mission-check.js';

/** Of each text of a plan, in UTF-16 units. */
export const longestPlanText = 4_000;
const text = z.string().max(longestPlanText);
const answer = z.enum(MISSION_ANSWERS);

/** All six points, each answered: what was left blank is written as unknown. */
export const missionAnswers = z.strictObject(
  Object.fromEntries(MISSION_CHECKS.map((id) => [id, answer])) as Record<
    (typeof MISSION_CHECKS)[number],
    typeof answer
  >,
);

/**
 * The text of a kind 3 record in a safety book: all that somebody needs who must find a worker that did not check in. The
 * record's object is the visit's id.
 */
export const visitPlanText = z.strictObject({
  form: z.literal('visit-plan/1'),
  where: text,
  withWhom: text,
  why: text,
  /** How she travels, her vehicle, the phone she carries. */
  how: text,
  back: text,
  /** What to do and whom to call when she does not check in. */
  ifMissing: text,
  check: missionAnswers,
});

export type VisitPlanText = z.output<typeof visitPlanText>;

export const writeVisitPlan = (plan: VisitPlanText): string => JSON.stringify(z.encode(visitPlanText, plan));

/** Null for a text that is no plan of a form that we know: it is shown as it is, never dropped. */
export function readVisitPlan(sealed: string): VisitPlanText | null {
  try {
    return visitPlanText.parse(JSON.parse(sealed));
  } catch {
    return null;
  }
}
