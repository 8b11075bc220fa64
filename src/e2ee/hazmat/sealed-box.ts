import type { KeyPair } from './key-pairs.js';
import { EncodingRefused } from '../shared/refusal.js';
import { sodium } from './sodium.js';

/**
 * Encrypts to an X25519 key. Gives confidentiality towards everybody but its holder. Gives **no** origin: anybody can make
 * one, so whoever opens a sealed box must check by other means who made it.
 *
 * @throws EncodingRefused for a public key under which everybody would know the secret (a point of low order)
 */
export function boxSeal(recipient: Uint8Array, plain: Uint8Array): Uint8Array {
  try {
    return sodium.crypto_box_seal(plain, recipient);
  } catch {
    throw new EncodingRefused('box-key');
  }
}

/** @returns undefined when it was not sealed to this pair, or was changed */
export function boxOpen(recipient: KeyPair, sealed: Uint8Array): Uint8Array | undefined {
  try {
    return sodium.crypto_box_seal_open(sealed, recipient.publicKey, recipient.privateKey);
  } catch {
    return undefined;
  }
}
