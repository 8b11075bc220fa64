import { aeadOpen } from '../hazmat/aead.js';
import { equal } from '../shared/bytes.js';
import { unpadText } from '../shared/padding.js';
import { CircleRefused } from './circle-refused.js';
import type { Envelope } from './envelope.js';
import { beforeCommit } from './header.js';
import { commitDek } from './seal-record.js';

/**
 * The text of a record whose place and signature were judged before.
 *
 * @throws CircleRefused for a DEK that the header does not commit to, a changed ciphertext, padding that is not canonical
 */
export function openEnvelope(envelope: Envelope, dek: Uint8Array): string {
  const commitment = commitDek(dek, envelope.headerBytes.subarray(0, beforeCommit));
  if (!equal(commitment, envelope.header.dekCommit)) throw new CircleRefused('dek-commitment');
  const padded =
    envelope.ciphertext && aeadOpen(dek, envelope.header.nonce, envelope.ciphertext, envelope.headerBytes);
  if (!padded) throw new CircleRefused('ciphertext');
  const text = unpadText(padded);
  if (text === undefined) throw new CircleRefused('padding');
  return text;
}
