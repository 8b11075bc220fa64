import { z } from 'zod';
import { bytes } from '../shared/bytes.js';
import { pageOf, pageQuery } from '../shared/page.js';
import { dutyName, functions, language, roles } from '../shared/people.js';
import { route } from '../shared/route.js';
import { instantMs, keyVersion, staffId, uuid } from '../shared/scalars.js';
import { accountMaterial, loginMethod, proof, wrappedSeeds } from './account.js';
import { directoryEntry } from './directory.js';
import { deviceName } from './session.js';

/** `new`: somebody joins (ADD, ADMIN_ADD). `renew`: somebody gets new keys (ROTATE): a lost passphrase, a compromise. */
export const purpose = z.enum(['new', 'renew']);

/** The part of a one-time link that the server knows; it lies in the fragment beside the root's fingerprint. */
export const invitationToken = bytes(32);

export const invite = route({
  method: 'POST',
  path: '/api/v1/invitations',
  summary: 'A one-time link of 72 hours, shown once. With `staffId`: new keys for somebody who is here.',
  may: ['administrator'],
  answersOnce: true,
  body: z.union([
    z.strictObject({ dutyName, roles, functions, language }),
    z.strictObject({ staffId, roles: roles.optional() }),
  ]),
  answer: z.strictObject({ id: uuid, staffId, token: invitationToken, expiresAt: instantMs }),
  refuses: ['duty-name-unfit', 'staff-unknown', 'role-mismatch'],
});

export const listInvitations = route({
  method: 'GET',
  path: '/api/v1/invitations',
  summary: 'Invitations, newest first.',
  may: ['administrator'],
  query: pageQuery,
  answer: pageOf(
    z.strictObject({
      id: uuid,
      staffId,
      dutyName,
      roles,
      functions,
      purpose,
      state: z.enum(['open', 'used', 'withdrawn', 'expired']),
      expiresAt: instantMs,
    }),
  ),
});

export const withdrawInvitation = route({
  method: 'DELETE',
  path: '/api/v1/invitations/:id',
  summary: 'Makes an unused link worthless.',
  may: ['administrator'],
  params: z.strictObject({ id: uuid }),
  refuses: ['invitation-unknown'],
});

/** A directory entry's 158 signed bytes that name one signer, and the self-signature over them. */
export const possession = z.strictObject({ body: bytes(158), selfSig: bytes(64) });

/** One for each who may sign: they all stand at the next place of the directory. */
export const possessions = z.array(possession).min(1).max(32);

export const lookAtInvitation = route({
  method: 'POST',
  path: '/api/v1/invitations/look',
  summary: 'What an invitation is for, and the directory to verify against the fingerprint in the link.',
  may: ['anyone'],
  ownTransaction: true,
  body: z.strictObject({ token: invitationToken }),
  answer: z.strictObject({
    staffId,
    dutyName,
    roles,
    functions,
    language,
    purpose,
    kv: keyVersion,
    organisation: z.string(),
    entries: z.array(directoryEntry),
    ops: z.int(),
    mem: z.int(),
  }),
  refuses: ['invitation-refused', 'too-many-tries'],
});

export const acceptInvitation = route({
  method: 'POST',
  path: '/api/v1/invitations/accept',
  summary: 'Uses the link up: posts public keys and wrapped secrets, and opens a session that waits.',
  may: ['anyone'],
  ownTransaction: true,
  body: z.strictObject({
    token: invitationToken,
    material: accountMaterial,
    possessions,
    device: deviceName,
  }),
  answer: z.strictObject({ staffId, expiresAt: instantMs }),
  refuses: ['invitation-refused', 'possession-refused', 'cost-refused', 'duty-name-unfit', 'too-many-tries'],
});

export const readEnrolment = route({
  method: 'GET',
  path: '/api/v1/enrolment',
  summary: 'Whether my keys were signed in. `stale`: the directory went on; sign possession anew.',
  may: ['enrolling'],
  answer: z.strictObject({
    state: z.enum(['waiting', 'stale', 'signed', 'refused']),
    newest: z.int().min(0),
  }),
});

export const renewPossession = route({
  method: 'PUT',
  path: '/api/v1/enrolment/possessions',
  summary: 'Proves possession again, for the place that the directory has reached.',
  may: ['enrolling', 'session'],
  body: z.strictObject({ possessions }),
  refuses: ['enrolment-unknown', 'possession-refused'],
});

export const renewIdentity = route({
  method: 'POST',
  path: '/api/v1/account/renewal',
  summary:
    'Posts new keys of my own, after a compromise, and ends my other sessions; an administrator signs them in with ROTATE.',
  may: ['session'],
  ownTransaction: true,
  body: z.strictObject({ proof, material: accountMaterial, possessions }),
  refuses: ['proof-refused', 'possession-refused', 'cost-refused'],
});

export const readRenewal = route({
  method: 'GET',
  path: '/api/v1/account/renewal',
  summary:
    'New keys of mine that wait for an administrator, with what my new passphrase unlocks; null: none wait.',
  may: ['session'],
  answer: z.strictObject({
    waiting: z
      .strictObject({
        kv: keyVersion,
        ed25519: bytes(32),
        x25519: bytes(32),
        methods: z.array(loginMethod.omit({ loginKey: true })),
        seeds: wrappedSeeds,
        /** The directory went on; prove possession anew. */
        stale: z.boolean(),
      })
      .nullable(),
  }),
});

export const listEnrolments = route({
  method: 'GET',
  path: '/api/v1/enrolments',
  summary: 'Keys that wait for an administrator to compare fingerprints and sign.',
  may: ['administrator'],
  answer: z.strictObject({
    items: z.array(
      z.strictObject({
        staffId,
        dutyName,
        roles,
        functions,
        purpose,
        kv: keyVersion,
        ed25519: bytes(32),
        x25519: bytes(32),
        possessions,
        stale: z.boolean(),
      }),
    ),
  }),
});

export const refuseEnrolment = route({
  method: 'DELETE',
  path: '/api/v1/enrolments/:id',
  summary: 'Turns waiting keys away: the words did not match.',
  may: ['administrator'],
  params: z.strictObject({ id: staffId }),
  refuses: ['enrolment-unknown'],
});
