import { itemOf, type Instrument, type ItemId, type Wording } from '../../domain/assessment/instrument.js';

/** A question as a person knows it: its code and its words; of one that the instrument does not have, the code. */
export function nameOfItem(instrument: Instrument, id: ItemId, wording: (words: Wording) => string): string {
  const item = itemOf(instrument, id);
  return item ? `${id} ${wording(item.question)}` : id;
}

/** The same without what stands in brackets: enough to know which question it is. */
export const shortNameOfItem = (...given: Parameters<typeof nameOfItem>): string =>
  nameOfItem(...given).replace(/\s*\([^()]*\)/g, '');
