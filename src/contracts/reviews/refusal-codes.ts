/** Every code with which reviews may refuse. Stable: clients translate them. */
export const REVIEW_REFUSALS = [
  'trigger-refused',
  'measure-refused',
  'measure-unknown',
  'task-unknown',
  'task-refused',
] as const;

export type ReviewRefusal = (typeof REVIEW_REFUSALS)[number];
