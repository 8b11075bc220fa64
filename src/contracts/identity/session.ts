import { z } from 'zod';
import { bytes } from '../shared/bytes.js';
import { dutyName, functions, language, roles } from '../shared/people.js';
import { route } from '../shared/route.js';
import { instantMs, staffId, uuid } from '../shared/scalars.js';
import { methodNumber } from './account.js';

/** A word for a device that its owner recognises ("Firefox, laptop"). */
export const deviceName = z.string().min(1).max(40);

/** Six digits of the app, or one of the codes for a lost phone (10 symbols). */
export const secondFactorCode = z.string().regex(/^(\d{6}|[0-9A-Za-z]{5}-?[0-9A-Za-z]{5})$/);

export const beginSignIn = route({
  method: 'POST',
  path: '/api/v1/sign-in/challenge',
  summary: 'What a browser hashes and signs to sign in. Names that nobody has are answered like any other.',
  may: ['anyone'],
  ownTransaction: true,
  body: z.strictObject({ dutyName, method: methodNumber }),
  answer: z.strictObject({
    user: staffId,
    seed: bytes(16),
    ops: z.int(),
    mem: z.int(),
    challenge: bytes(32),
  }),
  refuses: ['too-many-tries'],
});

export const signIn = route({
  method: 'POST',
  path: '/api/v1/sign-in',
  summary:
    'Opens a session (a cookie). Wrong passphrase, wrong code, unknown name: one answer, in the same time.',
  may: ['anyone'],
  ownTransaction: true,
  body: z.strictObject({
    dutyName,
    method: methodNumber,
    challenge: bytes(32),
    signature: bytes(64),
    code: secondFactorCode.optional(),
    device: deviceName,
  }),
  answer: z.strictObject({ sessionId: uuid, expiresAt: instantMs, reloadKey: bytes(32) }),
  refuses: ['sign-in-refused', 'too-many-tries'],
});

export const readSession = route({
  method: 'GET',
  path: '/api/v1/session',
  summary: 'Who I am here.',
  may: ['session', 'enrolling'],
  beforeSecondFactor: true,
  answer: z.strictObject({
    sessionId: uuid,
    kind: z.enum(['full', 'enrolling']),
    staffId,
    dutyName,
    roles,
    functions,
    language,
    organisation: z.string(),
    /** The house's time zone: the wall clock of all times that the console shows and takes. */
    zone: z.string(),
    secondFactor: z.boolean(),
    /** Nothing but setting one up is allowed until then. */
    needsSecondFactor: z.boolean(),
    expiresAt: instantMs,
  }),
});

export const readReloadKey = route({
  method: 'GET',
  path: '/api/v1/session/reload-key',
  summary: 'The key of the blob with which a tab survives a reload; gone when the session ends.',
  may: ['session'],
  beforeSecondFactor: true,
  answer: z.strictObject({ reloadKey: bytes(32) }),
});

export const signOut = route({
  method: 'DELETE',
  path: '/api/v1/session',
  summary: 'Ends this session.',
  may: ['session', 'enrolling'],
  beforeSecondFactor: true,
});

export const listSessions = route({
  method: 'GET',
  path: '/api/v1/sessions',
  summary: 'My open sessions, newest first.',
  may: ['session'],
  answer: z.strictObject({
    items: z.array(
      z.strictObject({
        id: uuid,
        device: deviceName,
        openedAt: instantMs,
        seenAt: instantMs,
        expiresAt: instantMs,
        current: z.boolean(),
      }),
    ),
  }),
});

export const endSession = route({
  method: 'DELETE',
  path: '/api/v1/sessions/:id',
  summary: 'Ends one of my sessions at once, its open streams included.',
  may: ['session'],
  params: z.strictObject({ id: uuid }),
  refuses: ['session-unknown'],
});

export const endSessionsOf = route({
  method: 'DELETE',
  path: '/api/v1/staff/:id/sessions',
  summary: "Ends all of a person's sessions at once, because a device was lost.",
  may: ['administrator'],
  params: z.strictObject({ id: staffId }),
  refuses: ['staff-unknown'],
});
