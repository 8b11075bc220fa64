import type { z } from 'zod';
import type { accountMaterial, loginMethod } from '../../contracts/identity/account.js';
import { makeAccountSecret, wrapAccountSecret } from '../../e2ee/account/account-secret.js';
import { codeCost, methods, type KdfCost, type Method } from '../../e2ee/account/cost.js';
import { makeIdentitySeeds, seedKinds, wrapSeed } from '../../e2ee/account/identity-seeds.js';
import { deriveKek, deriveLoginPair } from '../../e2ee/account/login.js';
import { deriveCodeKey, makeRecoveryCode, recoveryCodeText } from '../../e2ee/account/recovery-code.js';
import { randomBytes } from '../../e2ee/hazmat/chance.js';
import { deriveIdentity, type Id, type Identity, type IdentitySeeds } from '../../e2ee/shared/identity.js';
import { hashPassphrase } from './hash-passphrase.js';

export type Material = z.output<typeof accountMaterial>;
export type LoginMethod = z.output<typeof loginMethod>;

export interface MadeAccount {
  readonly material: Material;
  readonly identity: Identity;
  readonly accountSecret: Uint8Array;
  /** 26 symbols for paper. */
  readonly codeText: string;
}

const secretKv = 1;

/** A new identity with its two ways to unlock it. Costs one hash of the passphrase. */
export async function makeAccount(
  user: Id,
  kv: number,
  passphrase: string,
  cost: KdfCost,
): Promise<MadeAccount> {
  const accountSecret = makeAccountSecret();
  const seeds = makeIdentitySeeds();
  const identity = deriveIdentity(user, kv, seeds);
  const { method: code, codeText } = makeCodeMethod(user, accountSecret);
  const material: Material = {
    kv,
    ed25519: identity.signing.publicKey,
    x25519: identity.sealing.publicKey,
    methods: [await makePassphraseMethod(user, accountSecret, passphrase, cost), code],
    seeds: wrapSeeds(user, kv, accountSecret, seeds),
  };
  return { material, identity, accountSecret, codeText };
}

export async function makePassphraseMethod(
  user: Id,
  accountSecret: Uint8Array,
  passphrase: string,
  cost: KdfCost,
): Promise<LoginMethod> {
  const seed = randomBytes(16);
  const masterKey = await hashPassphrase({ passphrase, user, seed, cost });
  return methodOf({ method: methods.passphrase, user, accountSecret, masterKey, seed, cost });
}

export function makeCodeMethod(
  user: Id,
  accountSecret: Uint8Array,
): { method: LoginMethod; codeText: string } {
  const code = makeRecoveryCode();
  const masterKey = deriveCodeKey(code, user);
  const seed = randomBytes(16);
  const method = methodOf({ method: methods.code, user, accountSecret, masterKey, seed, cost: codeCost });
  return { method, codeText: recoveryCodeText(code) };
}

interface MethodParts {
  readonly method: Method;
  readonly user: Id;
  readonly accountSecret: Uint8Array;
  readonly masterKey: Uint8Array;
  readonly seed: Uint8Array;
  readonly cost: KdfCost;
}

const methodOf = ({ method, user, accountSecret, masterKey, seed, cost }: MethodParts): LoginMethod => ({
  method,
  loginKey: deriveLoginPair(masterKey).publicKey,
  seed,
  ...cost,
  wrappedSecret: wrapAccountSecret(deriveKek(masterKey), accountSecret, { method, user, cost, kv: secretKv }),
  secretKv,
});

export const wrapSeeds = (
  user: Id,
  kv: number,
  accountSecret: Uint8Array,
  seeds: IdentitySeeds,
): Material['seeds'] => [
  {
    kv,
    which: seedKinds.ed25519,
    wrapped: wrapSeed(accountSecret, seeds.ed25519, { user, kv, which: seedKinds.ed25519 }),
  },
  {
    kv,
    which: seedKinds.x25519,
    wrapped: wrapSeed(accountSecret, seeds.x25519, { user, kv, which: seedKinds.x25519 }),
  },
];
