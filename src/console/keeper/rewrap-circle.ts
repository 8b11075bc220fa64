import { readConversations } from '../../contracts/circles/records.js';
import { idText } from '../../contracts/shared/scalars.js';
import type { WrapKey } from '../../e2ee/circle/dek-wrap.js';
import { parseEnvelope, type Envelope } from '../../e2ee/circle/envelope.js';
import { rewrapAll } from '../../e2ee/circle/rewrap.js';
import { equal, hex } from '../../e2ee/shared/bytes.js';
import { refusalOf } from '../../e2ee/shared/refusal.js';
import { call } from '../api/call.js';
import { holdCircle, readAllWraps, type HeldCircle } from './held-circle.js';

/** Something whose key cannot be carried over to a new epoch. */
export interface Unreadable {
  /** The record's hash in hex, by which a person's yes names it. */
  readonly record: string;
  /** Null: only its key is here, and no record that fits it. */
  readonly claimed: {
    /** Its place in the circle, or in a conversation. */
    readonly seq: number;
    readonly ms: number;
    readonly author: string;
    readonly inConversation: boolean;
  } | null;
}

interface RewrappedCircle {
  /** New wraps by the record's hash in hex. */
  readonly wraps: ReadonlyMap<string, Uint8Array>;
  readonly unreadable: readonly Unreadable[];
  /** The wraps that the server holds, by the record's hash in hex. */
  readonly held: ReadonlyMap<string, Uint8Array>;
}

/** What of a circle that I am in could not be carried over to a new epoch. */
export async function lookAtUnreadable(id: string): Promise<readonly Unreadable[]> {
  const circle = await holdCircle(id);
  return (await rewrapFor(id, circle, circle.secrets.wrapKey)).unreadable;
}

/** Every key of a circle under another wrap key: its own records, and what it holds or cites of conversations. */
export async function rewrapFor(
  id: string,
  { chain, secrets }: Pick<HeldCircle, 'chain' | 'secrets'>,
  to: WrapKey,
): Promise<RewrappedCircle> {
  // Records before wraps: what comes in between is a wrap too many, which the server refuses, and not a record without one.
  const conversations = await conversationRecords(id);
  const { wraps: held } = await readAllWraps(id);
  const { wraps, lost } = rewrapAll([...chain.records, ...conversations.sound], held, secrets, to);
  const known = new Set([...wraps.keys(), ...lost.map(({ hash }) => hex(hash))]);
  // Where nothing failed, a key that fits no record is one that came in between.
  const loose = [...held.keys()].filter(
    (record) => !known.has(record) && (chain.standing !== 'whole' || conversations.damaged.has(record)),
  );
  const own = new Set(chain.records);
  return {
    wraps,
    held,
    unreadable: [
      ...lost.map((envelope) => claimedBy(envelope, !own.has(envelope))),
      ...loose.map((record) => ({ record, claimed: null })),
    ],
  };
}

const claimedBy = ({ hash, header }: Envelope, inConversation: boolean): Unreadable => ({
  record: hex(hash),
  claimed: { seq: header.seq, ms: header.ms, author: idText(header.author), inConversation },
});

/** What an inbox holds of its conversations, or a case of those that it cites. Only their keys are wrapped anew. */
async function conversationRecords(id: string): Promise<{ sound: Envelope[]; damaged: Set<string> }> {
  const [sound, damaged] = [[] as Envelope[], new Set<string>()];
  for (let after: string | undefined; ;) {
    const page = await call(readConversations, { params: { id }, query: { after } });
    for (const { record, bytes } of page.records) {
      const envelope = parsed(bytes);
      if (envelope && equal(envelope.hash, record)) sound.push(envelope);
      else damaged.add(hex(record));
    }
    const last = page.records.at(-1);
    if (!last) return { sound, damaged };
    after = hex(last.record);
  }
}

/** One that is no record at all keeps no other from being carried over. */
function parsed(bytes: Uint8Array): Envelope | undefined {
  try {
    return parseEnvelope(bytes);
  } catch (caught) {
    refusalOf(caught);
    return undefined;
  }
}
