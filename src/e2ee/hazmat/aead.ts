import { asOne, type PublicBytes } from './public-parts.js';
import { sodium } from './sodium.js';

export const nonceBytes = 24;
export const tagBytes = 16;

/**
 * XChaCha20-Poly1305 (IETF). Gives confidentiality, and integrity of `plain` and `aad`, to holders of `key`. Does not
 * commit to the key: the same ciphertext may open under two keys that somebody prepared, so records carry a commitment.
 *
 * @param nonce 24 bytes, never used twice with one key; random ones are long enough for that
 */
export const aeadSeal = (
  key: Uint8Array,
  nonce: Uint8Array,
  plain: Uint8Array,
  aad: PublicBytes,
): Uint8Array => sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, asOne(aad), null, nonce, key);

/** @returns undefined when key, nonce, ciphertext or `aad` is not the one that was sealed */
export function aeadOpen(
  key: Uint8Array,
  nonce: Uint8Array,
  ciphertext: Uint8Array,
  aad: PublicBytes,
): Uint8Array | undefined {
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, asOne(aad), nonce, key);
  } catch {
    return undefined;
  }
}
