import type { AssessmentText } from '../../contracts/sealed/assessment.js';
import { writeEvaluation } from '../../contracts/sealed/evaluation.js';
import { extractOf, isEvaluated } from '../../domain/assessment/evaluation.js';
import type { Published } from '../../domain/assessment/instrument.js';
import { levelNamed } from '../../domain/assessment/level.js';
import type { Step } from '../keeper/order.js';
import { scoreOf } from './form.js';

/**
 * What the evaluation keeps of an assessment. Its object follows from two numbers that only members of the case know, so the plan
 * that comes later can complete it, and nobody else can tell which record of the case it belongs to.
 *
 * @param circle the evaluation; null: its author is in none, and nothing is written. Nor is of a worker's own file
 */
export async function extractSteps(
  circle: string | null,
  { instrument, sha256 }: Published,
  object: string,
  text: AssessmentText,
  measures: number,
): Promise<Step[]> {
  if (circle === null || !isEvaluated(instrument.id)) return [];
  const { instrument: of, ...extract } = extractOf(instrument, scoreOf(instrument, text), {
    pseudonym: text.evaluation,
    on: dayOf(text.level.assessed),
    answers: text.answers,
    inForce: levelNamed(text.level.inForce),
    previousMeasures: text.previousMeasures,
    measures,
  });
  const sealed = writeEvaluation({
    form: 'evaluation-assessment/1',
    ...extract,
    answers: { ...extract.answers },
    bands: { ...extract.bands },
    instrument: { ...of, sha256 },
  });
  return [{ do: 'seal-in', circle, object: await blended(text.evaluation, object), text: sealed }];
}

/** The first 16 bytes of a hash, in hex. */
export async function blended(...parts: readonly string[]): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(parts.join(' ')));
  return Array.from(new Uint8Array(hash, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** As the calendar of this device says. */
export function dayOf(ms: number): string {
  const shift = new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - shift).toISOString().slice(0, 10);
}
