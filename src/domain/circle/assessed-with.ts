import type { CircleKind } from './circle.js';

/** The four letters of the instrument with which a kind of circle is assessed. Kinds that are not here have no level. */
export const assessedWith: Readonly<Partial<Record<CircleKind, string>>> = {
  'client-case': 'VSRA',
  'organisation-file': 'PSRA',
  'worker-file': 'PSRA',
};
