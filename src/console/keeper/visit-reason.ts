import {
  readVisitReason,
  writeVisitReason,
  type VisitReasonText,
} from '../../contracts/sealed/visit-reason.js';
import { kinds } from '../../e2ee/circle/header.js';
import { writtenAlready } from './next-version.js';
import { readSealedPlan, recordsOf, type SealedPlan } from './safety.js';
import { objectOf, sealInto } from './seal-record.js';

export interface ReasonOrder extends Omit<VisitReasonText, 'form'> {
  readonly book: string;
  /** In hex. The same one however often it is sent. */
  readonly object: string;
}

/** Seals why I ask for a yes into my safety book. One whose answer was lost is not written twice. */
export async function sealVisitReason({ book, object: drawn, ...reason }: ReasonOrder): Promise<void> {
  const object = objectOf(drawn);
  const text = writeVisitReason({ form: 'visit-reason/1', ...reason });
  const check = (held: Parameters<typeof writtenAlready>[0]) =>
    writtenAlready(held, object, { text, base: null }, 'note-superseded');
  await sealInto(book, { kind: kinds.plan, object, text, check });
}

export interface SealedReason extends Pick<VisitReasonText, 'check' | 'words'> {
  /** When its author says that it was written. */
  readonly ms: number;
}

export interface WhyAsked {
  readonly plan: SealedPlan | null;
  /** The newest; null while she has written none. */
  readonly reason: SealedReason | null;
}

/**
 * What a worker has sealed of why she asks. Whoever is in her book may write there too: only what she wrote herself counts.
 *
 * @throws ApiRefused `circle-unknown` when I am not in her book
 */
export async function readWhyAsked(book: string, visit: string, worker: string): Promise<WhyAsked> {
  const found = (await recordsOf(book, kinds.plan)).flatMap(({ author, text, ms }) => {
    const reason = author === worker && text !== undefined ? readVisitReason(text) : null;
    return reason?.visit === visit ? [{ check: reason.check, words: reason.words, ms }] : [];
  });
  return { plan: await readSealedPlan(book, visit), reason: found.at(-1) ?? null };
}
