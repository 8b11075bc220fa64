import type { Instrument } from '../../domain/assessment/instrument.js';

/** What the note of a plan is called: with a person something is agreed, with an organisation there is nobody to agree. */
export const agreedKey = ({ id }: Pick<Instrument, 'id'>): 'plan.note.organisation' | 'plan.note' =>
  id === 'PSRA-A' ? 'plan.note.organisation' : 'plan.note';
