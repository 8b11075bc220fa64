import { z } from 'zod';
import { route } from '../shared/route.js';
import { instantMs, staffId } from '../shared/scalars.js';

/** An instrument as its file names it, to the last byte. Both parts of PSRA are one file. */
const instrumentFile = {
  instrument: z.enum(['VSRA', 'PSRA']),
  version: z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
};

const validation = z.strictObject({
  id: z.int(),
  ...instrumentFile,
  /** Who validated it, in the words of whoever wrote it down: an institution or a group, rather than persons. */
  who: z.string(),
  on: z.iso.date(),
  recordedBy: staffId,
  recordedAt: instantMs,
});

export const listValidations = route({
  method: 'GET',
  path: '/api/v1/instrument-validations',
  summary:
    'Which versions of which instruments practitioners have validated. One that is not among them is a proposal, and every assessment says so.',
  may: ['session'],
  answer: z.strictObject({ items: z.array(validation) }),
});

export const recordValidation = route({
  method: 'POST',
  path: '/api/v1/instrument-validations',
  summary: 'Writes down who validated an instrument, and when. It speaks of one version to the last byte.',
  may: ['administrator'],
  body: z.strictObject({
    ...instrumentFile,
    who: z.string().trim().min(3).max(200),
    on: z.iso.date(),
  }),
  answer: validation,
  refuses: ['instrument-unknown', 'validation-recorded'],
});

export const withdrawValidation = route({
  method: 'DELETE',
  path: '/api/v1/instrument-validations/:id',
  summary:
    'Takes a validation back: it was written down by mistake, or the practitioners think otherwise now.',
  may: ['administrator'],
  params: z.strictObject({ id: z.coerce.number().int().positive() }),
  refuses: ['validation-unknown'],
});
