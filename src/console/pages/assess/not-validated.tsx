import type { Instrument } from '../../../domain/assessment/instrument.js';
import { useSay } from '../../i18n/language.js';
import { useValidation } from '../../instruments/use-validation.js';
import { Notice } from '../../parts/notice.js';

/** On every assessment, until practitioners have tried the instrument and somebody has recorded who. */
export function NotValidated({ instrument }: { readonly instrument: Instrument }) {
  const say = useSay();
  if (useValidation(instrument)) return null;
  return <Notice tone="warn">{say('assess.notValidated', { version: instrument.version })}</Notice>;
}
