import { concat, equal, utf8 } from '../shared/bytes.js';
import { FieldReader, FieldWriter } from '../shared/fields.js';
import type { Id } from '../shared/identity.js';
import { suite } from '../shared/labels.js';
import { CircleRefused } from './circle-refused.js';

export const headerBytes = 236;
/** Where the commitment to the DEK begins; it covers everything before. */
export const beforeCommit = 180;
const afterCommit = 212;

const operatorMagic = utf8('HLN1');
const edgeMagic = utf8('HLI1');
const flags = 0x0001;

/** What a sealed record is. `inbound` and `reply` stand only in channels. */
export const kinds = {
  note: 1,
  assessment: 2,
  plan: 3,
  incident: 4,
  manifest: 5,
  erase: 9,
  inbound: 20,
  reply: 21,
  link: 22,
} as const;
export type RecordKind = (typeof kinds)[keyof typeof kinds];
const knownKinds: ReadonlySet<number> = new Set(Object.values(kinds));

/** Everything a record says in the open: it is signed, and it is the additional data of the ciphertext. */
export interface Header {
  readonly kind: RecordKind;
  readonly caseId: Id;
  readonly object: Id;
  readonly version: number;
  readonly epoch: number;
  readonly author: Id;
  readonly authorKv: number;
  /** When its author says it was written: a claim, shown as one. */
  readonly ms: number;
  readonly seq: number;
  readonly prev: Uint8Array;
  readonly prevVersion: Uint8Array;
  readonly dirHead: Uint8Array;
}

export interface SealedHeader extends Header {
  readonly dekCommit: Uint8Array;
  readonly nonce: Uint8Array;
}

/** The 180 bytes in front of the commitment. Records of an edge have a magic of their own. */
export const encodeHeaderStart = (header: Header): Uint8Array =>
  new FieldWriter(beforeCommit)
    .put(magicOf(header.kind))
    .u8(suite)
    .u8(header.kind)
    .u16(flags)
    .put(header.caseId, 16)
    .put(header.object, 16)
    .u32(header.version)
    .u32(header.epoch)
    .put(header.author, 16)
    .u32(header.authorKv)
    .u64(header.ms)
    .u64(header.seq)
    .put(header.prev, 32)
    .put(header.prevVersion, 32)
    .put(header.dirHead, 32)
    .done();

export const completeHeader = (start: Uint8Array, dekCommit: Uint8Array, nonce: Uint8Array): Uint8Array =>
  concat(start, dekCommit, nonce);

/** Checks, in this order, magic, suite, kind and flags, and that magic and kind belong together. @throws CircleRefused */
export function parseHeader(bytes: Uint8Array): SealedHeader {
  const reader = new FieldReader(bytes);
  const magic = reader.take(4);
  if (!equal(magic, operatorMagic) && !equal(magic, edgeMagic)) throw new CircleRefused('magic');
  if (reader.number(1) !== suite) throw new CircleRefused('suite');
  const kind = readKind(reader.number(1), magic);
  if (reader.number(2) !== flags) throw new CircleRefused('flags');
  return {
    kind,
    caseId: reader.take(16),
    object: reader.take(16),
    version: reader.number(4),
    epoch: reader.number(4),
    author: reader.take(16),
    authorKv: reader.number(4),
    ms: reader.u64(),
    seq: reader.u64(),
    prev: reader.take(32),
    prevVersion: reader.take(32),
    dirHead: reader.take(32),
    dekCommit: reader.take(afterCommit - beforeCommit),
    nonce: reader.take(headerBytes - afterCommit),
  };
}

function readKind(value: number, magic: Uint8Array): RecordKind {
  if (!knownKinds.has(value)) throw new CircleRefused('kind');
  const kind = value as RecordKind;
  if (!equal(magic, magicOf(kind))) throw new CircleRefused('kind');
  return kind;
}

const magicOf = (kind: RecordKind): Uint8Array => (kind === kinds.inbound ? edgeMagic : operatorMagic);
