import { equal } from '../shared/bytes.js';
import type { CaseChain } from './case-chain.js';
import type { Place } from './chain-walk.js';
import { CircleRefused } from './circle-refused.js';
import type { Envelope } from './envelope.js';
import { kinds } from './header.js';
import { levelFieldsIn, sameFields } from './level-text.js';
import { isLevelSignedBy, type LevelStatement } from './level-statement.js';
import type { Content } from './open-contents.js';

/**
 * What can be checked without the text, so by the server too: the statement speaks of a sound assessment of this case and
 * is signed by that record's author.
 *
 * @returns the assessment's envelope
 * @throws CircleRefused
 */
export function checkLevelAuthor(statement: LevelStatement, chain: CaseChain): Envelope {
  if (!equal(statement.caseId, chain.caseId)) throw new CircleRefused('case');
  const record = chain.records.find(({ hash }) => equal(hash, statement.record));
  if (record?.header.kind !== kinds.assessment) throw new CircleRefused('level-record');
  const { author, authorKv } = record.header;
  if (!equal(author, statement.author) || authorKv !== statement.authorKv)
    throw new CircleRefused('level-record');
  checkLevelSignature(statement, record, chain);
  return record;
}

function checkLevelSignature(
  statement: LevelStatement,
  { header }: Envelope,
  { directory }: CaseChain,
): void {
  const key = directory.keyAt(header.author, header.authorKv, directory.seqOf(header.dirHead) ?? 0);
  if (!key || !isLevelSignedBy(statement, key.ed25519)) throw new CircleRefused('signature');
}

/**
 * The whole check, for a reader: the sealed text says the same, and no newer assessment of this instrument exists. An
 * assessment that cannot be read, or was erased, may be one of this instrument: a level in front of it is not believed, and
 * a new assessment puts it right.
 *
 * @throws CircleRefused
 */
export function checkLevel(statement: LevelStatement, chain: CaseChain, contents: readonly Content[]): void {
  const { hash, header } = checkLevelAuthor(statement, chain);
  const own = contents.find((content) => content.state === 'read' && equal(content.envelope.hash, hash));
  const fields = own?.state === 'read' ? levelFieldsIn(own.text) : undefined;
  if (!fields || !sameFields(fields, statement)) throw new CircleRefused('level-text');
  const newer = contents.some(
    (content) => content.seq > header.seq && mayAssess(content, statement.instrument),
  );
  if (newer) throw new CircleRefused('level-older');
}

/**
 * The check for a reader who has the chain without its contents: as `checkLevel`, but for what the sealed text says. A circle is assessed
 * with one instrument, so any later assessment is a newer one.
 *
 * @throws CircleRefused
 */
export function checkLevelUnread(statement: LevelStatement, chain: CaseChain): void {
  const { header } = checkLevelAuthor(statement, chain);
  if (chain.places.some((place) => place.seq > header.seq && mayBeAssessment(place)))
    throw new CircleRefused('level-older');
}

/** Could this content be an assessment of the instrument? */
export function mayAssess(content: Content, instrument: string): boolean {
  if (content.state === 'failed') return true;
  if (content.envelope.header.kind !== kinds.assessment) return false;
  const fields = content.state === 'read' ? levelFieldsIn(content.text) : undefined;
  return fields === undefined || fields.instrument === instrument;
}

/** Could an assessment stand at this place? */
export const mayBeAssessment = (place: Place): boolean =>
  place.state === 'failed' || (place.row.type === 'record' && place.row.header.kind === kinds.assessment);
