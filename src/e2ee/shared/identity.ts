import type { KeyPair } from '../hazmat/key-pairs.js';
import { sealingPair, signingPair } from '../hazmat/key-pairs.js';

/** 16 raw bytes that name a user, a case, an object, a channel or an alarm. */
export type Id = Uint8Array;

/** One person's (or edge's) unlocked keys of one version. */
export interface Identity {
  readonly user: Id;
  /** Key version, 1 for the first and one more with every ROTATE. */
  readonly kv: number;
  readonly signing: KeyPair;
  readonly sealing: KeyPair;
}

/** @param seeds two independent seeds of 32 bytes; neither is derived from the other, so losing one loses only one */
export function deriveIdentity(user: Id, kv: number, seeds: IdentitySeeds): Identity {
  return { user, kv, signing: signingPair(seeds.ed25519), sealing: sealingPair(seeds.x25519) };
}

export interface IdentitySeeds {
  readonly ed25519: Uint8Array;
  readonly x25519: Uint8Array;
}
