/** Every code with which circles may refuse. Stable: clients translate them. */
export const CIRCLE_REFUSALS = [
  'circle-unknown',
  'circle-known',
  'circle-kind-refused',
  'circle-right-missing',
  'membership-refused',
  'grants-incomplete',
  'wraps-incomplete',
  'wrap-refused',
  'chain-superseded',
  'chain-record-refused',
  'record-too-large',
  'record-unknown',
  'case-closed',
  'not-a-client-case',
  'erasure-refused',
  'link-refused',
  'level-refused',
  'level-stated',
  'sign-off-refused',
  'alarm-refused',
  'alarm-superseded',
  'attachment-refused',
  'attachment-unknown',
] as const;

/** What every write of a sealed record may be refused for. */
export const RECORD_REFUSALS = [
  'circle-unknown',
  'circle-right-missing',
  'chain-superseded',
  'chain-record-refused',
  'record-too-large',
  'wrap-refused',
] as const satisfies readonly (typeof CIRCLE_REFUSALS)[number][];

export type CircleRefusal = (typeof CIRCLE_REFUSALS)[number];
