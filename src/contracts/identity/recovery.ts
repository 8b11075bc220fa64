import { z } from 'zod';
import { bytes } from '../shared/bytes.js';
import { route } from '../shared/route.js';
import { instantMs, staffId, uuid } from '../shared/scalars.js';
import { directoryEntry } from './directory.js';
import { custodian, recoverySeeds, sealedShare } from './set-up.js';

export const addRecovery = route({
  method: 'POST',
  path: '/api/v1/recovery',
  summary:
    'Appends RECOVERY, signed by root, with its wrapped seeds and five custodians; with `revocation` in the place of the one in force, whose seeds are erased.',
  may: ['administrator'],
  body: z.strictObject({
    /** REVOKE of the one in force. */
    revocation: directoryEntry.optional(),
    entry: directoryEntry,
    seeds: recoverySeeds,
    custodians: z.array(custodian).length(5),
  }),
  answer: z.strictObject({ recoveryId: uuid }),
  refuses: ['directory-superseded', 'directory-entry-refused', 'recovery-unknown', 'custodian-unfit'],
});

export const nameCustodians = route({
  method: 'PUT',
  path: '/api/v1/recovery/custodians',
  summary: 'Says who holds the five shares that were made at set-up.',
  may: ['administrator'],
  body: z.strictObject({ custodians: z.array(custodian).length(5) }),
  refuses: ['recovery-unknown', 'custodian-unfit'],
});

export const readRecovery = route({
  method: 'GET',
  path: '/api/v1/recovery',
  summary: 'Who the custodians are, every naming of them, and my own sealed share if I am one.',
  may: ['session'],
  answer: z.strictObject({
    recoveryId: uuid.nullable(),
    custodians: z.array(staffId),
    /** Oldest first: whoever names others in their place can open everything with them, so it never happens in silence. */
    namings: z.array(z.strictObject({ number: z.int(), by: staffId.nullable(), at: instantMs })),
    myShare: sealedShare,
  }),
});

/** A ceremony is seen by everybody: a quorum can open everything, so it never meets in silence. */
const ceremony = z.strictObject({
  id: uuid,
  openedBy: staffId,
  openedAt: instantMs,
  closedAt: instantMs.nullable(),
  outcome: z.enum(['recovered', 'given-up']).nullable(),
  ceremonyKey: bytes(32),
  contributed: z.array(staffId),
});

export const openCeremony = route({
  method: 'POST',
  path: '/api/v1/recovery/ceremonies',
  summary: 'Opens a ceremony: custodians seal their shares to the key of the browser that combines them.',
  may: ['director', 'coordinator'],
  body: z.strictObject({ ceremonyKey: bytes(32) }),
  answer: z.strictObject({ id: uuid }),
  refuses: ['recovery-unknown', 'ceremony-open'],
});

export const listCeremonies = route({
  method: 'GET',
  path: '/api/v1/recovery/ceremonies',
  summary: 'Every ceremony that ever was.',
  may: ['session'],
  answer: z.strictObject({ items: z.array(ceremony) }),
});

export const contributeShare = route({
  method: 'PUT',
  path: '/api/v1/recovery/ceremonies/:id/share',
  summary: 'My share, sealed to the ceremony.',
  may: ['session'],
  params: z.strictObject({ id: uuid }),
  body: z.strictObject({ share: bytes(81) }),
  refuses: ['ceremony-unknown', 'custodian-unfit'],
});

export const collectShares = route({
  method: 'GET',
  path: '/api/v1/recovery/ceremonies/:id/shares',
  summary: 'For whoever opened it: the sealed shares, and the wrapped seeds that they unlock.',
  may: ['director', 'coordinator'],
  params: z.strictObject({ id: uuid }),
  answer: z.strictObject({
    recoveryId: uuid,
    shares: z.array(z.strictObject({ staffId, share: bytes(81) })),
    seeds: recoverySeeds,
  }),
  refuses: ['ceremony-unknown'],
});

export const closeCeremony = route({
  method: 'POST',
  path: '/api/v1/recovery/ceremonies/:id/close',
  summary: 'Ends it and erases the shares that were contributed.',
  may: ['director', 'coordinator'],
  params: z.strictObject({ id: uuid }),
  body: z.strictObject({ outcome: z.enum(['recovered', 'given-up']) }),
  refuses: ['ceremony-unknown'],
});
