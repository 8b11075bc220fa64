import { chosen, type Answers } from './answers.js';
import { itemOf, type Instrument, type ItemId, type Option } from './instrument.js';

/**
 * Of what is known elsewhere, what takes the place of an answer in a form. What a person answered in this form gives way only to
 * something graver; what was only taken over from last time gives way to whatever is known now; "not known" fills blanks alone.
 *
 * @param seen items that a person has looked at in this form
 * @param found what is known elsewhere: of another case's assessment, or counted from records
 */
export const takenOver = (
  instrument: Instrument,
  { answers, seen }: { readonly answers: Answers; readonly seen: readonly ItemId[] },
  found: Answers,
): Answers =>
  Object.fromEntries(
    Object.entries(found).filter(([id, value]) => {
      const item = itemOf(instrument, id);
      const option = item?.options.find((each) => each.id === value);
      if (!item || !option) return false;
      if (!Object.hasOwn(answers, id)) return true;
      return replaces(option, chosen(item, answers), seen.includes(id));
    }),
  );

function replaces(found: Option, standing: Option, isSeen: boolean): boolean {
  if (found.isUnknown || found.id === standing.id) return false;
  return !isSeen || found.value > standing.value;
}
