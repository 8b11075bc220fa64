import { readChannel, rewrapInbound } from '../../contracts/circles/records.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import { channelChain } from '../../e2ee/account/pin-set.js';
import { Channel } from '../../e2ee/channel/channel.js';
import { sealedWrapBytes } from '../../e2ee/circle/dek-wrap.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import { rewrapAll } from '../../e2ee/circle/rewrap.js';
import { equal, fromHex, hex } from '../../e2ee/shared/bytes.js';
import { call } from '../api/call.js';
import { ApiRefused } from '../api/refused.js';
import { failuresIn, holdCircle, isMixed, mostReadings, type HeldCircle } from './held-circle.js';
import { inTurn } from './in-turn.js';
import { rememberPins, unlocked } from './state.js';

/** A conversation as this worker has verified it, and the keys that its inbox holds for it. */
export interface HeldChannel {
  readonly inbox: HeldCircle;
  readonly channel: Channel;
  readonly wraps: Map<string, Uint8Array>;
}

interface Known {
  readonly epoch: number;
  /** How far the directory had gone when it was judged. */
  readonly dirSeq: number;
  readonly channel: Channel;
  readonly wraps: Map<string, Uint8Array>;
}

const known = new Map<string, Known>();

/**
 * Brings a conversation up to date: what is new is read and verified against our own pin, on the inbox's own verified
 * chain. What the edge sealed is given ordinary wraps, so that the edge's go (protocol, step 19).
 *
 * @throws ProtocolRefusal when the inbox may not be believed
 */
export const holdChannel = (inboxId: string, id: string): Promise<HeldChannel> =>
  inTurn(id, () => judged(inboxId, id));

/**
 * The inbox and the directory come before the conversation, so a message may name an entry or an epoch from in between, and fails:
 * where something new fails, everything is read and judged once more.
 */
async function judged(inboxId: string, id: string): Promise<HeldChannel> {
  const before = known.get(id);
  const failedBefore = failuresIn(before?.channel.places);
  if (before && failedBefore > 0 && before.dirSeq < unlocked().directory.seq) known.delete(id);
  const fresh = await broughtUpToDate(inboxId, id);
  if (failuresIn(fresh.channel.places) <= failedBefore) return fresh;
  known.delete(id);
  return broughtUpToDate(inboxId, id);
}

async function broughtUpToDate(inboxId: string, id: string, readings = mostReadings): Promise<HeldChannel> {
  const inbox = await holdCircle(inboxId);
  const before = rememberedOf(id, inbox);
  const { epoch } = inbox.secrets.wrapKey;
  const above = await readAbove(inboxId, id, lastPlace(before));
  if (isMixed(above.epochs, epoch, readings)) return broughtUpToDate(inboxId, id, readings - 1);
  const { rows, wraps } = above;
  const channel = before ? extended(before.channel, rows) : firstRead(inbox, id, rows);
  const fresh = {
    epoch,
    dirSeq: inbox.dirSeq,
    channel,
    wraps: new Map([...(before?.wraps ?? []), ...wraps]),
  };
  known.set(id, fresh);
  await pin(inboxId, id, channel, rows.length);
  await exchangeSealedWraps(inbox, fresh);
  return { inbox, channel, wraps: fresh.wraps };
}

const lastPlace = (before: Known | undefined): number => before?.channel.places.at(-1)?.seq ?? 0;

/** Wraps of an older epoch open nothing any more: then everything is read anew. */
function rememberedOf(id: string, { chain, secrets }: HeldCircle): Known | undefined {
  const before = known.get(id);
  return before?.epoch === secrets.wrapKey.epoch && before.channel.inbox === chain ? before : undefined;
}

/** After its keys moved to a case, what this worker remembers of them is no longer what the inbox holds. */
export const forgetChannel = (id: string): void => void known.delete(id);

async function readAbove(inboxId: string, channel: string, from: number) {
  const rows: Uint8Array[] = [];
  const wraps = new Map<string, Uint8Array>();
  const epochs: number[] = [];
  for (let above = from; ;) {
    const page = await call(readChannel, { params: { id: inboxId, channel }, query: { above } });
    rows.push(...page.records.map(({ bytes }) => bytes));
    epochs.push(page.epoch);
    for (const { record, wrap } of page.wraps) wraps.set(hex(record), wrap);
    const last = page.records.at(-1);
    if (!last) return { rows, wraps, epochs };
    above = last.seq;
  }
}

function firstRead(inbox: HeldCircle, id: string, rows: readonly Uint8Array[]): Channel {
  const pinned = unlocked().pins.get(channelChain(inbox.chain.caseId, idBytes(id)));
  return Channel.read(inbox.chain, idBytes(id), rows, pinned);
}

function extended(channel: Channel, rows: readonly Uint8Array[]): Channel {
  for (const row of rows) channel.append(row);
  return channel;
}

async function pin(inboxId: string, id: string, channel: Channel, fresh: number): Promise<void> {
  const settled = fresh > 0 ? channel.settle() : undefined;
  if (!settled) return;
  unlocked().pins.raise(channelChain(idBytes(inboxId), idBytes(id)), settled);
  await rememberPins();
}

/** Reading goes on when this fails: whoever opens the conversation next does it. */
async function exchangeSealedWraps(inbox: HeldCircle, { channel, wraps }: Known): Promise<void> {
  const sealed = channel.records.filter(({ hash }) => wraps.get(hex(hash))?.length === sealedWrapBytes);
  if (sealed.length === 0 || !mayWriteIn(inbox)) return;
  const { wraps: ordinary } = rewrapAll(sealed, wraps, inbox.secrets, inbox.secrets.wrapKey);
  if (ordinary.size === 0) return;
  const body = { wraps: [...ordinary].map(([record, wrap]) => ({ record: fromHex(record, 32), wrap })) };
  try {
    await call(rewrapInbound, { params: { id: idText(inbox.chain.caseId) }, body });
  } catch (caught) {
    if (!(caught instanceof ApiRefused)) throw caught;
    return;
  }
  for (const [record, wrap] of ordinary) wraps.set(record, wrap);
}

export function mayWriteIn({ chain }: HeldCircle): boolean {
  const { user } = unlocked();
  const mine = chain.inForce?.members.find((member) => equal(member.user, user));
  return ((mine?.rights ?? 0) & rights.write) !== 0;
}
