import type { KeyPair } from './key-pairs.js';
import { sodium } from './sodium.js';

export const sealedBoxOverhead = 48;

/**
 * Encrypts to an X25519 key. Gives confidentiality towards everybody but its holder. Gives **no** origin: anybody can make
 * one, so whoever opens a sealed box must check by other means who made it.
 */
export const boxSeal = (recipient: Uint8Array, plain: Uint8Array): Uint8Array =>
  sodium.crypto_box_seal(plain, recipient);

/** @returns undefined when it was not sealed to this pair, or was changed */
export function boxOpen(recipient: KeyPair, sealed: Uint8Array): Uint8Array | undefined {
  try {
    return sodium.crypto_box_seal_open(sealed, recipient.publicKey, recipient.privateKey);
  } catch {
    return undefined;
  }
}
