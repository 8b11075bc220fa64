import { chosen, type Answers } from './answers.js';
import type { Instrument, ItemId, Measure } from './instrument.js';

export interface SuggestedMeasure {
  readonly measure: Measure;
  /** The items that ask for it, in the instrument's order. */
  readonly because: readonly ItemId[];
  /** At least one of them is certain, not only suspected. */
  readonly isCertain: boolean;
}

/**
 * What the answers ask for: the measures of every item that is answered with yes or suspected, or in a choice with anything that
 * adds points; the most urgent first. A suggestion: a person decides. What is unknown asks for finding out, not for a measure.
 */
export function suggestMeasures(instrument: Instrument, answers: Answers): readonly SuggestedMeasure[] {
  const found = new Map<string, { because: ItemId[]; isCertain: boolean }>();
  for (const item of instrument.items) {
    const option = chosen(item, answers);
    if (option.isUnknown || option.value === 0) continue;
    for (const id of item.measures) {
      const entry = found.get(id) ?? { because: [], isCertain: false };
      found.set(id, {
        because: [...entry.because, item.id],
        isCertain: entry.isCertain || option.certainty !== 'suspected',
      });
    }
  }
  return [...found]
    .flatMap(([id, why]) => {
      const measure = instrument.measures[id];
      return measure === undefined ? [] : [{ measure, ...why }];
    })
    .sort((one, other) => one.measure.withinHours - other.measure.withinHours);
}
