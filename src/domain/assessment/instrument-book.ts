import type { Instrument, InstrumentId, Published } from './instrument.js';

/** Every published instrument that this program knows. Old records are shown and scored with their own version. */
export type InstrumentBook = readonly Published[];

/** The one for a new assessment: the highest version. Undefined for a book without it. */
export const newestOf = (book: InstrumentBook, id: InstrumentId): Published | undefined =>
  book
    .filter(({ instrument }) => instrument.id === id)
    .reduce<Published | undefined>(
      (best, each) => (best !== undefined && best.instrument.major >= each.instrument.major ? best : each),
      undefined,
    );

/**
 * The one that a record was made with: the same version, and the same file to the last byte.
 *
 * @returns `newer` for a version that this program does not know yet: reload the console; `altered` when version and file do
 *          not belong together
 */
export function instrumentOf(
  book: InstrumentBook,
  record: { readonly id: InstrumentId; readonly version: string; readonly sha256: string },
): Instrument | 'newer' | 'altered' {
  const found = book.find(
    ({ instrument }) => instrument.id === record.id && instrument.version === record.version,
  );
  if (found === undefined) return 'newer';
  return found.sha256 === record.sha256 ? found.instrument : 'altered';
}
