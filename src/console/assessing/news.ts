import { readEvent, type EventText } from '../../contracts/sealed/event.js';
import { keyDatesAmong, readKeyDate, type KeyDateText } from '../../contracts/sealed/key-date.js';
import type { Instrument } from '../../domain/assessment/instrument.js';
import type { SealedText } from '../keeper/sealed-text.js';
import type { Form } from './form.js';
import type { SignedAssessment, Texts } from './read-file.js';

interface Written {
  /** The record's hash in hex. */
  readonly record: string;
  /** Who wrote it down, and when. */
  readonly author: string;
  readonly ms: number;
}

export interface EventNews extends Written {
  readonly event: EventText;
}

export interface DateNews extends Written {
  readonly date: KeyDateText;
  /** It was written or changed since the last assessment. */
  readonly isNew: boolean;
}

/** What a person has to know before she judges: what happened since somebody last assessed, and the dates that hold. */
export interface News {
  /** The newest first. */
  readonly events: readonly EventNews[];
  /** The soonest first. */
  readonly dates: readonly DateNews[];
}

/** @param last undefined: nobody has assessed yet, and everything is new */
export function newsIn(file: Texts, last: SignedAssessment | undefined): News {
  const isNew = sinceFirstVersionOf(last, file);
  const events = file.texts.flatMap((sealed): EventNews[] => {
    const event = sealed.kind === 'note' && sealed.text !== undefined ? readEvent(sealed.text) : null;
    return event && isNew(sealed) ? [{ ...writtenIn(sealed), event }] : [];
  });
  const dates = keyDatesAmong(file.texts).flatMap(({ object, text }): DateNews[] => {
    const sealed = file.texts.findLast((each) => each.object === object && isDate(each));
    return sealed ? [{ ...writtenIn(sealed), date: text, isNew: isNew(sealed) }] : [];
  });
  return { events: events.reverse(), dates };
}

/** A correction looks at nothing anew, so what matters is the first version; by its place or by the clock, whichever shows more. */
function sinceFirstVersionOf(last: SignedAssessment | undefined, { texts }: Texts) {
  const first = last && texts.find(({ object }) => object === last.object);
  return ({ seq, ms }: SealedText): boolean =>
    last === undefined || seq > (first ?? last).seq || ms > last.text.level.assessed;
}

const isDate = ({ kind, text }: SealedText): boolean =>
  kind === 'note' && text !== undefined && readKeyDate(text) !== null;

const writtenIn = ({ record, author, ms }: SealedText): Written => ({ record, author, ms });

/** Records that an assessment signed now would answer, or that change what it is about. */
export const recordsIn = ({ events, dates }: News): string[] => [
  ...events.map(({ record }) => record),
  ...dates.filter(({ isNew }) => isNew).map(({ record }) => record),
];

/**
 * What came in after this form was begun and its author has not said that she looked at. It stops the signature; not of a correction,
 * which answers nothing.
 */
export const notLookedAt = (
  { lookedAt = [], reason }: Pick<Form, 'lookedAt' | 'reason'>,
  news: News,
): string[] =>
  reason === 'correction' ? [] : recordsIn(news).filter((record) => !lookedAt.includes(record));

/** A form that begins with this above it. Something that happened is then the reason of it, the most urgent one, until a person says otherwise. */
export function withNews(form: Form, { triggers }: Instrument, news: News): Form {
  const happened = news.events.map(({ event }) => event.trigger);
  const urgent = [...triggers]
    .sort((one, other) => one.withinHours - other.withinHours)
    .find(({ id }) => happened.includes(id));
  const begun = { ...form, lookedAt: recordsIn(news) };
  return urgent && form.reason !== 'initial' ? { ...begun, reason: 'event', trigger: urgent.id } : begun;
}
