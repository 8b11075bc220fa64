import { z } from 'zod';
import { LEVELS } from '../../domain/assessment/level.js';
import { day, instrumentRef, itemId, measuresReview, pseudonym } from './shapes.js';

const level = z.enum(LEVELS);
const band = z.int().min(1).max(5);

/**
 * The text of a kind 1 record in an evaluation circle: what of an assessment is kept for looking back. It names no case, no worker
 * and no hour; the day is what incidents are compared with (ADR 0122).
 */
export const evaluationAssessment = z.strictObject({
  form: z.literal('evaluation-assessment/1'),
  pseudonym,
  instrument: instrumentRef,
  on: day,
  answers: z.record(itemId, z.string().max(30)),
  bands: z.strictObject({ row: band, column: band }),
  computed: level,
  inForce: level,
  provisional: z.boolean(),
  previousMeasures: measuresReview,
  measures: z.int().min(0),
});

/** The same for an incident, with the pseudonyms of the cases that it concerned. */
export const evaluationIncident = z.strictObject({
  form: z.literal('evaluation-incident/1'),
  pseudonyms: z.array(pseudonym).min(1).max(50),
  on: day,
  kind: z.string().max(30),
});

const evaluationText = z.discriminatedUnion('form', [evaluationAssessment, evaluationIncident]);

export type EvaluationText = z.output<typeof evaluationText>;

export const writeEvaluation = (extract: EvaluationText): string =>
  JSON.stringify(z.encode(evaluationText, extract));

/** Null for a text that is neither: a note among the extracts is a note. */
export function readEvaluation(sealed: string): EvaluationText | null {
  try {
    return evaluationText.parse(JSON.parse(sealed));
  } catch {
    return null;
  }
}
