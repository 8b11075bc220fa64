import { randomBytes } from '../hazmat/chance.js';
import { openBoxed, sealBoxed } from '../shared/boxed.js';
import { FieldWriter } from '../shared/fields.js';
import type { Id } from '../shared/identity.js';
import { labels } from '../shared/labels.js';
import { AccountRefused } from './account-refused.js';
import { checkCost, type KdfCost, type Method } from './cost.js';

/** Where a wrapped account secret belongs; it opens in no other place. */
export interface SecretPlace {
  readonly method: Method;
  readonly user: Id;
  readonly cost: KdfCost;
  /** Version of the account secret, from 1. */
  readonly kv: number;
}

/** `AS`: 32 random bytes from which everything of one's own is wrapped. */
export const makeAccountSecret = (): Uint8Array => randomBytes(32);

/**
 * 72 bytes for the server. Once per method, so a new passphrase rewraps 72 bytes and nothing else. It does **not** revoke
 * an old dump: who knew the old passphrase opens the old wrapping; after a compromise make a new secret and ROTATE.
 *
 * @param nonce 24 bytes, drawn here when absent
 */
export const wrapAccountSecret = (
  kek: Uint8Array,
  secret: Uint8Array,
  place: SecretPlace,
  nonce?: Uint8Array,
): Uint8Array => sealBoxed(kek, secret, additional(place), nonce);

/** @throws AccountRefused for a cost outside the bounds, a wrong key, or a wrapping of another user, method, cost or version */
export function unwrapAccountSecret(kek: Uint8Array, wrapped: Uint8Array, place: SecretPlace): Uint8Array {
  checkCost(place.method, place.cost);
  const secret = openBoxed(kek, wrapped, additional(place));
  if (!secret) throw new AccountRefused('secret');
  return secret;
}

const additional = ({ method, user, cost, kv }: SecretPlace): Uint8Array =>
  new FieldWriter(labels.accountSecret.length + 33)
    .put(labels.accountSecret)
    .u8(method)
    .put(user, 16)
    .u32(cost.ops)
    .u64(cost.mem)
    .u32(kv)
    .done();
