import type { InstrumentBook } from '../../domain/assessment/instrument-book.js';
import provider from '../../../instruments/provider-security-risk-assessment/v0.yaml';
import victim from '../../../instruments/victim-safety-risk-assessment/v0.yaml';

/** Every published version of every assessment instrument, read and checked when the console was built. Heavy: load it lazily. */
export const instruments: InstrumentBook = [victim, provider].flatMap((file) => file as InstrumentBook);
