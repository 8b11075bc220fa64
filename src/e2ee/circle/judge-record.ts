import { equal, zeros } from '../shared/bytes.js';
import type { Id } from '../shared/identity.js';
import { CircleRefused } from './circle-refused.js';
import { isRecordSignedBy, type Envelope } from './envelope.js';
import { rights, type EpochRecord } from './epoch-record.js';
import { kinds, type Header } from './header.js';
import { hasRight } from './judge-epoch.js';
import { checkDirectoryHead, checkPlace, keyInForce, type Position } from './position.js';

/** The newest version of an object that was found sound. */
export interface ObjectState {
  readonly version: number;
  readonly hash: Uint8Array;
  readonly seq: number;
}

/**
 * May this record stand here in a case? Everything but its content, in the protocol's order: case, place, epoch, right,
 * directory head, key, signature, version.
 *
 * @returns the directory place it names
 * @throws CircleRefused
 */
export function checkCaseRecord(
  envelope: Envelope,
  caseId: Id,
  inForce: EpochRecord | undefined,
  object: ObjectState | undefined,
  position: Position,
): number {
  const { header } = envelope;
  if (header.kind === kinds.inbound || header.kind === kinds.reply) throw new CircleRefused('kind');
  if (!equal(header.caseId, caseId)) throw new CircleRefused('case');
  checkPlace(header, position);
  if (header.epoch !== inForce?.epoch) throw new CircleRefused('epoch');
  if (!mayWrite(header, inForce)) throw new CircleRefused('right');
  const dirSeq = checkDirectoryHead(header, position);
  checkAuthor(envelope, dirSeq, position);
  checkVersion(header, object, position);
  return dirSeq;
}

/** Writing needs the write right; erasing the grant right too. */
export function mayWrite({ author, authorKv, kind }: Header, epoch: EpochRecord): boolean {
  const wanted = kind === kinds.erase ? rights.write | rights.grant : rights.write;
  return hasRight(epoch, author, authorKv, wanted);
}

/** The author's key is in force and signed this. @throws CircleRefused */
export function checkAuthor(envelope: Envelope, dirSeq: number, position: Position): void {
  const key = keyInForce(envelope.header.author, envelope.header.authorKv, dirSeq, position);
  if (!key) throw new CircleRefused('key');
  if (!position.signatureKnown && !isRecordSignedBy(envelope, key.ed25519))
    throw new CircleRefused('signature');
}

const unborn: ObjectState = { version: 0, hash: zeros(32), seq: 0 };

function checkVersion(header: Header, known: ObjectState = unborn, { gapBefore }: Position): void {
  const isNext = header.version === known.version + 1 && equal(header.prevVersion, known.hash);
  const mayHaveMissed = gapBefore > known.seq && header.version > known.version + 1;
  if (!isNext && !mayHaveMissed) throw new CircleRefused('version');
}
