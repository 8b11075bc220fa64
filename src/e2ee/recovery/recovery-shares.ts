import { hash256 } from '../hazmat/hash.js';
import { combineShares, splitSecret } from '../hazmat/shares.js';
import { base32, fromBase32 } from '../shared/base32.js';
import { concat, equal } from '../shared/bytes.js';
import { labels } from '../shared/labels.js';
import { EncodingRefused, ProtocolRefusal } from '../shared/refusal.js';

export const custodians = 5;
export const quorum = 3;
const secretBytes = 32;
const shareBytes = 33;
const checkBytes = 4;

export type RecoveryReason = 'quorum'; // fewer than three different shares, or shares that do not belong together

/** The ceremony did not bring the secret back. */
export class RecoveryRefused extends ProtocolRefusal<RecoveryReason> {}

/**
 * RECOVERY's account secret in five shares for five custodians. Any three open everything that the organisation has, two
 * know nothing: say both plainly to the custodians.
 */
export const splitRecoverySecret = (secret: Uint8Array): Promise<Uint8Array[]> =>
  splitSecret(secret, custodians, quorum);

/**
 * Brings the secret back, offline. Shares carry no authenticity: a wrong one gives a wrong secret, so the caller then
 * unwraps RECOVERY's seeds with it and compares the public keys with the directory, which a wrong secret cannot pass.
 *
 * @throws RecoveryRefused for fewer than three shares, one twice, or torn ones
 */
export async function combineRecoverySecret(shares: readonly Uint8Array[]): Promise<Uint8Array> {
  if (shares.length < quorum) throw new RecoveryRefused('quorum');
  const secret = await combineShares(shares);
  if (secret?.length !== secretBytes) throw new RecoveryRefused('quorum');
  return secret;
}

/** A share for paper: base 32 with four bytes that catch a misread symbol. */
export const shareText = (share: Uint8Array): string => base32(concat(share, checkOf(share)));

/** @throws EncodingRefused when a symbol was misread or is missing */
export function readShare(text: string): Uint8Array {
  const bytes = fromBase32(text, shareBytes + checkBytes);
  const share = bytes.slice(0, shareBytes);
  if (!equal(bytes.subarray(shareBytes), checkOf(share))) throw new EncodingRefused('checksum');
  return share;
}

const checkOf = (share: Uint8Array): Uint8Array =>
  hash256(concat(labels.share, share)).subarray(0, checkBytes);
