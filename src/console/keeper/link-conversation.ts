import { linkChannel } from '../../contracts/circles/records.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import { openDraft, sealDraft } from '../../e2ee/account/drafts.js';
import { composeRecord, type ComposedRecord } from '../../e2ee/circle/compose-record.js';
import type { Envelope } from '../../e2ee/circle/envelope.js';
import { kinds } from '../../e2ee/circle/header.js';
import { linkText, type Link } from '../../e2ee/circle/link-text.js';
import { rewrapAll, type Rewrapped } from '../../e2ee/circle/rewrap.js';
import { randomBytes } from '../../e2ee/hazmat/chance.js';
import { fromHex, hex } from '../../e2ee/shared/bytes.js';
import { call } from '../api/call.js';
import { Failed } from '../session/failure.js';
import { forgetChannel, holdChannel } from './held-channel.js';
import { holdCircle, type HeldCircle } from './held-circle.js';
import { racing } from './racing.js';
import { readLinkedIn } from './read-linked.js';
import { keep, keptUnder } from './safe-store.js';
import { unlocked } from './state.js';
import type { TranscriptLine } from './transcript.js';

/**
 * Gives everything of a conversation that the inbox still holds to a case, or to a hand-over: its keys move there. The
 * signatures of the edge and of operators stay, and nothing is sealed again (protocol, step 21).
 *
 * @throws Failed `nothing-to-link` when all of it is in a case already
 */
export async function linkConversation(inboxId: string, id: string, caseId: string): Promise<void> {
  await racing(async () => {
    forgetChannel(id);
    const { inbox, channel, wraps } = await holdChannel(inboxId, id);
    const run = newestRun(channel.records, wraps);
    const [first, last] = [run[0], run.at(-1)];
    if (!first || !last) throw new Failed({ kind: 'refused', code: 'nothing-to-link' });
    const target = await holdCircle(caseId);
    const range = { first: first.header.seq, last: last.header.seq };
    const cited = { inbox: inbox.chain.caseId, channel: channel.id, ...range, lastHash: last.hash };
    const moved = rewrapAll(run, wraps, inbox.secrets, target.secrets.wrapKey);
    if (moved.lost.length > 0) throw new Failed({ kind: 'untrusted', code: 'wrap-missing' });
    const { row, wrap } = composeLink(target, cited);
    const body = { row, wrap, inbox: inboxId, channel: id, ...range, wraps: keysOf(moved) };
    await call(linkChannel, { params: { id: caseId }, body });
    await rememberLink(id, caseId);
  });
  forgetChannel(id);
}

/** The record by which a case cites a part of a conversation. */
export const composeLink = ({ chain, secrets }: HeldCircle, cited: Link): ComposedRecord =>
  composeRecord(chain, secrets.wrapKey, {
    author: unlocked().identity,
    kind: kinds.link,
    object: randomBytes(16),
    ms: Date.now(),
    text: linkText(cited),
  });

/** As the API takes them. */
export const keysOf = ({ wraps }: Rewrapped) =>
  [...wraps].map(([record, wrap]) => ({ record: fromHex(record, 32), wrap }));

/** The newest unbroken run of records that the inbox holds the keys of, or that are erased. */
function newestRun(records: readonly Envelope[], wraps: ReadonlyMap<string, Uint8Array>): Envelope[] {
  const isHeld = ({ hash, ciphertext }: Envelope): boolean => !ciphertext || wraps.has(hex(hash));
  const before = records.findLastIndex((record) => !isHeld(record));
  return records.slice(before + 1);
}

type NameOf = (id: Uint8Array) => string;

const linkKey = (id: string): string => `linked ${idText(unlocked().user)} ${id}`;

/** Which case a conversation went to is a secret of its members: kept sealed, in this browser only. */
async function rememberLink(id: string, caseId: string): Promise<void> {
  const { accountSecret, user } = unlocked();
  await keep(linkKey(id), sealDraft(accountSecret, user, idBytes(id), caseId));
}

async function rememberedLink(id: string): Promise<string | null> {
  const { accountSecret, user } = unlocked();
  const sealed = await keptUnder(linkKey(id));
  return sealed instanceof Uint8Array ? openDraft(accountSecret, user, idBytes(id), sealed) : null;
}

/** Fills in what moved to a case that I am in and remember, as far as the case's own LINK records prove it. */
export async function linkedLines(
  id: string,
  lines: readonly TranscriptLine[],
  nameOf: NameOf,
): Promise<{ lines: readonly TranscriptLine[]; caseId: string | null }> {
  const caseId = await rememberedLink(id);
  if (caseId === null || lines.every(({ kind }) => kind !== 'keyless')) return { lines, caseId };
  try {
    const linked = await readLinkedIn(caseId, nameOf);
    const read = new Map(
      linked
        .filter(({ channel }) => channel === id)
        .flatMap((part) => part.lines.map((line) => [line.seq, line])),
    );
    return { lines: lines.flatMap((line) => filled(line, read)), caseId };
  } catch {
    // Put out of the case meanwhile, or offline: the places stay as they are for everybody else.
    return { lines, caseId: null };
  }
}

/** What a case that was read here has of a line that brought no key; a place that it does not cite stays without. */
export function filled(line: TranscriptLine, read: ReadonlyMap<number, TranscriptLine>): TranscriptLine[] {
  if (line.kind !== 'keyless') return [line];
  const seqs = Array.from({ length: line.through - line.seq + 1 }, (_, step) => line.seq + step);
  if (seqs.every((seq) => !read.has(seq))) return [line];
  return seqs.map((seq) => read.get(seq) ?? { kind: 'keyless', seq, through: seq });
}
