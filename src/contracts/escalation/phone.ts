import { z } from 'zod';
import { language } from '../shared/people.js';
import { route } from '../shared/route.js';
import { instantMs } from '../shared/scalars.js';

export const readPhone = route({
  method: 'GET',
  path: '/api/v1/account/phone',
  summary: 'How alerts reach me: by which phone, whether by mail, and in which language.',
  may: ['session'],
  answer: z.strictObject({
    /** `unreachable`: linked, but Telegram no longer lets us write to it. */
    state: z.enum(['none', 'linked', 'unreachable']),
    language,
    /** `unsent`: this installation sends no mail (`SMTP_URL`), whatever addresses it knows. The address itself is not told. */
    mail: z.enum(['none', 'known', 'unsent']),
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

export const setMailAddress = route({
  method: 'PUT',
  path: '/api/v1/account/mail',
  summary: 'Where I am called by mail too: level, kind and number of an alert, nothing else.',
  may: ['session'],
  body: z.strictObject({ address: z.email().max(254) }),
});

export const forgetMailAddress = route({
  method: 'DELETE',
  path: '/api/v1/account/mail',
  summary: 'I am not called by mail any more. My address is erased.',
  may: ['session'],
});
