import type { AssessmentRefusal } from '../../contracts/assessments/refusal-codes.js';
import { Refusal } from '../../domain/shared/refusal.js';

/** Assessments refuse. Nothing was saved. */
export class AssessmentsRefused extends Refusal {
  constructor(readonly code: AssessmentRefusal) {
    super('Assessments refused.');
  }
}
