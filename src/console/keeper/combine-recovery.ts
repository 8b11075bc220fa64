import type { z } from 'zod';
import type { recoverySeeds } from '../../contracts/identity/set-up.js';
import { checkOwnKeys, seedKinds, unwrapSeed } from '../../e2ee/account/identity-seeds.js';
import type { Directory } from '../../e2ee/directory/directory.js';
import { combineRecoverySecret, RecoveryRefused } from '../../e2ee/recovery/recovery-shares.js';
import { deriveIdentity, type Id, type Identity } from '../../e2ee/shared/identity.js';
import { refusalOf } from '../../e2ee/shared/refusal.js';

type Seeds = z.output<typeof recoverySeeds>;

/**
 * RECOVERY from the shares that were brought. Shares prove nothing about themselves, so every three of them are tried, and only
 * what gives the keys of the signed directory counts: one wrong share does not end the ceremony.
 *
 * @throws RecoveryRefused `quorum` when no three belong together
 */
export async function combineRecovery(
  shares: readonly Uint8Array[],
  seeds: Seeds,
  directory: Directory,
  user: Id,
): Promise<Identity> {
  for (const three of threesOf(shares)) {
    const found = await recoveryFrom(three, seeds, directory, user);
    if (found) return found;
  }
  throw new RecoveryRefused('quorum');
}

async function recoveryFrom(
  shares: readonly Uint8Array[],
  seeds: Seeds,
  directory: Directory,
  user: Id,
): Promise<Identity | undefined> {
  const listed = directory.keyOf(user);
  try {
    const secret = await combineRecoverySecret(shares);
    const place = { user, kv: listed?.kv ?? 1 };
    const identity = deriveIdentity(user, place.kv, {
      ed25519: unwrapSeed(secret, seeds.ed25519, { ...place, which: seedKinds.ed25519 }),
      x25519: unwrapSeed(secret, seeds.x25519, { ...place, which: seedKinds.x25519 }),
    });
    checkOwnKeys(identity, listed);
    return identity;
  } catch (caught) {
    refusalOf(caught);
    return undefined;
  }
}

function threesOf<T>(list: readonly T[]): T[][] {
  return list.flatMap((first, a) =>
    list.slice(a + 1).flatMap((second, b) => list.slice(a + b + 2).map((third) => [first, second, third])),
  );
}
