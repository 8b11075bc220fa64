import type { Published } from '../../../domain/assessment/instrument.js';

/** Under which a form of an instrument is kept beside a case's other drafts. */
export const formKey = ({ instrument }: Published): string => `assess ${instrument.id}`;
