import type { EnrolledKey } from '../directory/key-ring.js';
import { equal } from '../shared/bytes.js';
import type { CaseChain } from './case-chain.js';
import { claimOf, type Place, type Row } from './chain-walk.js';
import { CircleRefused } from './circle-refused.js';
import type { Envelope } from './envelope.js';
import { rights } from './epoch-record.js';
import { hasRight } from './judge-epoch.js';
import {
  isSignedOffBy,
  parseSignOff,
  signOffObject,
  type LevelStatement,
  type SignOff,
} from './level-statement.js';

/** What a reader may make of a second signature that is good. */
export interface JudgedSignOff {
  /**
   * `here`: whoever gave it may write here, with this key, now. `kept`: not any more, and it counts as it did, because a record of
   * hers put it into the chain and somebody whose key is in force wrote after it. `waits`: nobody did yet; it does not count.
   */
  readonly state: 'here' | 'kept' | 'waits';
  readonly key: EnrolledKey;
}

/** A second person, who may write here and whose key is in force, agrees with exactly this statement. @throws CircleRefused */
export function checkSignOff(statement: LevelStatement, signOff: SignOff, chain: CaseChain): EnrolledKey {
  const { directory, inForce } = chain;
  if (!inForce || !hasRight(inForce, signOff.signer, signOff.signerKv, rights.write))
    throw new CircleRefused('right');
  return agreed(statement, signOff, directory.keyAt(signOff.signer, signOff.signerKv, directory.seq));
}

/**
 * For a reader, also after the signer has left, has other keys or was removed: her signature then is worth what a record of hers is
 * worth that stands in the chain. A record alone is not enough: while nothing follows it, whoever left can still write one and date it
 * back for a reader who has no pin (ADR 0167).
 *
 * @throws CircleRefused
 */
export function judgeSignOff(statement: LevelStatement, bytes: Uint8Array, chain: CaseChain): JudgedSignOff {
  const signOff = parseSignOff(bytes);
  const record = recordOf(bytes, signOff, chain);
  if (!record || isHere(signOff, chain))
    return { state: 'here', key: checkSignOff(statement, signOff, chain) };
  const { directory } = chain;
  const then = directory.seqOf(record.header.dirHead) ?? 0;
  const key = agreed(statement, signOff, directory.keyAt(signOff.signer, signOff.signerKv, then));
  return { state: isFollowed(record, chain) ? 'kept' : 'waits', key };
}

function agreed(statement: LevelStatement, signOff: SignOff, key: EnrolledKey | undefined): EnrolledKey {
  if (equal(signOff.signer, statement.author)) throw new CircleRefused('second-signer');
  if (!key) throw new CircleRefused('key');
  if (!isSignedOffBy(statement, signOff, key.ed25519)) throw new CircleRefused('signature');
  return key;
}

const isHere = ({ signer, signerKv }: SignOff, { directory, inForce }: CaseChain): boolean =>
  inForce !== undefined &&
  hasRight(inForce, signer, signerKv, rights.write) &&
  directory.keyAt(signer, signerKv, directory.seq) !== undefined;

/** The signer's own record of this signature. It was found sound, so she could write here and her key was in force at its place. */
function recordOf(bytes: Uint8Array, { signer, signerKv }: SignOff, chain: CaseChain): Envelope | undefined {
  const object = signOffObject(bytes);
  return chain.records.find(
    ({ header }) =>
      equal(header.object, object) && equal(header.author, signer) && header.authorKv === signerKv,
  );
}

/** Did somebody whose key is in force build on it? Hash by hash: what comes after a gap proves nothing of what is before it. */
function isFollowed({ header, hash }: Envelope, { places, directory }: CaseChain): boolean {
  let before = hash;
  for (const row of rowsAfter(header.seq, places)) {
    const { prev, author, authorKv } = claimOf(row);
    if (!equal(prev, before)) return false;
    if (directory.keyAt(author, authorKv, directory.seq)) return true;
    before = row.hash;
  }
  return false;
}

const rowsAfter = (seq: number, places: readonly Place[]): Row[] =>
  places.flatMap((place) => (place.state === 'sound' && place.seq > seq ? [place.row] : []));
