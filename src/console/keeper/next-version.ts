import { kinds } from '../../e2ee/circle/header.js';
import type { ErasedRecord, ReadRecord } from '../../e2ee/circle/open-contents.js';
import type { Id } from '../../e2ee/shared/identity.js';
import { equal, hex } from '../../e2ee/shared/bytes.js';
import { Failed } from '../session/failure.js';
import { openHeld, type HeldCircle } from './held-circle.js';
import { unlocked } from './state.js';
import { versionRace, type NextVersion } from './version-race.js';

/**
 * Looks at an object just before its next version is written.
 *
 * @returns the hash, in hex, of the version that says exactly this already; undefined when it is to be written
 * @throws Failed with `code` when there is a newer version than the one that its author saw
 */
export function writtenAlready(
  circle: HeldCircle,
  object: Id,
  next: NextVersion,
  code: 'note-superseded' | 'incident-superseded',
): string | undefined {
  if (!circle.chain.object(object)) return undefined;
  return raced(circle, ({ header }) => equal(header.object, object), next, code);
}

/**
 * The same for the plan of a file: it has one at a time, whatever its objects are, because each is written as a whole.
 *
 * @throws Failed `plan-superseded`
 */
export const plannedAlready = (circle: HeldCircle, next: NextVersion): string | undefined =>
  raced(circle, ({ header }) => header.kind === kinds.plan, next, 'plan-superseded');

function raced(
  circle: HeldCircle,
  isIt: (envelope: ReadRecord['envelope']) => boolean,
  next: NextVersion,
  code: string,
): string | undefined {
  const newest = openHeld(circle)
    .contents.filter((content): content is ReadRecord | ErasedRecord => content.state !== 'failed')
    .findLast(({ envelope }) => isIt(envelope));
  const known = newest && {
    hash: hex(newest.envelope.hash),
    text: newest.state === 'read' ? newest.text : undefined,
    isMine: equal(newest.envelope.header.author, unlocked().user),
  };
  const verdict = versionRace(known, next);
  if (verdict === 'superseded') throw new Failed({ kind: 'refused', code });
  return verdict === 'already' ? known?.hash : undefined;
}
