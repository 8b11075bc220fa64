import { changeMembers, listMyCircles } from '../../contracts/circles/circles.js';
import { appendRecord, readConversations } from '../../contracts/circles/records.js';
import { listStaff } from '../../contracts/identity/directory.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import { openDraft, sealDraft } from '../../e2ee/account/drafts.js';
import { composeEpoch, type Recipient } from '../../e2ee/circle/compose-epoch.js';
import { composeRecord } from '../../e2ee/circle/compose-record.js';
import type { Member } from '../../e2ee/circle/epoch-record.js';
import { parseEnvelope, type Envelope } from '../../e2ee/circle/envelope.js';
import { kinds } from '../../e2ee/circle/header.js';
import { rewrapAll } from '../../e2ee/circle/rewrap.js';
import { randomBytes } from '../../e2ee/hazmat/chance.js';
import { equal, fromHex, hex } from '../../e2ee/shared/bytes.js';
import { call } from '../api/call.js';
import { Failed } from '../session/failure.js';
import { holdCircle, readAllWraps, type CircleAnswer } from './held-circle.js';
import { withoutKv } from './open-circles.js';
import { racing } from './racing.js';
import { keep, keptUnder } from './safe-store.js';
import { unlocked } from './state.js';
import { viewOf, type CircleView } from './view-circle.js';

/** Every circle that I am in, from all pages. */
export async function listCircles(): Promise<CircleAnswer[]> {
  const items: CircleAnswer[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await call(listMyCircles, { query: { cursor, limit: 200 } });
    items.push(...page.items);
    if (page.next === null) return items;
    cursor = page.next;
  }
}

export async function readCase(id: string): Promise<CircleView> {
  const circle = await holdCircle(id);
  const { items } = await call(listStaff);
  return viewOf(circle, new Map(items.map((item) => [String(item.id), item.dutyName])), unlocked().user);
}

/** Seals a note, or the next version of one. Whoever is slower composes again from the newer chain, with the same text. */
export async function writeNote(id: string, text: string, object: string | null): Promise<void> {
  const objectId = (object === null ? undefined : fromHex(object, 16)) ?? randomBytes(16);
  await racing(async () => {
    const { chain, secrets } = await holdCircle(id);
    const { identity } = unlocked();
    const writing = { author: identity, kind: kinds.note, object: objectId, ms: Date.now(), text };
    const { row, wrap } = composeRecord(chain, secrets.wrapKey, writing);
    await call(appendRecord, { params: { id }, body: { row, wrap } });
  });
}

/** What a person wants, which is applied anew to whatever the members are after a lost race. */
export type MemberChange =
  | { readonly kind: 'set'; readonly userId: string; readonly rights: number }
  | { readonly kind: 'remove'; readonly userId: string };

/** A new epoch: a new secret, every key wrapped anew. From then on the old secret opens nothing in the database. */
export async function changeCircleMembers(id: string, change: MemberChange): Promise<void> {
  await racing(async () => {
    const { chain, secrets } = await holdCircle(id);
    const { identity } = unlocked();
    const recipients = applied(change, chain.inForce?.members ?? []);
    const epoch = composeEpoch(chain, { grantor: identity, ms: Date.now(), recipients });
    // Records before wraps: what comes in between is a wrap too many, which the server refuses, and not a record without one.
    const records = [...chain.records, ...(await conversationRecords(id))];
    const wraps = await readAllWraps(id);
    const rewrapped = rewrapAll(records, wraps, secrets, epoch.secrets.wrapKey);
    if (rewrapped.lost.length > 0) throw new Failed({ kind: 'untrusted', code: 'wrap-missing' });
    const body = {
      epoch: epoch.row,
      grants: withoutKv(epoch.grants),
      wraps: [...rewrapped.wraps].map(([record, wrap]) => ({ record: fromHex(record, 32), wrap })),
    };
    await call(changeMembers, { params: { id }, body });
  });
}

/** What an inbox holds of its conversations, or a case of those that it cites. Only their keys are wrapped anew. */
async function conversationRecords(id: string): Promise<Envelope[]> {
  const records: Envelope[] = [];
  for (let after: string | undefined; ;) {
    const page = await call(readConversations, { params: { id }, query: { after } });
    records.push(...page.records.map(({ bytes }) => parseEnvelope(bytes)));
    const last = page.records.at(-1);
    if (!last) return records;
    after = hex(last.record);
  }
}

/** The members after the change, with keys in force now. RECOVERY is added by the protocol itself. */
function applied(change: MemberChange, members: readonly Member[]): Recipient[] {
  const { directory } = unlocked();
  const subject = idBytes(change.userId);
  const others = members.filter(({ user }) => !equal(user, subject));
  const wanted = change.kind === 'remove' ? others : [...others, { user: subject, rights: change.rights }];
  return wanted.flatMap(({ user, rights: held }) => {
    const key = directory.keyOf(user);
    return key?.kind === 'person' ? [{ user, kv: key.kv, rights: held }] : [];
  });
}

/** @param object the note that is being amended; empty for a new one */
const draftKey = (id: string, object: string): string => `draft ${idText(unlocked().user)} ${id} ${object}`;

/** Keeps unsent text, encrypted; empty text is kept as such, so that a sent one does not come back. */
export async function keepDraft(id: string, object: string, text: string): Promise<boolean> {
  const { accountSecret, user } = unlocked();
  return keep(draftKey(id, object), sealDraft(accountSecret, user, idBytes(id), text));
}

export async function readDraft(id: string, object: string): Promise<string> {
  const { accountSecret, user } = unlocked();
  const sealed = await keptUnder(draftKey(id, object));
  return sealed instanceof Uint8Array ? openDraft(accountSecret, user, idBytes(id), sealed) : '';
}
