import { z } from 'zod';
import { bytes } from '../shared/bytes.js';
import { dutyName, language } from '../shared/people.js';
import { route } from '../shared/route.js';
import { staffId, uuid } from '../shared/scalars.js';
import { accountMaterial, wrapped72 } from './account.js';
import { directoryEntry } from './directory.js';

/** The seeds of RECOVERY, wrapped under the secret that the custodians share. */
export const recoverySeeds = z.strictObject({ ed25519: wrapped72, x25519: wrapped72 });

/** A share of 33 bytes, sealed to its custodian's X25519 key. Null: she has it on paper only. */
export const sealedShare = bytes(81).nullable();

/** One of the five who hold a share. */
export const custodian = z.strictObject({ staffId, share: sealedShare });

export const readSetUp = route({
  method: 'GET',
  path: '/api/v1/set-up',
  summary: 'Whether this installation still waits for its first administrator, and what a passphrase costs.',
  may: ['anyone'],
  answer: z.strictObject({ state: z.enum(['open', 'done']), ops: z.int(), mem: z.int() }),
});

export const setUp = route({
  method: 'POST',
  path: '/api/v1/set-up',
  summary: 'Founds the organisation: GENESIS, the first ADMIN_ADD, and RECOVERY when it is made at once.',
  may: ['anyone'],
  ownTransaction: true,
  body: z.strictObject({
    token: z.string().min(1).max(100),
    organisation: z.string().trim().min(1).max(120),
    entries: z.array(directoryEntry).min(2).max(3),
    administrator: z.strictObject({ dutyName, language, material: accountMaterial }),
    recovery: recoverySeeds.optional(),
  }),
  answer: z.strictObject({ staffId, recoveryId: uuid.nullable() }),
  refuses: [
    'set-up-done',
    'set-up-token-refused',
    'set-up-incomplete',
    'directory-entry-refused',
    'cost-refused',
    'duty-name-unfit',
    'too-many-tries',
  ],
});
