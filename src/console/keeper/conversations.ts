import { offerConversation, readAnswersSoFar, sendReply as postReply } from '../../contracts/inbox/inbox.js';
import { answersSoFar, type OutboundText } from '../../contracts/inbox/record-texts.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import type { Triage } from '../../domain/triage/priority.js';
import { openSoFar } from '../../e2ee/channel/answers-so-far.js';
import { composeInChannel } from '../../e2ee/channel/compose-in-channel.js';
import { openChannel } from '../../e2ee/channel/open-channel.js';
import { edgeOf, sealReply } from '../../e2ee/channel/reply.js';
import type { ComposedRecord } from '../../e2ee/circle/compose-record.js';
import type { Standing } from '../../e2ee/circle/chain-walk.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import { kinds } from '../../e2ee/circle/header.js';
import { hex } from '../../e2ee/shared/bytes.js';
import { refusalOf } from '../../e2ee/shared/refusal.js';
import { call } from '../api/call.js';
import { namesIn, namesOfStaff } from '../api/names-of-staff.js';
import { holdChannel, mayWriteIn, type HeldChannel } from './held-channel.js';
import { holdCircle } from './held-circle.js';
import { linkedLines } from './link-conversation.js';
import { racing } from './racing.js';
import { readLinkedIn, type LinkedConversation } from './read-linked.js';
import { unlocked } from './state.js';
import { transcriptOf, type TranscriptLine } from './transcript.js';

/** `keyless`: every record is there and sound, and for some of them no key came. */
export type ConversationStanding = Standing | 'keyless';

/** What a person sees of a conversation: texts and verdicts, no key. */
export interface ConversationView {
  readonly standing: ConversationStanding;
  readonly lines: readonly TranscriptLine[];
  readonly mayWrite: boolean;
  /** What the questions gave while they still run; null when they are over, or gave nothing. */
  readonly soFar: Triage | null;
  /** The case to which I gave a part of it, as far as this browser remembers. */
  readonly caseId: string | null;
}

export async function openConversation(inboxId: string, id: string): Promise<ConversationView> {
  const held = await holdChannel(inboxId, id);
  const names = namesIn(await namesOfStaff());
  const { contents, standing } = openChannel(held.channel, held.inbox.secrets, held.wraps);
  const { lines, caseId } = await linkedLines(id, transcriptOf(contents, names), names);
  const soFar = await answersSoFarIn(held, id);
  return { standing: standingOf(standing, lines), lines, soFar, mayWrite: mayWriteIn(held.inbox), caseId };
}

/** Said by an edge whose key is in force, or not believed: then nothing is shown, and the conversation is read all the same. */
async function answersSoFarIn({ inbox, channel }: HeldChannel, id: string): Promise<Triage | null> {
  const { answers } = await call(readAnswersSoFar, { params: { id } });
  const { intake } = inbox.secrets;
  if (!answers || !intake) return null;
  try {
    const { text } = openSoFar(inbox.chain, channel.id, intake, answers);
    return answersSoFar.parse(JSON.parse(text)).triage;
  } catch (caught) {
    refusalOf(caught);
    return null;
  }
}

/** The conversations that a case cites, read with the case's own keys. */
export const readLinkedOf = async (caseId: string): Promise<LinkedConversation[]> =>
  readLinkedIn(caseId, namesIn(await namesOfStaff()));

/**
 * A part whose keys went to a case may be no damage. Only a case that this browser has read proves it; otherwise a server that
 * withholds the keys of what a contact wrote would get a clean verdict.
 */
export function standingOf(standing: Standing, lines: readonly TranscriptLine[]): ConversationStanding {
  if (standing !== 'damaged' || lines.some(({ kind }) => kind === 'failed')) return standing;
  return lines.some(({ kind }) => kind === 'keyless') ? 'keyless' : 'whole';
}

/** Whoever may write in the inbox by its epoch in force: to them a conversation can be offered. */
export async function operatorsOf(inboxId: string): Promise<{ id: string; name: string }[]> {
  const { chain } = await holdCircle(inboxId);
  const names = namesIn(await namesOfStaff());
  const members = chain.inForce?.members ?? [];
  return members
    .filter((member) => (member.rights & rights.write) !== 0)
    .map(({ user }) => ({ id: idText(user), name: names(user) }));
}

export interface ReplyOrder {
  readonly text: string;
  /** Both ends included, Unix milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
}

interface Attempt {
  readonly text: string;
  readonly record: string;
}

/** What was sent last into a conversation without an answer being heard: it may be there. */
const unheard = new Map<string, Attempt>();

/**
 * Seals a reply: its record into the conversation, and the text to the edge that heard the contact last. Sent again after
 * a lost connection, it looks first whether it had arrived.
 */
export async function sendReply(inboxId: string, id: string, order: ReplyOrder): Promise<void> {
  const { identity } = unlocked();
  await racing(async () => {
    const held = await holdChannel(inboxId, id);
    const { channel } = held;
    if (hasArrived(held, unheard.get(id), order.text)) return;
    const record = compose(held, { kind: 'reply', text: order.text });
    const signed = {
      inbox: idBytes(inboxId),
      channel: channel.id,
      record: record.envelope.hash,
      author: identity.user,
      authorKv: identity.kv,
      ...order,
    };
    const waiting = sealReply(signed, identity, edgeOf(channel).x25519);
    unheard.set(id, { text: order.text, record: hex(record.envelope.hash) });
    const { notBefore, notAfter } = order;
    const body = { record: { row: record.row, wrap: record.wrap }, ...waiting, notBefore, notAfter };
    await call(postReply, { params: { id }, body });
  });
  unheard.delete(id);
}

const hasArrived = ({ channel }: HeldChannel, last: Attempt | undefined, text: string): boolean =>
  last?.text === text && channel.records.some(({ hash }) => hex(hash) === last.record);

/** Offers my conversation to a colleague. The note stays in the conversation, for colleagues only. */
export async function offerTo(inboxId: string, id: string, to: string, note: string): Promise<void> {
  await racing(async () => {
    const held = await holdChannel(inboxId, id);
    const { row, wrap } = compose(held, { kind: 'note', text: note });
    await call(offerConversation, { params: { id }, body: { to, note: { row, wrap } } });
  });
}

function compose({ inbox, channel }: HeldChannel, said: OutboundText): ComposedRecord {
  const text = JSON.stringify(said);
  const message = { author: unlocked().identity, ms: Date.now(), kind: kinds.reply, text };
  return composeInChannel(channel, inbox.secrets.wrapKey, message);
}
