import { z } from 'zod';
import { route } from '../shared/route.js';
import { staffId } from '../shared/scalars.js';
import { proof } from './account.js';

const sixDigits = z.string().regex(/^\d{6}$/);

export const beginSecondFactor = route({
  method: 'POST',
  path: '/api/v1/account/second-factor',
  summary: 'A secret for an authenticator app, shown once. It counts after it was confirmed.',
  may: ['session'],
  beforeSecondFactor: true,
  answersOnce: true,
  answer: z.strictObject({ secret: z.string(), uri: z.string() }),
  refuses: ['second-factor-set'],
});

export const confirmSecondFactor = route({
  method: 'POST',
  path: '/api/v1/account/second-factor/confirm',
  summary: 'Proves that the app has the secret. Answers eight codes for a lost phone, shown once.',
  may: ['session'],
  beforeSecondFactor: true,
  answersOnce: true,
  body: z.strictObject({ code: sixDigits }),
  answer: z.strictObject({ codes: z.array(z.string()).length(8) }),
  refuses: ['second-factor-set', 'second-factor-unknown', 'second-factor-refused'],
});

export const removeSecondFactor = route({
  method: 'POST',
  path: '/api/v1/account/second-factor/remove',
  summary: 'Takes my second factor away, with a fresh proof, to set up another.',
  may: ['session'],
  ownTransaction: true,
  body: z.strictObject({ proof }),
  refuses: ['proof-refused', 'second-factor-unknown'],
});

export const resetSecondFactor = route({
  method: 'DELETE',
  path: '/api/v1/staff/:id/second-factor',
  summary: 'For somebody who lost the phone and the codes, after comparing who she is. Her sessions end.',
  may: ['administrator'],
  params: z.strictObject({ id: staffId }),
  refuses: ['staff-unknown', 'second-factor-unknown'],
});
