import sodium from 'libsodium-wrappers-sumo';
import { deriveSalt } from '../account/salt.js';
import { checkPassphraseCost, type KdfCost } from '../account/cost.js';
import type { Id } from '../shared/identity.js';
import { utf8 } from '../shared/bytes.js';

await sodium.ready;

/**
 * The master key of a passphrase: Argon2id 1.3 over the NFKC form. Imported only by the Worker that is thrown away after
 * one use, because the passphrase and 128 MiB of its traces stay in that Worker's memory.
 *
 * Makes every guess cost what `cost` says; makes a weak passphrase no stronger than that.
 *
 * @throws AccountRefused for a cost outside the bounds, before anything is hashed: a server that answers with a weak or an
 *         absurd cost learns nothing and stops nobody's browser
 */
export function derivePassphraseKey(
  passphrase: string,
  user: Id,
  seed16: Uint8Array,
  cost: KdfCost,
): Uint8Array {
  checkPassphraseCost(cost);
  return sodium.crypto_pwhash(
    32,
    utf8(passphrase.normalize('NFKC')),
    deriveSalt(user, seed16),
    cost.ops,
    cost.mem,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
  );
}
