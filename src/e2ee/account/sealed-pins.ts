import { deriveKey } from '../hazmat/hash.js';
import { openBoxed, sealBoxed } from '../shared/boxed.js';
import { concat } from '../shared/bytes.js';
import type { Id } from '../shared/identity.js';
import { labels } from '../shared/labels.js';
import { AccountRefused } from './account-refused.js';
import { PinSet } from './pin-set.js';

/** Pins for the server and for IndexedDB. Their number is visible, which chains they belong to is not. */
export const sealPins = (accountSecret: Uint8Array, user: Id, pins: PinSet): Uint8Array =>
  sealBoxed(pinsKey(accountSecret), pins.encode(), concat(labels.pins, user));

/**
 * Proves that this user sealed these pins. Does **not** prove that they are her newest: the server may return an older
 * set, which is why a copy is kept locally and both are merged.
 *
 * @throws AccountRefused
 */
export function openPins(accountSecret: Uint8Array, user: Id, sealed: Uint8Array): PinSet {
  const plain = openBoxed(pinsKey(accountSecret), sealed, concat(labels.pins, user));
  if (!plain) throw new AccountRefused('pins');
  return PinSet.decode(plain);
}

const pinsKey = (accountSecret: Uint8Array): Uint8Array => deriveKey(accountSecret, 2, 'HL1pins_');
