import { z } from 'zod';
import { language } from '../shared/people.js';
import { route } from '../shared/route.js';
import { instantMs } from '../shared/scalars.js';

export const readPhone = route({
  method: 'GET',
  path: '/api/v1/account/phone',
  summary: 'Whether alerts reach my phone, and in which language.',
  may: ['session'],
  answer: z.strictObject({
    /** `unreachable`: linked, but Telegram no longer lets us write to it. */
    state: z.enum(['none', 'linked', 'unreachable']),
    language,
  }),
});

export const issuePhoneCode = route({
  method: 'POST',
  path: '/api/v1/account/phone/code',
  summary: 'A one-time code that links the phone from which it is sent to the staff bot. Earlier codes end.',
  may: ['session'],
  answersOnce: true,
  answer: z.strictObject({
    code: z.string(),
    expiresAt: instantMs,
    /** Opens the chat with the bot and sends the code; null where the bot's name cannot be found out. */
    link: z.string().nullable(),
  }),
});

export const unlinkPhone = route({
  method: 'DELETE',
  path: '/api/v1/account/phone',
  summary: 'My phone is not called any more.',
  may: ['session'],
});

export const chooseLanguage = route({
  method: 'PUT',
  path: '/api/v1/account/language',
  summary: 'In which language I am called.',
  may: ['session'],
  body: z.strictObject({ language }),
});
