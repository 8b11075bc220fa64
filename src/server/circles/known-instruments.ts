import { assessedWith } from '../../domain/circle/assessed-with.js';
import type { CircleKind } from '../../domain/circle/circle.js';
import type { Instrument } from '../../domain/assessment/instrument.js';

/** Which instruments this house has, by the letters and the major version that a statement names. */
export type KnownInstruments = readonly Pick<Instrument, 'letters' | 'major'>[];

export const KNOWN_INSTRUMENTS = Symbol('KnownInstruments');

/** What is wrong with the instrument of a statement; null: it belongs to this kind of circle, and the house has it. */
export function instrumentFault(
  known: KnownInstruments,
  kind: CircleKind,
  { instrument, version }: { readonly instrument: string; readonly version: number },
): 'instrument' | 'instrument-version' | null {
  if (assessedWith[kind] !== instrument) return 'instrument';
  const has = known.some(({ letters, major }) => letters === instrument && major === version);
  return has ? null : 'instrument-version';
}
