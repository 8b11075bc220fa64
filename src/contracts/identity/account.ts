import { z } from 'zod';
import { bytes, bytesBetween } from '../shared/bytes.js';
import { keyVersion } from '../shared/scalars.js';
import { route } from '../shared/route.js';

const publicKey = bytes(32);

/** `nonce24 ‖ AEAD(32 B)`: an account secret or an identity seed, wrapped in the browser. */
export const wrapped72 = bytes(72);

/** 1 passphrase, 2 recovery code. */
export const methodNumber = z.union([z.literal(1), z.literal(2)]);

/** One way to unlock an account. The server learns a public key and 72 opaque bytes. */
export const loginMethod = z.strictObject({
  method: methodNumber,
  loginKey: publicKey,
  seed: bytes(16),
  ops: z.int().min(0).max(10),
  mem: z.int().min(0).max(1_073_741_824),
  wrappedSecret: wrapped72,
  secretKv: keyVersion,
});

/** Exactly a passphrase and a recovery code. */
export const loginMethods = z
  .array(loginMethod)
  .length(2)
  .refine((list) => list[0]?.method === 1 && list[1]?.method === 2, {
    error: 'must be method 1, then method 2',
  });

/** 1 Ed25519, 2 X25519. */
export const wrappedSeed = z.strictObject({
  kv: keyVersion,
  which: z.union([z.literal(1), z.literal(2)]),
  wrapped: wrapped72,
});

/** The seeds of the newest keys, and older X25519 seeds rewrapped, so that what was sealed to them still opens. */
export const wrappedSeeds = z.array(wrappedSeed).min(2).max(64);

/** Everything of a new identity that the server keeps: public keys and what the browser wrapped. */
export const accountMaterial = z.strictObject({
  kv: keyVersion,
  ed25519: publicKey,
  x25519: publicKey,
  methods: loginMethods,
  seeds: wrappedSeeds,
});

/** One for every circle and conversation that somebody ever opened: a hotline's decades. */
const mostPins = 50_000;

/** `nonce24 ‖ AEAD(81 B a pin)`. */
export const sealedPins = bytesBetween(40, 24 + 16 + 81 * mostPins);

/** A signature over a fresh challenge, for one action only (protocol, step 2). */
export const proof = z.strictObject({ challenge: bytes(32), signature: bytes(64), method: methodNumber });

export const readAccount = route({
  method: 'GET',
  path: '/api/v1/account',
  summary: 'What I need to unlock: my wrapped secrets, seeds and pins.',
  may: ['session'],
  beforeSecondFactor: true,
  answer: z.strictObject({
    methods: z.array(loginMethod.omit({ loginKey: true })),
    seeds: z.array(wrappedSeed),
    pins: z.strictObject({ version: z.int().min(0), sealed: sealedPins.nullable() }),
    secondFactor: z.boolean(),
    codesLeft: z.int().min(0),
  }),
});

export const proofActions = ['change-passphrase', 'change-code', 'remove-second-factor', 'renew'] as const;
export type ProofAction = (typeof proofActions)[number];

export const askChallenge = route({
  method: 'POST',
  path: '/api/v1/account/challenges',
  summary: 'A challenge of 60 seconds, for an action that needs a fresh proof of my passphrase or code.',
  may: ['session'],
  beforeSecondFactor: true,
  ownTransaction: true,
  answer: z.strictObject({ challenge: bytes(32) }),
});

export const changeMethod = route({
  method: 'PUT',
  path: '/api/v1/account/methods/:method',
  summary: 'Rewraps my secret under a new passphrase (1) or code (2), and ends my other sessions.',
  may: ['session'],
  ownTransaction: true,
  params: z.strictObject({ method: z.enum(['1', '2']).transform((text) => Number(text) as 1 | 2) }),
  body: z.strictObject({ proof, next: loginMethod }),
  refuses: ['proof-refused', 'cost-refused'],
});

export const savePins = route({
  method: 'PUT',
  path: '/api/v1/account/pins',
  summary: 'Keeps my sealed pins. If-Match: the version that I merged from.',
  may: ['session'],
  ifMatch: true,
  body: z.strictObject({ sealed: sealedPins }),
  /** All of them in base 64. */
  bodyLimit: 6_291_456,
  answer: z.strictObject({ version: z.int().min(1) }),
  refuses: ['superseded', 'version-needed'],
});
