import type { Directory } from '../directory/directory.js';
import type { EnrolledKey } from '../directory/key-ring.js';
import { equal } from '../shared/bytes.js';
import type { Id } from '../shared/identity.js';
import { CircleRefused } from './circle-refused.js';

/** The newest place of a chain. */
export interface Head {
  readonly seq: number;
  /** Undefined only at the start of a range whose predecessor was not fetched. */
  readonly hash: Uint8Array | undefined;
}

/** Against what a row is judged: the state of its chain and of the directory just before it. */
export interface Position {
  readonly directory: Directory;
  readonly head: Head;
  /** The directory place that the predecessor named; it never goes back. */
  readonly dirSeq: number;
  /** How far the directory is known to have gone when this row cannot have existed yet; 0 for rows below a pin. */
  readonly floor: number;
  /** True when the row is about to be added to a complete chain; false while reading what a server returned. */
  readonly adding: boolean;
  /** The last place before which something is missing; 0 when nothing is. */
  readonly gapBefore: number;
  /** True below a pin, whose hash covers signatures that were verified when it was taken. */
  readonly signatureKnown: boolean;
}

/** What every row of a chain claims about itself. */
export interface Claim {
  readonly seq: number;
  readonly prev: Uint8Array;
  readonly dirHead: Uint8Array;
  readonly author: Id;
  readonly authorKv: number;
}

/**
 * The row comes next. A reader lets places be missing in front of it (the chain is then shown as damaged), because one
 * withheld record must not take the readable rest away; whoever adds does not.
 */
export function checkPlace({ seq, prev }: Pick<Claim, 'seq' | 'prev'>, { head, adding }: Position): void {
  const next = head.seq + 1;
  if (seq < next || (adding && seq > next)) throw new CircleRefused('seq');
  if (seq === next && head.hash && !equal(prev, head.hash)) throw new CircleRefused('prev');
}

/** @returns the place of `dirHead`, which is known and not older than the predecessor's */
export function checkDirectoryHead({ dirHead }: Pick<Claim, 'dirHead'>, position: Position): number {
  const dirSeq = position.directory.seqOf(dirHead);
  if (dirSeq === undefined || dirSeq < position.dirSeq) throw new CircleRefused('directory-head');
  return dirSeq;
}

/**
 * A key in force at the directory place that its row names, and still in force at the newest one that the row must have
 * known: a removed key cannot date a record back above a pin.
 */
export function keyInForce(
  user: Id,
  kv: number,
  dirSeq: number,
  position: Position,
): EnrolledKey | undefined {
  const { directory, floor } = position;
  return directory.keyAt(user, kv, dirSeq) && directory.keyAt(user, kv, Math.max(dirSeq, floor));
}
