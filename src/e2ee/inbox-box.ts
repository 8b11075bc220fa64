import { sodium } from './hazmat/sodium.js';
import { VaultRefusal } from './edge-vault.js';

const padTo = 256;

/** The two halves of an inbox key: the edge holds `publicKey` only. Both have 32 bytes. */
export interface InboxKeys {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

export function makeInboxKeys(): InboxKeys {
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  return { publicKey, privateKey };
}

/**
 * Seals what a contact wrote so that this process cannot read it back. Padded to a multiple of 256 bytes, so that a length
 * tells little. Anonymous: it does not prove who sealed it (the chains of the protocol will).
 */
export function sealForInbox(publicKey: Uint8Array, text: string): Uint8Array {
  return sodium.crypto_box_seal(sodium.pad(new TextEncoder().encode(text), padTo), publicKey);
}

/** @throws VaultRefusal when the bytes were sealed to another inbox or changed */
export function openFromInbox(keys: InboxKeys, sealed: Uint8Array): string {
  try {
    const padded = sodium.crypto_box_seal_open(sealed, keys.publicKey, keys.privateKey);
    return new TextDecoder('utf-8', { fatal: true }).decode(sodium.unpad(padded, padTo));
  } catch {
    throw new VaultRefusal();
  }
}
