import type { PlannedMeasure } from './planned-measure.js';
import { itemOf, type Instrument, type Wording } from '../../domain/assessment/instrument.js';

/** The instrument's words, the writer's own, or both. */
export function nameOfMeasure(
  instrument: Instrument,
  { measure, words }: Pick<PlannedMeasure, 'measure' | 'words'>,
  wording: (words: Wording) => string,
): string {
  const known =
    measure === null
      ? undefined
      : (instrument.measures[measure]?.words ?? itemOf(instrument, measure)?.question);
  return [known ? wording(known) : '', words].filter((part) => part.trim() !== '').join(': ');
}
