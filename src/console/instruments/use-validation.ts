import { listValidations } from '../../contracts/assessments/validations.js';
import type { Instrument } from '../../domain/assessment/instrument.js';
import { call } from '../api/call.js';
import { useLoaded } from '../session/doing.js';
import { validationOf, type Validation } from './validations.js';

/**
 * Who validated exactly this instrument. Undefined while nobody is known to have, also when the server cannot be heard: what is not
 * known to be validated is a proposal.
 */
export function useValidation(instrument: Pick<Instrument, 'id' | 'version'>): Validation | undefined {
  const { value } = useLoaded(async () => {
    const [{ instruments }, { items }] = await Promise.all([import('./bundled.js'), call(listValidations)]);
    const published = instruments.find(
      (each) => each.instrument.id === instrument.id && each.instrument.version === instrument.version,
    );
    return published && validationOf(items, published);
  }, `${instrument.id} ${instrument.version}`);
  return value;
}
