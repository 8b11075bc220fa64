import { aboutFor, beginForm, textOf, type Form } from '../../../src/console/assessing/form.js';
import type { SignedAssessment } from '../../../src/console/assessing/read-file.js';
import type { Answers } from '../../../src/domain/assessment/answers.js';
import { newestOf } from '../../../src/domain/assessment/instrument-book.js';
import type { InstrumentId } from '../../../src/domain/assessment/instrument.js';
import { book } from './instruments.js';

export const at = 1_790_000_000_000;
const day = '2026-09-21';

export const published = (id: InstrumentId) => newestOf(book, id)!;

/** A form as it is begun after `last`. */
export const aForm = (last: SignedAssessment | undefined, id: InstrumentId = 'VSRA', now = at): Form =>
  beginForm(published(id).instrument, last, aboutFor(id, null, day, day), now);

interface Given {
  readonly answers: Answers;
  /** One letter: of the record's hash. */
  readonly record: string;
  readonly id?: InstrumentId;
  readonly now?: number;
  readonly change?: Partial<Form>;
}

/** An assessment as a colleague signed it. */
export function signedWith({ answers, record, id = 'VSRA', now = at, change }: Given): SignedAssessment {
  const form = { ...aForm(undefined, id, now), answers, ...change };
  return {
    kind: 'assessment',
    object: form.object,
    record: record.repeat(64),
    seq: record.charCodeAt(0),
    ms: now,
    author: 'Mira',
    authorId: '00000000-0000-4000-8000-000000000001',
    isMine: false,
    text: textOf(published(id), form, now),
  };
}
