import { tagBytes } from '../hazmat/aead.js';
import { hash256, hash512 } from '../hazmat/hash.js';
import { signatureBytes, verify } from '../hazmat/signature.js';
import { concat, equal, utf8 } from '../shared/bytes.js';
import { labels } from '../shared/labels.js';
import { padme } from '../shared/padding.js';
import { CircleRefused } from './circle-refused.js';
import { headerBytes, parseHeader, type SealedHeader } from './header.js';

const stubMagic = utf8('HLNS');
const ctHashBytes = 64;
const smallestEnvelope = headerBytes + padme(0) + tagBytes + signatureBytes;
export const stubBytes = stubMagic.length + headerBytes + ctHashBytes + signatureBytes;

/** A sealed record as it stands in a chain: whole, or shrunk to a stub after its content was erased. */
export interface Envelope {
  readonly type: 'record';
  readonly header: SealedHeader;
  readonly headerBytes: Uint8Array;
  /** BLAKE2b-512 of the ciphertext: all that a stub keeps of it. */
  readonly ctHash: Uint8Array;
  /** Undefined in a stub. */
  readonly ciphertext: Uint8Array | undefined;
  readonly signature: Uint8Array;
  /** `EH`, the record's hash; a stub has the same one as the envelope it was. */
  readonly hash: Uint8Array;
}

/** Checks the form only: magic, suite, kind, flags, length. @throws CircleRefused */
export function parseEnvelope(row: Uint8Array): Envelope {
  return isStub(row) ? parseStub(row) : parseWhole(row);
}

/** Removes the ciphertext and keeps what the chain needs to verify: 368 bytes. @throws CircleRefused */
export function shrinkToStub(row: Uint8Array): Uint8Array {
  const whole = parseWhole(row);
  return concat(stubMagic, whole.headerBytes, whole.ctHash, whole.signature);
}

/** The stub of a row, which may be one already. @throws CircleRefused */
export const stubOf = (row: Uint8Array): Uint8Array => (isStub(row) ? row : shrinkToStub(row));

export const recordSignedBytes = (header: Uint8Array, ctHash: Uint8Array): Uint8Array =>
  concat(labels.record, header, ctHash);

/** Proves who wrote header and ciphertext, and nothing about what the ciphertext holds. */
export const isRecordSignedBy = (envelope: Envelope, publicKey: Uint8Array): boolean =>
  verify(publicKey, recordSignedBytes(envelope.headerBytes, envelope.ctHash), envelope.signature);

const isStub = (row: Uint8Array): boolean => equal(row.subarray(0, stubMagic.length), stubMagic);

function parseWhole(row: Uint8Array): Envelope {
  const headerPart = row.subarray(0, headerBytes);
  const header = parseHeader(headerPart);
  if (row.length < smallestEnvelope) throw new CircleRefused('length');
  const ciphertext = row.subarray(headerBytes, -signatureBytes);
  return assemble(header, headerPart, hash512(ciphertext), ciphertext, row.subarray(-signatureBytes));
}

function parseStub(row: Uint8Array): Envelope {
  const headerPart = row.subarray(stubMagic.length, stubMagic.length + headerBytes);
  const header = parseHeader(headerPart);
  if (row.length !== stubBytes) throw new CircleRefused('length');
  const ctHash = row.subarray(stubMagic.length + headerBytes, -signatureBytes);
  return assemble(header, headerPart, ctHash, undefined, row.subarray(-signatureBytes));
}

function assemble(
  header: SealedHeader,
  headerPart: Uint8Array,
  ctHash: Uint8Array,
  ciphertext: Uint8Array | undefined,
  signature: Uint8Array,
): Envelope {
  const hash = hash256([labels.recordHash, headerPart, ctHash, signature]);
  return { type: 'record', header, headerBytes: headerPart, ctHash, ciphertext, signature, hash };
}
