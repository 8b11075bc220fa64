import { hash256 } from '../hazmat/hash.js';
import { sign, signatureBytes, verify } from '../hazmat/signature.js';
import { concat, equal, utf8 } from '../shared/bytes.js';
import { FieldReader, FieldWriter } from '../shared/fields.js';
import type { Id } from '../shared/identity.js';
import { labels, suite } from '../shared/labels.js';
import { CircleRefused } from './circle-refused.js';

const magic = utf8('HLE1');
const fixedBytes = 215;
const memberBytes = 53;

/** Bits of a member's rights. */
export const rights = { read: 1, write: 2, grant: 4 } as const;

export interface Member {
  readonly user: Id;
  readonly kv: number;
  readonly rights: number;
  /** H of the sealed grant that hands this member the epoch's secret. */
  readonly grantHash: Uint8Array;
}

export interface EpochBody {
  readonly caseId: Id;
  /** In the first record only, zeros after it. */
  readonly caseSalt: Uint8Array;
  readonly epoch: number;
  /** When its grantor says it was made: a claim. */
  readonly ms: number;
  readonly seq: number;
  readonly prev: Uint8Array;
  readonly dirHead: Uint8Array;
  readonly dirSeq: number;
  readonly commit: Uint8Array;
  /** Zeros unless the circle is an inbox. */
  readonly intakePk: Uint8Array;
  readonly grantor: Id;
  readonly grantorKv: number;
  readonly members: readonly Member[];
}

export interface EpochRecord extends EpochBody {
  readonly type: 'epoch';
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
}

/** Says who may read, write and grant from here on. Signs whatever it is given: `composeEpoch` makes honest ones. */
export function signEpochRecord(body: EpochBody, privateKey: Uint8Array): Uint8Array {
  const encoded = encodeBody(body);
  return concat(encoded, sign(privateKey, signedBytes(encoded)));
}

export const isEpochRecord = (row: Uint8Array): boolean => equal(row.subarray(0, 4), magic);

/** Reads the fields; checks magic, suite and length only. @throws CircleRefused */
export function parseEpochRecord(bytes: Uint8Array): EpochRecord {
  const reader = new FieldReader(bytes);
  if (!equal(reader.take(4), magic)) throw new CircleRefused('magic');
  if (reader.number(1) !== suite) throw new CircleRefused('suite');
  const fields = readFields(reader);
  const count = reader.number(2);
  if (bytes.length !== fixedBytes + count * memberBytes + signatureBytes) throw new CircleRefused('length');
  const members = Array.from({ length: count }, () => readMember(reader));
  return { type: 'epoch', ...fields, members, bytes, hash: hash256(bytes) };
}

export const isEpochSignedBy = (record: EpochRecord, publicKey: Uint8Array): boolean =>
  verify(
    publicKey,
    signedBytes(record.bytes.subarray(0, -signatureBytes)),
    record.bytes.subarray(-signatureBytes),
  );

const signedBytes = (body: Uint8Array): Uint8Array => concat(labels.epochRecord, hash256(body));

const readFields = (reader: FieldReader): Omit<EpochBody, 'members'> => ({
  caseId: reader.take(16),
  caseSalt: reader.take(16),
  epoch: reader.number(4),
  ms: reader.u64(),
  seq: reader.u64(),
  prev: reader.take(32),
  dirHead: reader.take(32),
  dirSeq: reader.u64(),
  commit: reader.take(32),
  intakePk: reader.take(32),
  grantor: reader.take(16),
  grantorKv: reader.number(4),
});

const readMember = (reader: FieldReader): Member => ({
  user: reader.take(16),
  kv: reader.number(4),
  rights: reader.number(1),
  grantHash: reader.take(32),
});

function encodeBody(body: EpochBody): Uint8Array {
  const writer = new FieldWriter(fixedBytes + body.members.length * memberBytes)
    .put(magic)
    .u8(suite)
    .put(body.caseId, 16)
    .put(body.caseSalt, 16)
    .u32(body.epoch)
    .u64(body.ms)
    .u64(body.seq)
    .put(body.prev, 32)
    .put(body.dirHead, 32)
    .u64(body.dirSeq)
    .put(body.commit, 32)
    .put(body.intakePk, 32)
    .put(body.grantor, 16)
    .u32(body.grantorKv)
    .u16(body.members.length);
  for (const member of body.members) {
    writer.put(member.user, 16).u32(member.kv).u8(member.rights).put(member.grantHash, 32);
  }
  return writer.done();
}
