import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { accountMaterial } from '../../contracts/identity/account.js';
import type { Role, StaffFunction } from '../../contracts/shared/people.js';
import { idBytes } from '../../contracts/shared/scalars.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Language } from '../../domain/shared/language.js';
import { makeAccountSecret, wrapAccountSecret } from '../../e2ee/account/account-secret.js';
import { codeCost, methods, type KdfCost, type Method } from '../../e2ee/account/cost.js';
import { makeIdentitySeeds, seedKinds, wrapSeed } from '../../e2ee/account/identity-seeds.js';
import { deriveKek, deriveLoginPair } from '../../e2ee/account/login.js';
import { deriveCodeKey, makeRecoveryCode } from '../../e2ee/account/recovery-code.js';
import { randomBytes } from '../../e2ee/hazmat/chance.js';
import { derivePassphraseKey } from '../../e2ee/hazmat/passphrase.js';
import { deriveIdentity, type Identity, type IdentitySeeds } from '../../e2ee/shared/identity.js';

/** A person as her own browser knows her: everything that the server must never have. */
export interface Person {
  readonly id: StaffId;
  readonly dutyName: string;
  readonly roles: readonly Role[];
  readonly identity: Identity;
  readonly seeds: IdentitySeeds;
  readonly accountSecret: Uint8Array;
  readonly passphrase: string;
  readonly masterKey: Uint8Array;
  readonly seed16: Uint8Array;
  readonly recoveryCode: Uint8Array;
  readonly rootFingerprint: Uint8Array;
}

export interface Joining {
  readonly dutyName: string;
  readonly roles: readonly Role[];
  readonly functions?: readonly StaffFunction[];
  readonly passphrase?: string;
  readonly language?: Language;
}

/** The public half and the wrapped secrets of a new identity, with what stays in the browser. */
export interface Made {
  readonly person: Person;
  readonly material: z.output<typeof accountMaterial>;
}

/**
 * A new identity for somebody: seeds, account secret, passphrase, recovery code, and what the server gets of them. Costs one
 * hash of the passphrase.
 */
export function make(
  id: StaffId,
  kv: number,
  joining: Joining,
  { ops, mem }: KdfCost,
  rootFingerprint: Uint8Array,
): Made {
  const user = idBytes(id);
  const { identity, seeds } = freshIdentity(id, kv);
  const accountSecret = makeAccountSecret();
  const [seed16, codeSeed, recoveryCode] = [randomBytes(16), randomBytes(16), makeRecoveryCode()];
  const passphrase = joining.passphrase ?? `correct horse ${joining.dutyName} battery`;
  const cost = { ops, mem };
  const masterKey = derivePassphraseKey(passphrase, user, seed16, cost);
  const method = (number: Method, master: Uint8Array, seed: Uint8Array, at: KdfCost) => ({
    method: number,
    loginKey: deriveLoginPair(master).publicKey,
    seed,
    ...at,
    wrappedSecret: wrapAccountSecret(deriveKek(master), accountSecret, {
      method: number,
      user,
      cost: at,
      kv: 1,
    }),
    secretKv: 1,
  });
  const wrapped = (which: 1 | 2, seed: Uint8Array) => ({
    kv,
    which,
    wrapped: wrapSeed(accountSecret, seed, { user, kv, which }),
  });
  const material: Made['material'] = {
    kv,
    ed25519: identity.signing.publicKey,
    x25519: identity.sealing.publicKey,
    methods: [
      method(methods.passphrase, masterKey, seed16, cost),
      method(methods.code, deriveCodeKey(recoveryCode, user), codeSeed, codeCost),
    ],
    seeds: [wrapped(seedKinds.ed25519, seeds.ed25519), wrapped(seedKinds.x25519, seeds.x25519)],
  };
  const { dutyName, roles } = joining;
  const kept = { identity, seeds, accountSecret, passphrase, masterKey, seed16, recoveryCode };
  return { person: { id, dutyName, roles, rootFingerprint, ...kept }, material };
}

/** Keys of nobody yet. */
export function freshIdentity(id: string, kv: number): { identity: Identity; seeds: IdentitySeeds } {
  const seeds = makeIdentitySeeds();
  return { identity: deriveIdentity(idBytes(id), kv, seeds), seeds };
}

/** Keys with an id of their own: the root, RECOVERY. */
export const newIdentity = () => freshIdentity(randomUUID(), 1);

/** RECOVERY's seeds under the secret that its custodians will share. */
export function wrapRecovery(
  secret: Uint8Array,
  { identity, seeds }: { identity: Identity; seeds: IdentitySeeds },
): { ed25519: Uint8Array; x25519: Uint8Array } {
  const place = { user: identity.user, kv: identity.kv };
  return {
    ed25519: wrapSeed(secret, seeds.ed25519, { ...place, which: seedKinds.ed25519 }),
    x25519: wrapSeed(secret, seeds.x25519, { ...place, which: seedKinds.x25519 }),
  };
}

export const publicOf = ({ user, kv, signing, sealing }: Identity) => ({
  user,
  kv,
  ed25519: signing.publicKey,
  x25519: sealing.publicKey,
});
