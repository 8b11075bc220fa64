import { randomBytes } from '../hazmat/chance.js';
import { deriveKey } from '../hazmat/hash.js';
import { openBoxed, sealBoxed } from '../shared/boxed.js';
import { equal } from '../shared/bytes.js';
import { FieldWriter } from '../shared/fields.js';
import type { Id, Identity, IdentitySeeds } from '../shared/identity.js';
import { labels } from '../shared/labels.js';
import { AccountRefused } from './account-refused.js';

export const seedKinds = { ed25519: 1, x25519: 2 } as const;
export type SeedKind = (typeof seedKinds)[keyof typeof seedKinds];

export interface SeedPlace {
  readonly user: Id;
  /** Version of the identity key that grows from this seed; older X25519 seeds are kept to open what was sealed to them. */
  readonly kv: number;
  readonly which: SeedKind;
}

/** Two seeds in one draw; neither can be computed from the other. */
export function makeIdentitySeeds(): IdentitySeeds {
  const drawn = randomBytes(64);
  return { ed25519: drawn.slice(0, 32), x25519: drawn.slice(32) };
}

/** Under a key of the account secret, for the server or for IndexedDB. */
export const wrapSeed = (
  accountSecret: Uint8Array,
  seed: Uint8Array,
  place: SeedPlace,
  nonce?: Uint8Array,
): Uint8Array => sealBoxed(identityKey(accountSecret), seed, additional(place), nonce);

/** @throws AccountRefused for another user's, version's or kind's seed, and for a wrong account secret */
export function unwrapSeed(accountSecret: Uint8Array, wrapped: Uint8Array, place: SeedPlace): Uint8Array {
  const seed = openBoxed(identityKey(accountSecret), wrapped, additional(place));
  if (!seed) throw new AccountRefused('identity-seed');
  return seed;
}

/**
 * After unlocking: are these the keys that the directory says are ours? A difference means that somebody replaced either
 * side, so the session stops and raises an alarm instead of sealing anything.
 *
 * @throws AccountRefused
 */
export function checkOwnKeys(
  own: Identity,
  listed: { readonly kv: number; readonly ed25519: Uint8Array; readonly x25519: Uint8Array } | undefined,
): void {
  const same =
    listed?.kv === own.kv &&
    equal(listed.ed25519, own.signing.publicKey) &&
    equal(listed.x25519, own.sealing.publicKey);
  if (!same) throw new AccountRefused('identity-mismatch');
}

const identityKey = (accountSecret: Uint8Array): Uint8Array => deriveKey(accountSecret, 1, 'HL1ident');

const additional = ({ user, kv, which }: SeedPlace): Uint8Array =>
  new FieldWriter(labels.identity.length + 21).put(labels.identity).put(user, 16).u32(kv).u8(which).done();
