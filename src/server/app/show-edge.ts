import { fingerprint } from '../../e2ee/directory/fingerprint.js';
import { hex } from '../../e2ee/shared/bytes.js';
import type { EdgeIdentity } from '../edge/edge-keys.js';

/** Eighty bits in groups of four digits. */
const shownDigits = 20;

/** What an administrator compares with the console before she signs the edge's keys in: said by the machine, not by its database. */
export function edgeFingerprint({ user, kv, signing, sealing }: EdgeIdentity): string {
  const whole = fingerprint({ user, kv, ed25519: signing.publicKey, x25519: sealing.publicKey });
  return (hex(whole).slice(0, shownDigits).match(/.{4}/g) ?? []).join(' ');
}
