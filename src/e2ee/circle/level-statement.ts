import { hash128 } from '../hazmat/hash.js';
import { sign, signatureBytes, verify } from '../hazmat/signature.js';
import { concat, equal, utf8 } from '../shared/bytes.js';
import { FieldReader, FieldWriter } from '../shared/fields.js';
import type { Id, Identity } from '../shared/identity.js';
import { labels, suite } from '../shared/labels.js';
import { CircleRefused } from './circle-refused.js';

const magic = utf8('HLL1');
const bodyBytes = 109;
const signOffBytes = 84;

/** 1 low, 2 medium, 3 high, 4 extreme. */
export type LevelNumber = 1 | 2 | 3 | 4;

export const levelFlags = { provisional: 1, criticalUnknown: 2, loweringForbidden: 4 } as const;
const allFlags = 7;

/** What the assessment's sealed text repeats, so that a reader can compare. Times in Unix milliseconds. */
export interface LevelFields {
  /** Four ASCII letters, such as VSRA. */
  readonly instrument: string;
  /** The instrument's major version. */
  readonly version: number;
  readonly computed: LevelNumber;
  readonly inForce: LevelNumber;
  readonly flags: number;
  readonly assessed: number;
  readonly due: number;
  /** End of an override downwards, or 0. */
  readonly loweredUntil: number;
}

export interface LevelBody extends LevelFields {
  readonly caseId: Id;
  /** EH of the sealed assessment it speaks of. */
  readonly record: Uint8Array;
  readonly author: Id;
  readonly authorKv: number;
}

export interface LevelStatement extends LevelBody {
  readonly body: Uint8Array;
  readonly signature: Uint8Array;
}

/** A level that the server can read and schedule by, and that nobody but its author can have written. */
export function signLevel(body: LevelBody, author: Identity): Uint8Array {
  const encoded = encodeBody(body);
  return concat(encoded, sign(author.signing.privateKey, concat(labels.level, encoded)));
}

/** Checks magic, suite, length and the ranges of levels, flags and letters. @throws CircleRefused */
export function parseLevel(bytes: Uint8Array): LevelStatement {
  if (bytes.length !== bodyBytes + signatureBytes) throw new CircleRefused('length');
  const reader = new FieldReader(bytes);
  if (!equal(reader.take(4), magic)) throw new CircleRefused('magic');
  if (reader.number(1) !== suite) throw new CircleRefused('suite');
  return {
    instrument: readLetters(reader.take(4)),
    version: reader.number(4),
    caseId: reader.take(16),
    record: reader.take(32),
    computed: readLevel(reader.number(1)),
    inForce: readLevel(reader.number(1)),
    flags: readFlags(reader.number(2)),
    assessed: reader.u64(),
    due: reader.u64(),
    loweredUntil: reader.u64(),
    author: reader.take(16),
    authorKv: reader.number(4),
    body: bytes.subarray(0, bodyBytes),
    signature: bytes.subarray(bodyBytes),
  };
}

export const isLevelSignedBy = ({ body, signature }: LevelStatement, publicKey: Uint8Array): boolean =>
  verify(publicKey, concat(labels.level, body), signature);

/** A second person's agreement with exactly this statement: 84 B. */
export interface SignOff {
  readonly signer: Id;
  readonly signerKv: number;
  readonly signature: Uint8Array;
}

export const signOffLevel = ({ body }: LevelStatement, signer: Identity): Uint8Array =>
  new FieldWriter(signOffBytes)
    .put(signer.user, 16)
    .u32(signer.kv)
    .put(sign(signer.signing.privateKey, concat(labels.secondSignOff, body)))
    .done();

/** @throws CircleRefused */
export function parseSignOff(bytes: Uint8Array): SignOff {
  if (bytes.length !== signOffBytes) throw new CircleRefused('length');
  const reader = new FieldReader(bytes);
  return { signer: reader.take(16), signerKv: reader.number(4), signature: reader.take(signatureBytes) };
}

/**
 * The object id of the record with which a second person puts her signature into the chain. It follows from the 84 bytes, so
 * her record speaks of this signature and of no other, and says so to whoever cannot read it.
 */
export const signOffObject = (signOff: Uint8Array): Id => hash128(concat(labels.signOffObject, signOff));

export const isSignedOffBy = (
  { body }: LevelStatement,
  { signature }: SignOff,
  publicKey: Uint8Array,
): boolean => verify(publicKey, concat(labels.secondSignOff, body), signature);

const encodeBody = (body: LevelBody): Uint8Array =>
  new FieldWriter(bodyBytes)
    .put(magic)
    .u8(suite)
    .put(utf8(body.instrument), 4)
    .u32(body.version)
    .put(body.caseId, 16)
    .put(body.record, 32)
    .u8(body.computed)
    .u8(body.inForce)
    .u16(body.flags)
    .u64(body.assessed)
    .u64(body.due)
    .u64(body.loweredUntil)
    .put(body.author, 16)
    .u32(body.authorKv)
    .done();

function readLetters(bytes: Uint8Array): string {
  const letters = String.fromCharCode(...bytes);
  if (/[^A-Za-z]/.test(letters)) throw new CircleRefused('level');
  return letters;
}

function readLevel(value: number): LevelNumber {
  if (value < 1 || value > 4) throw new CircleRefused('level');
  return value as LevelNumber;
}

function readFlags(value: number): number {
  if (value > allFlags) throw new CircleRefused('flags');
  return value;
}
