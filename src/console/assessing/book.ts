import type { InstrumentBook } from '../../domain/assessment/instrument-book.js';

/** The published instruments, which came with this console. Fetched when a page first needs them. */
export const loadBook = async (): Promise<InstrumentBook> =>
  (await import('../instruments/bundled.js')).instruments;
