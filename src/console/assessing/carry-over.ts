import { changedItems } from '../../domain/assessment/answers.js';
import { itemOf, type Instrument, type ItemId } from '../../domain/assessment/instrument.js';
import { beginForm, onlyOf, type Form, type Reason } from './form.js';
import type { SignedAssessment } from './read-file.js';

/** Whether somebody signed an assessment, or a correction, since this form was begun: then it is not signed over that one. */
export const isOutdated = ({ after }: Pick<Form, 'after'>, last: SignedAssessment | undefined): boolean =>
  after !== (last?.record ?? null);

/**
 * A form that begins from a colleague's newer assessment, with everything that was typed into an older one. Where the two answer
 * alike, what was looked at stays looked at; where they differ, the older form's answer stands there and is looked at again, beside
 * hers. What was only taken over from last time gives way to her answers.
 */
export function carriedOver(form: Form, instrument: Instrument, last: SignedAssessment): Form {
  const fresh = beginForm(instrument, last, form.about, form.begunAt);
  const own = form.seen.filter((item) => Object.hasOwn(form.answers, item));
  const answers = { ...fresh.answers, ...onlyOf(own, form.answers) };
  const changed = changedItems(instrument, last.text.answers, answers);
  const isAlike = (id: ItemId): boolean => itemOf(instrument, id) !== undefined && !changed.includes(id);
  return {
    ...fresh,
    about: form.about,
    answers,
    seen: own.filter(isAlike),
    notes: { ...form.notes, ...fresh.notes, ...onlyOf(own, form.notes) },
    dates: { ...fresh.dates, ...onlyOf(own, form.dates) },
    reason: reasonAfter(form.reason),
    trigger: form.trigger,
    lookedAt: form.lookedAt ?? [],
    effects: form.effects,
    override: form.override,
    note: form.note,
  };
}

/** Another one came first, so this is not the first one, and what it was to correct is not the newest. */
const reasonAfter = (reason: Reason): Reason => (reason === 'event' ? 'event' : 'scheduled');
