/** Functions and roles that a measure may name instead of a person. */
export const MEASURE_OWNERS = [
  'case-worker',
  'coordinator',
  'focal-point',
  'director',
  'legal',
  'digital-safety',
  'data-protection',
] as const;

export type MeasureOwnerName = (typeof MEASURE_OWNERS)[number];

/** `dropped`: it is not to be done any more. */
export const MEASURE_STATES = ['open', 'done', 'dropped'] as const;

export type MeasureState = (typeof MEASURE_STATES)[number];

/** The instruments' `previous_measures_review`, for each measure by itself. */
export const MEASURE_EFFECTS = ['effective', 'partly', 'not-effective', 'not-carried-out'] as const;

export type MeasureEffect = (typeof MEASURE_EFFECTS)[number];
