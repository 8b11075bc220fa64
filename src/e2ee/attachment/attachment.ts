import { randomBytes } from '../hazmat/chance.js';
import { hash256 } from '../hazmat/hash.js';
import { chunkOverhead, StreamOpener, StreamSealer, streamHeaderBytes } from '../hazmat/stream.js';
import { concat, equal } from '../shared/bytes.js';
import { FieldWriter } from '../shared/fields.js';
import type { Id } from '../shared/identity.js';
import { padme } from '../shared/padding.js';
import { AttachmentRefused } from './attachment-refused.js';
import type { Manifest } from './manifest.js';

const chunkBytes = 65_536;
const storedChunkBytes = chunkBytes + chunkOverhead;

export interface SealedAttachment {
  /** What the server stores: a stream header and chunks. */
  readonly stored: Uint8Array;
  readonly manifest: Manifest;
}

/**
 * Encrypts a file under a key of its own, in chunks that open only in their order, of this object, and complete. Its length
 * is visible up to Padmé's rounding. Who wrote it is said by the manifest record, not by the file.
 */
export function sealAttachment(object: Id, content: Uint8Array, name: string): SealedAttachment {
  const key = randomBytes(32);
  const padded = new Uint8Array(padme(content.length));
  padded.set(content);
  const sealer = new StreamSealer(key);
  const chunks = chunksOf(padded, chunkBytes);
  const sealed = chunks.map((chunk, index) =>
    sealer.push(chunk, aadOf(object, index), index === chunks.length - 1),
  );
  const stored = concat(sealer.header, ...sealed);
  return {
    stored,
    manifest: { key, chunks: chunks.length, length: content.length, hash: hash256(stored), name },
  };
}

/**
 * @returns the content, whole and in order
 * @throws AttachmentRefused for truncation, trailing bytes, swapped or foreign chunks, a missing end mark; nothing is
 *         handed out in part
 */
export function openAttachment(object: Id, stored: Uint8Array, manifest: Manifest): Uint8Array {
  if (!equal(hash256(stored), manifest.hash)) throw new AttachmentRefused('hash');
  const padded = openChunks(object, stored, manifest);
  if (padded.length !== padme(manifest.length)) throw new AttachmentRefused('length');
  if (!padded.subarray(manifest.length).every((value) => value === 0)) throw new AttachmentRefused('filling');
  return padded.subarray(0, manifest.length);
}

function openChunks(object: Id, stored: Uint8Array, { key, chunks: expected }: Manifest): Uint8Array {
  const chunks = chunksOf(stored.subarray(streamHeaderBytes), storedChunkBytes);
  if (chunks.length === 0 || chunks.length !== expected) throw new AttachmentRefused('length');
  const opener = new StreamOpener(key, stored.subarray(0, streamHeaderBytes));
  const opened = chunks.map((chunk, index) => {
    const pulled = opener.pull(chunk, aadOf(object, index));
    if (!pulled) throw new AttachmentRefused('chunk');
    if (pulled.last !== (index === expected - 1)) throw new AttachmentRefused('final');
    return pulled.plain;
  });
  return concat(...opened);
}

const aadOf = (object: Id, index: number): Uint8Array =>
  new FieldWriter(20).put(object, 16).u32(index).done();

const chunksOf = (bytes: Uint8Array, size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
