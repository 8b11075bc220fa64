import { z } from 'zod';
import { circleId, hash32 } from '../circles/shapes.js';
import { possession } from '../identity/enrolment.js';
import { bytes } from '../shared/bytes.js';
import { route } from '../shared/route.js';
import { instantMs, keyVersion, uuid } from '../shared/scalars.js';

/**
 * Why the edge seals to no inbox. `no-anchor`: nobody has told it root's fingerprint and the inbox's id; `no-keys`: it is not in
 * the directory, or not any more; `no-inbox`: no chain begins under that id; the others: what the database shows is not what
 * root's fingerprint leads to, or is older than, or different from, what the edge has seen.
 */
export const INBOX_TRUST = [
  'trusted',
  'no-anchor',
  'no-keys',
  'no-inbox',
  'directory-refused',
  'inbox-refused',
] as const;

export const readEdge = route({
  method: 'GET',
  path: '/api/v1/edge',
  summary:
    "The bot's own keys as a client of the protocol, what it was anchored to, and whether it trusts the inbox that it sees.",
  may: ['administrator', 'operator', 'coordinator'],
  answer: z.strictObject({
    /** Its id in the directory. */
    edgeId: uuid,
    kv: keyVersion,
    ed25519: bytes(32),
    x25519: bytes(32),
    /** Whether an administrator has signed its EDGE entry: the console compares with its own verified directory. */
    enrolled: z.enum(['waiting', 'enrolled', 'revoked']),
    /**
     * For an administrator: the 158 bytes of an EDGE entry with her as signer, at the directory's next place, and the edge's
     * self-signature. She compares the six words of the fingerprint with those that the server printed at its
     * start (log line `edge-keys`), signs, and posts it with `appendEntry`. Null for everybody else, and once it is enrolled.
     */
    possession: possession.nullable(),
    /** What it was told by its configuration. Not a secret. */
    anchor: z.strictObject({ rootFingerprint: hash32, inboxId: circleId }).nullable(),
    /** The anchor may be set over the API: only in an evaluation, and only once. */
    anchorOpen: z.boolean(),
    trust: z.enum(INBOX_TRUST),
    /** The protocol's word for what it refuses; null otherwise. */
    reason: z.string().nullable(),
    /** Messages that wait, sealed, until the edge trusts an inbox; and since when the oldest does. */
    heldBack: z.int(),
    heldBackSince: instantMs.nullable(),
  }),
});

export const anchorEdge = route({
  method: 'PUT',
  path: '/api/v1/edge/anchor',
  summary:
    "Tells the edge root's fingerprint and the inbox's id. Only in an evaluation, once; in earnest they are configuration.",
  may: ['administrator', 'operator', 'coordinator'],
  body: z.strictObject({ rootFingerprint: hash32, inboxId: circleId }),
  refuses: ['edge-anchor-fixed'],
});

export const replaceEdgeKeys = route({
  method: 'POST',
  path: '/api/v1/edge/keys',
  summary:
    'Makes new keys for the edge, under a new id, after its old entry was revoked. An administrator signs them in.',
  may: ['administrator'],
  refuses: ['edge-unfit'],
});
