import { aeadOpen, aeadSeal, nonceBytes } from '../hazmat/aead.js';
import { randomBytes } from '../hazmat/chance.js';
import type { PublicBytes } from '../hazmat/public-parts.js';
import { concat } from './bytes.js';

/** `nonce24 ‖ AEAD(key, plain)`, the form of everything that is wrapped under a key of one's own. */
export const sealBoxed = (
  key: Uint8Array,
  plain: Uint8Array,
  aad: PublicBytes,
  nonce: Uint8Array = randomBytes(nonceBytes),
): Uint8Array => concat(nonce, aeadSeal(key, nonce, plain, aad));

/** @returns undefined when it does not open under this key and context */
export const openBoxed = (key: Uint8Array, boxed: Uint8Array, aad: PublicBytes): Uint8Array | undefined =>
  aeadOpen(key, boxed.subarray(0, nonceBytes), boxed.subarray(nonceBytes), aad);
