import { Channel } from '../../e2ee/channel/channel.js';
import { CaseChain } from '../../e2ee/circle/case-chain.js';
import { parseEnvelope, type Envelope } from '../../e2ee/circle/envelope.js';
import { parseEpochRecord, type EpochRecord } from '../../e2ee/circle/epoch-record.js';
import { checkEpochRecord } from '../../e2ee/circle/judge-epoch.js';
import { checkCaseRecord, type ObjectState } from '../../e2ee/circle/judge-record.js';
import type { Position } from '../../e2ee/circle/position.js';
import type { Directory } from '../../e2ee/directory/directory.js';
import { refusalOf } from '../../e2ee/shared/refusal.js';
import { idBytes } from '../../contracts/shared/scalars.js';
import type { CircleRefusal } from '../../contracts/circles/refusal-codes.js';
import type { ChainHead, Circle } from './circle.js';
import { CirclesRefused } from './circles-refused.js';

/** A text of about 700,000 characters. Longer ones are attachments. */
const largestRecordBytes = 1_048_576;

/** The chain went on while the author was writing: she reads it again and applies her intention anew. */
const outrun: ReadonlySet<string> = new Set(['seq', 'prev']);

/** Turns a refusal of the protocol into one of ours. Anything else is a fault and is thrown on. */
export function judged<T>(judge: () => T, code: CircleRefusal = 'chain-record-refused'): T {
  try {
    return judge();
  } catch (caught) {
    const { reason } = refusalOf(caught);
    if (code === 'chain-record-refused' && outrun.has(reason)) throw new CirclesRefused('chain-superseded');
    throw new CirclesRefused(code, reason);
  }
}

/** A sealed record as somebody sends it: whole, never a stub. @throws CirclesRefused */
export function readEnvelope(row: Uint8Array): Envelope {
  if (row.length > largestRecordBytes) throw new CirclesRefused('record-too-large');
  const envelope = judged(() => parseEnvelope(row));
  if (!envelope.ciphertext) throw new CirclesRefused('chain-record-refused', 'stub');
  return envelope;
}

/** @throws CirclesRefused */
export const readEpoch = (row: Uint8Array): EpochRecord => judged(() => parseEpochRecord(row));

const beforeFirst: ChainHead = { seq: 0, hash: new Uint8Array(32), dirSeq: 0 };

/**
 * May this epoch record stand next in the chain?
 *
 * @param circle where its chain stands; null for the first record of a new one
 * @returns the place of the directory that it names
 * @throws CirclesRefused
 */
export function judgeEpoch(
  record: EpochRecord,
  directory: Directory,
  circle: Circle | null,
  before: EpochRecord | undefined,
): number {
  const caseId = circle ? idBytes(circle.id) : record.caseId;
  const position = nextPlace(directory, circle?.head ?? beforeFirst);
  return judged(() => checkEpochRecord(record, caseId, before, position));
}

/** May this sealed record stand next in the circle's own chain? @returns the place of the directory that it names */
export function judgeRecord(
  envelope: Envelope,
  directory: Directory,
  circle: Circle,
  { inForce, object }: { readonly inForce: EpochRecord; readonly object: ObjectState | undefined },
): number {
  const position = nextPlace(directory, circle.head);
  return judged(() => checkCaseRecord(envelope, idBytes(circle.id), inForce, object, position));
}

/**
 * May this row stand next in a conversation of an inbox?
 *
 * @param inbox the inbox's epochs (see `foldEpochs`)
 * @returns the place of the directory that it names
 */
export function judgeInChannel(
  envelope: Envelope,
  row: Uint8Array,
  inbox: CaseChain,
  channel: string,
  head: ChainHead,
): number {
  const walk = new Channel(inbox, idBytes(channel), undefined, { seq: head.seq, hash: head.hash });
  // The inbox has a newer epoch than the author knew: legitimate here, for the conversation's own place is still free.
  if (envelope.header.epoch !== inbox.inForce?.epoch) throw new CirclesRefused('chain-superseded');
  judged(() => walk.admit(row));
  const dirSeq = inbox.directory.seqOf(envelope.header.dirHead) ?? 0;
  // The walk begins at the head and does not know what the head named.
  if (dirSeq < head.dirSeq) throw new CirclesRefused('chain-record-refused', 'directory-head');
  return dirSeq;
}

/**
 * Folds epoch records, and single sealed records between them, without what lies between. The rows were judged when they
 * were stored; the fold is for checks that ask who had which right.
 *
 * @param stored in the chain's order
 */
export const foldEpochs = (circle: Circle, directory: Directory, stored: readonly Uint8Array[]): CaseChain =>
  CaseChain.read(idBytes(circle.id), directory, stored);

/** Everything counts as new: keys must be in force now, and no place may be left out. */
const nextPlace = (directory: Directory, head: ChainHead): Position => ({
  directory,
  head: { seq: head.seq, hash: head.hash },
  dirSeq: head.dirSeq,
  floor: directory.seq,
  adding: true,
  gapBefore: 0,
  signatureKnown: false,
});
