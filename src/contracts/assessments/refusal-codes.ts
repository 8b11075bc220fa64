/** Every code with which assessments may refuse. Stable: clients translate them. */
export const ASSESSMENT_REFUSALS = [
  'instrument-unknown',
  'validation-recorded',
  'validation-unknown',
] as const;

export type AssessmentRefusal = (typeof ASSESSMENT_REFUSALS)[number];
