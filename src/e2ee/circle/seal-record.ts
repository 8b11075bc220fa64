import { aeadSeal, nonceBytes } from '../hazmat/aead.js';
import { randomBytes } from '../hazmat/chance.js';
import { hash512, keyedHash256 } from '../hazmat/hash.js';
import { sign } from '../hazmat/signature.js';
import { concat } from '../shared/bytes.js';
import { labels } from '../shared/labels.js';
import { padText } from '../shared/padding.js';
import { recordSignedBytes } from './envelope.js';
import { completeHeader, encodeHeaderStart, type Header } from './header.js';

const dekBytes = 32;

/** The random parts of one sealed record. Never used for a second one. */
export interface RecordChance {
  readonly dek: Uint8Array;
  readonly nonce: Uint8Array;
}

/** One draw for both. */
export function drawRecordChance(): RecordChance {
  const drawn = randomBytes(dekBytes + nonceBytes);
  return { dek: drawn.slice(0, dekBytes), nonce: drawn.slice(dekBytes) };
}

/**
 * Seals a text under a DEK of its own and signs header and ciphertext.
 *
 * Gives: only holders of the DEK read it; its author cannot deny it; it opens under one DEK only. Does not check that the
 * author may write here: readers do.
 *
 * @returns header ‖ ciphertext ‖ signature
 */
export function sealEnvelope(
  header: Header,
  text: string,
  privateKey: Uint8Array,
  chance: RecordChance,
): Uint8Array {
  const start = encodeHeaderStart(header);
  const full = completeHeader(start, commitDek(chance.dek, start), chance.nonce);
  const ciphertext = aeadSeal(chance.dek, chance.nonce, padText(text), full);
  const signature = sign(privateKey, recordSignedBytes(full, hash512(ciphertext)));
  return concat(full, ciphertext, signature);
}

/** Binds the DEK to the header's first 180 bytes, because the cipher does not commit to its key. */
export const commitDek = (dek: Uint8Array, headerStart: Uint8Array): Uint8Array =>
  keyedHash256(dek, [labels.dekCommit, headerStart]);
