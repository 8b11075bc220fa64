import { sodium } from './sodium.js';

export const signatureBytes = 64;

/** A detached Ed25519 signature. The caller puts a label in front of what it signs. */
export const sign = (privateKey: Uint8Array, message: Uint8Array): Uint8Array =>
  sodium.crypto_sign_detached(message, privateKey);

/** False for a wrong signature and for a key that is no point of the curve; never throws on hostile bytes. */
export function verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return sodium.crypto_sign_verify_detached(signature, message, publicKey);
  } catch {
    return false;
  }
}
