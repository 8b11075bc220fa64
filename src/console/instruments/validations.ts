import type { listValidations } from '../../contracts/assessments/validations.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import type { Published } from '../../domain/assessment/instrument.js';

export type Validation = AnswerOf<typeof listValidations>['items'][number];

/** The validation that speaks of exactly this file; without one it is a proposal, and every assessment says so. */
export const validationOf = (
  validations: readonly Validation[],
  { instrument, sha256 }: Published,
): Validation | undefined =>
  validations.find(
    (each) =>
      each.instrument === instrument.letters &&
      each.version === instrument.version &&
      each.sha256 === sha256,
  );
