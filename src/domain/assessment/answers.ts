import { itemOf, type Instrument, type Item, type ItemId, type Option } from './instrument.js';

/** The chosen option of each item. An item that is missing is unknown, never "no". */
export type Answers = Readonly<Record<ItemId, string>>;

/** What is wrong with a set of answers: the item, and the rule that it broke. Never holds what was answered. */
export interface AnswerFault {
  readonly item: ItemId;
  readonly fault: 'item-unknown' | 'option-unknown' | 'no-text';
}

/**
 * Reads answers that come from outside. Total: whatever `given` is, either answers or what is wrong with them. Blanks are not filled
 * in: the engine counts them as unknown.
 */
export function readAnswers(instrument: Instrument, given: unknown): Answers | readonly AnswerFault[] {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return [{ item: '', fault: 'no-text' }];
  }
  const entries = Object.entries(given as Record<string, unknown>);
  const faults = entries.flatMap(([id, value]) => faultsWith(itemOf(instrument, id), id, value));
  return faults.length > 0 ? faults : (Object.fromEntries(entries) as Answers);
}

export const areFaults = (read: Answers | readonly AnswerFault[]): read is readonly AnswerFault[] =>
  Array.isArray(read);

function faultsWith(item: Item | undefined, id: ItemId, value: unknown): AnswerFault[] {
  if (item === undefined) return [{ item: id, fault: 'item-unknown' }];
  if (typeof value !== 'string') return [{ item: id, fault: 'no-text' }];
  return item.options.some((option) => option.id === value) ? [] : [{ item: id, fault: 'option-unknown' }];
}

/** The option that counts: the chosen one; for a blank, or an option that the item does not have, the unknown one. */
export function chosen(item: Item, answers: Answers): Option {
  const id = Object.hasOwn(answers, item.id) ? answers[item.id] : undefined;
  return item.options.find((option) => option.id === id) ?? unknownOf(item);
}

/** Every item has one: the reader of the instruments sees to it. */
export function unknownOf(item: Item): Option {
  const found = item.options.find((option) => option.isUnknown);
  if (found === undefined) throw new Error(`Item ${item.id} has no option for unknown.`);
  return found;
}

/** Every item with its option, blanks as unknown: as an assessment is stored. */
export const filledIn = (instrument: Instrument, answers: Answers): Answers =>
  Object.fromEntries(instrument.items.map((item) => [item.id, chosen(item, answers).id]));

/** Items that differ from the answers before, in the instrument's order. Blank and unknown are the same. */
export const changedItems = (instrument: Instrument, before: Answers, now: Answers): readonly ItemId[] =>
  instrument.items.filter((item) => chosen(item, before).id !== chosen(item, now).id).map((item) => item.id);
