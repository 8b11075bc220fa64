import { mayOpenCases } from '../directory/entry.js';
import type { EnrolledKey } from '../directory/key-ring.js';
import { compare, equal, isZero } from '../shared/bytes.js';
import type { Id } from '../shared/identity.js';
import { deriveCaseId } from './case-id.js';
import { CircleRefused } from './circle-refused.js';
import { isEpochSignedBy, rights, type EpochRecord, type Member } from './epoch-record.js';
import { checkDirectoryHead, checkPlace, keyInForce, type Position } from './position.js';

const allRights = rights.read | rights.write | rights.grant;
const recoveryRights = rights.read | rights.grant;

/**
 * May this epoch record stand here? Proves that a person with the authority chose these members and keys, and that all of
 * them commit to one secret. Does not prove that the server handed a grant to everybody, nor who the persons are.
 *
 * @param before the epoch in force, undefined at the start of a chain
 * @returns the directory place it names
 * @throws CircleRefused
 */
export function checkEpochRecord(
  record: EpochRecord,
  caseId: Id,
  before: EpochRecord | undefined,
  position: Position,
): number {
  if (!equal(record.caseId, caseId)) throw new CircleRefused('case');
  checkPlace(record, position);
  if (record.epoch !== (before?.epoch ?? 0) + 1) throw new CircleRefused('epoch');
  const dirSeq = checkDirectoryHead(record, position);
  if (dirSeq !== record.dirSeq) throw new CircleRefused('directory-head');
  checkGrantor(record, before, position);
  checkMembers(record, position);
  return dirSeq;
}

function checkGrantor(record: EpochRecord, before: EpochRecord | undefined, position: Position): void {
  const grantor = keyInForce(record.grantor, record.grantorKv, record.dirSeq, position);
  if (!grantor) throw new CircleRefused('key');
  if (before) checkSuccessor(record, before);
  else checkFirst(record, grantor);
  if (!position.signatureKnown && !isEpochSignedBy(record, grantor.ed25519))
    throw new CircleRefused('signature');
}

function checkFirst(record: EpochRecord, grantor: EnrolledKey): void {
  if (record.seq !== 1) throw new CircleRefused('seq');
  const mayOpen = grantor.kind === 'person' && (grantor.role & mayOpenCases) !== 0;
  if (!mayOpen) throw new CircleRefused('first-grantor');
  const id = deriveCaseId(record.grantor, record.grantorKv, record.caseSalt);
  if (!equal(id, record.caseId)) throw new CircleRefused('case-id');
}

function checkSuccessor(record: EpochRecord, before: EpochRecord): void {
  if (!isZero(record.caseSalt)) throw new CircleRefused('case-salt');
  if (!hasRight(before, record.grantor, record.grantorKv, rights.grant)) throw new CircleRefused('right');
  if (isZero(record.intakePk) !== isZero(before.intakePk)) throw new CircleRefused('intake-key');
}

function checkMembers(record: EpochRecord, position: Position): void {
  const { members } = record;
  const sorted = members.every((member, index) => isAfter(members[index - 1], member));
  if (!sorted) throw new CircleRefused('member-order');
  for (const member of members) checkMember(member, record.dirSeq, position);
  const recovery = position.directory.recoveryAt(record.dirSeq);
  if (recovery && !members.some(({ user }) => equal(user, recovery.user))) {
    throw new CircleRefused('recovery-missing');
  }
}

const isAfter = (previous: Member | undefined, member: Member): boolean =>
  previous === undefined || compare(previous.user, member.user) < 0;

function checkMember(member: Member, dirSeq: number, position: Position): void {
  const key = keyInForce(member.user, member.kv, dirSeq, position);
  if (!key) throw new CircleRefused('member-key');
  if (key.kind !== 'person' && key.kind !== 'recovery') throw new CircleRefused('member-kind');
  const allowed =
    key.kind === 'recovery'
      ? member.rights === recoveryRights
      : member.rights <= allRights && (member.rights & rights.read) !== 0;
  if (!allowed) throw new CircleRefused('member-rights');
}

export const memberOf = (epoch: EpochRecord, user: Id, kv: number): Member | undefined =>
  epoch.members.find((member) => member.kv === kv && equal(member.user, user));

/** Has (user, kv) every bit of `wanted` in this epoch? */
export function hasRight(epoch: EpochRecord, user: Id, kv: number, wanted: number): boolean {
  const member = memberOf(epoch, user, kv);
  return member !== undefined && (member.rights & wanted) === wanted;
}
