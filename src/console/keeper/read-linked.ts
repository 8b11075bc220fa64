import { readLinked } from '../../contracts/circles/records.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import { openLinked, type LinkedRows } from '../../e2ee/channel/open-linked.js';
import { CaseChain } from '../../e2ee/circle/case-chain.js';
import { kinds } from '../../e2ee/circle/header.js';
import { readLinkText } from '../../e2ee/circle/link-text.js';
import type { ReadRecord } from '../../e2ee/circle/open-contents.js';
import { hex } from '../../e2ee/shared/bytes.js';
import { refusalOf } from '../../e2ee/shared/refusal.js';
import { call } from '../api/call.js';
import { holdCircle, openHeld, type HeldCircle } from './held-circle.js';
import { unlocked } from './state.js';
import { transcriptOf, type TranscriptLine } from './transcript.js';

/** A conversation that a circle cites. */
export interface LinkedConversation {
  readonly seq: number;
  readonly ms: number;
  readonly author: string;
  readonly channel: string;
  readonly lines: readonly TranscriptLine[];
  /** `given-on`: a hand-over gave its keys to a case. `failed`: the server did not show what is cited. */
  readonly state: 'read' | 'given-on' | 'failed';
  /** Why it failed; empty otherwise. */
  readonly reason: string;
}

type NameOf = (id: Uint8Array) => string;

/** Every conversation that a circle cites, in the circle's order. One that fails a check says so and hides no other. */
export async function readLinkedIn(caseId: string, nameOf: NameOf): Promise<LinkedConversation[]> {
  const circle = await holdCircle(caseId);
  const { contents, erased } = openHeld(circle);
  return Promise.all(contents.filter(isLink).map((link) => readOne(circle, link, erased, nameOf)));
}

/** The LINK record at a place of a circle. */
export const linkAt = (circle: HeldCircle, seq: number): ReadRecord | undefined =>
  openHeld(circle)
    .contents.filter(isLink)
    .find((link) => link.seq === seq);

const isLink = (content: { readonly state: string }): content is ReadRecord =>
  content.state === 'read' && (content as ReadRecord).envelope.header.kind === kinds.link;

/** What a LINK record cites, as the server has it; its chain is judged by `openLinked`. */
export async function linkedRows(circleId: string, { envelope }: ReadRecord): Promise<LinkedRows> {
  const found = await call(readLinked, { params: { id: circleId, record: hex(envelope.hash) } });
  return {
    inbox: inboxOf(found),
    rows: found.records.map(({ bytes }) => bytes),
    wraps: new Map(found.wraps.map(({ record, wrap }) => [hex(record), wrap])),
  };
}

const inboxOf = ({ inbox, epochs }: AnswerOf<typeof readLinked>): CaseChain =>
  CaseChain.read(
    idBytes(inbox),
    unlocked().directory,
    epochs.map(({ bytes }) => bytes),
  );

async function readOne(
  { answer, secrets }: HeldCircle,
  link: ReadRecord,
  erased: ReadonlySet<string>,
  nameOf: NameOf,
): Promise<LinkedConversation> {
  const citation = readLinkText(link.text);
  const { author, ms } = link.envelope.header;
  const about = { seq: link.seq, ms, author: nameOf(author), channel: idText(citation.channel), lines: [] };
  const found = await linkedRows(answer.id, link);
  try {
    const contents = openLinked(citation, found, secrets.wrapKey, erased);
    return { ...about, state: 'read', lines: transcriptOf(contents, nameOf), reason: '' };
  } catch (caught) {
    const reason = String(refusalOf(caught).reason);
    // A hand-over whose keys went on to a case. A server could pretend it; it could withhold the records as well.
    if (answer.kind === 'hand-over' && found.wraps.size === 0)
      return { ...about, state: 'given-on', reason: '' };
    return { ...about, state: 'failed', reason };
  }
}
