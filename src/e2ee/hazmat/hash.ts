import { asOne, type PublicBytes } from './public-parts.js';
import { sodium } from './sodium.js';

/** BLAKE2b with 16 bytes of output. */
export const hash128 = (message: Uint8Array): Uint8Array => sodium.crypto_generichash(16, message, null);

/** `H` of the protocol: BLAKE2b with 32 bytes of output. */
export const hash256 = (message: PublicBytes): Uint8Array =>
  sodium.crypto_generichash(32, asOne(message), null);

/** BLAKE2b with 64 bytes of output. */
export const hash512 = (message: Uint8Array): Uint8Array => sodium.crypto_generichash(64, message, null);

/** Keyed BLAKE2b-256: a commitment to `key` that binds it to `message`. */
export const keyedHash256 = (key: Uint8Array, message: PublicBytes): Uint8Array =>
  sodium.crypto_generichash(32, asOne(message), key);

/** Keyed BLAKE2b-128. */
export const keyedHash128 = (key: Uint8Array, message: Uint8Array): Uint8Array =>
  sodium.crypto_generichash(16, message, key);

/**
 * One 32-byte key for one purpose, from a parent key of 32 bytes.
 *
 * @param context eight ASCII letters that name the purpose
 */
export const deriveKey = (parent: Uint8Array, index: number, context: string): Uint8Array =>
  sodium.crypto_kdf_derive_from_key(32, index, context, parent);
