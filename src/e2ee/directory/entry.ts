import { hash256 } from '../hazmat/hash.js';
import { sign, signatureBytes, verify } from '../hazmat/signature.js';
import { concat, equal, utf8, zeros } from '../shared/bytes.js';
import { FieldReader, FieldWriter } from '../shared/fields.js';
import type { Id, Identity } from '../shared/identity.js';
import { labels } from '../shared/labels.js';
import { DirectoryRefused } from './directory-refused.js';

export const ops = { add: 1, rotate: 2, revoke: 3, genesis: 4, adminAdd: 5, edge: 6, recovery: 9 } as const;
export type Op = (typeof ops)[keyof typeof ops];

/** Bit 1 of a role: may open cases. The other bits belong to the product. */
export const mayOpenCases = 0x02;

export const entryBytes = 286;
const bodyBytes = 158;
const magic = utf8('HLD1');
const knownOps: ReadonlySet<number> = new Set(Object.values(ops));

/** The signed part of an entry, without its two signatures. */
export interface EntryBody {
  readonly seq: number;
  readonly prev: Uint8Array;
  /** When its signer says it was made, Unix milliseconds: a claim. */
  readonly ms: number;
  readonly subject: Id;
  readonly op: Op;
  readonly role: number;
  readonly kv: number;
  readonly ed25519: Uint8Array;
  readonly x25519: Uint8Array;
  readonly signer: Id;
  readonly signerKv: number;
}

export interface Entry extends EntryBody {
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
}

/**
 * @param subject whose keys stand in the entry; undefined in a REVOKE, whose self-signature is zeros
 * @param signer  root or an administrator
 */
export function signEntry(body: EntryBody, subject: Identity | undefined, signer: Identity): Entry {
  return assembleEntry(encodeBody(body), subject && signPossession(body, subject), signer);
}

/** The subject's part of an enrolment, made in the subject's own browser: it proves possession of the new key. */
export const signPossession = (body: EntryBody, subject: Identity): Uint8Array =>
  sign(subject.signing.privateKey, concat(labels.directorySelf, encodeBody(body)));

/** The signer's part. @param selfSig from `signPossession`; zeros when absent */
export function assembleEntry(body: Uint8Array, selfSig: Uint8Array | undefined, signer: Identity): Entry {
  const self = selfSig ?? zeros(signatureBytes);
  const signature = sign(signer.signing.privateKey, concat(labels.directory, body, self));
  return parseEntry(concat(body, self, signature));
}

export const encodeBody = (body: EntryBody): Uint8Array =>
  new FieldWriter(bodyBytes)
    .put(magic)
    .u64(body.seq)
    .put(body.prev, 32)
    .u64(body.ms)
    .put(body.subject, 16)
    .u8(body.op)
    .u8(body.role)
    .u32(body.kv)
    .put(body.ed25519, 32)
    .put(body.x25519, 32)
    .put(body.signer, 16)
    .u32(body.signerKv)
    .done();

/** Reads the fields and checks nothing but the form. @throws DirectoryRefused */
export function parseEntry(bytes: Uint8Array): Entry {
  if (bytes.length !== entryBytes) throw new DirectoryRefused('length');
  const reader = new FieldReader(bytes);
  if (!equal(reader.take(4), magic)) throw new DirectoryRefused('magic');
  return {
    seq: reader.u64(),
    prev: reader.take(32),
    ms: reader.u64(),
    subject: reader.take(16),
    op: readOp(reader.number(1)),
    role: reader.number(1),
    kv: reader.number(4),
    ed25519: reader.take(32),
    x25519: reader.take(32),
    signer: reader.take(16),
    signerKv: reader.number(4),
    bytes,
    hash: hash256(bytes),
  };
}

/** Does the key inside the entry sign for itself? */
export const provesPossession = (entry: Entry): boolean =>
  verify(entry.ed25519, concat(labels.directorySelf, entry.bytes.subarray(0, bodyBytes)), selfSigOf(entry));

export const isSignedBy = (entry: Entry, signerKey: Uint8Array): boolean =>
  verify(
    signerKey,
    concat(labels.directory, entry.bytes.subarray(0, bodyBytes + signatureBytes)),
    entry.bytes.subarray(bodyBytes + signatureBytes),
  );

export const selfSigOf = (entry: Entry): Uint8Array =>
  entry.bytes.subarray(bodyBytes, bodyBytes + signatureBytes);

function readOp(value: number): Op {
  if (!knownOps.has(value)) throw new DirectoryRefused('op');
  return value as Op;
}
