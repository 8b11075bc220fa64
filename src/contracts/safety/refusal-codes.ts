/** Every code with which field visits and incidents may refuse. Stable: clients translate them. */
export const SAFETY_REFUSALS = [
  'visit-unknown',
  'visit-known',
  'visit-refused',
  'visit-words-missing',
  'visit-words-unfit',
  'own-visit',
  'safety-record-refused',
  'incident-unknown',
] as const;

export type SafetyRefusal = (typeof SAFETY_REFUSALS)[number];
