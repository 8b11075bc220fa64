import { changedItems, chosen } from '../../domain/assessment/answers.js';
import type { Instrument, Item, ItemId, Option } from '../../domain/assessment/instrument.js';
import type { Form } from './form.js';
import type { SignedAssessment } from './read-file.js';

type Looked = Pick<Form, 'answers' | 'seen'>;

/**
 * What somebody still has to look at before she signs: after an assessment everything; in a first one what stands there without
 * having been answered by her, because it was taken over from elsewhere.
 */
export const unseenIn = (
  { items }: Instrument,
  { answers, seen }: Looked,
  last: SignedAssessment | undefined,
): ItemId[] =>
  items
    .filter(({ id }) => !seen.includes(id) && (last !== undefined || Object.hasOwn(answers, id)))
    .map(({ id }) => id);

/** Of these, what stands there as it was answered last time: the one thing that may be confirmed for all of them at once. */
export function unseenAsBefore(instrument: Instrument, form: Looked, last: SignedAssessment): ItemId[] {
  const changed = changedItems(instrument, last.text.answers, form.answers);
  return unseenIn(instrument, form, last).filter((id) => !changed.includes(id));
}

/**
 * How the answer of an item stands: looked at in this form (and another one than last time), or not looked at: as last time, taken over
 * from elsewhere, or blank.
 */
export type Standing = 'seen' | 'changed' | 'as-before' | 'taken' | 'blank';

export function standingOf(item: Item, { answers, seen }: Looked, before: Option | undefined): Standing {
  const isOther = before !== undefined && before.id !== chosen(item, answers).id;
  if (seen.includes(item.id)) return isOther ? 'changed' : 'seen';
  if (before !== undefined && !isOther) return 'as-before';
  return Object.hasOwn(answers, item.id) ? 'taken' : 'blank';
}
