import { changeMembers } from '../../contracts/circles/circles.js';
import { readConversations } from '../../contracts/circles/records.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import { composeEpoch, type Recipient } from '../../e2ee/circle/compose-epoch.js';
import { rights, type Member } from '../../e2ee/circle/epoch-record.js';
import { parseEnvelope, type Envelope } from '../../e2ee/circle/envelope.js';
import { rewrapAll } from '../../e2ee/circle/rewrap.js';
import { equal, fromHex, hex } from '../../e2ee/shared/bytes.js';
import type { Identity } from '../../e2ee/shared/identity.js';
import { call } from '../api/call.js';
import { Failed } from '../session/failure.js';
import { holdCircle, readAllWraps, type HeldCircle } from './held-circle.js';
import { recipientOf, withoutKv, type Confirmed } from './open-circles.js';
import { racing } from './racing.js';
import { unlocked } from './state.js';

/**
 * What a person wants, which is applied anew to whatever the members are after a lost race. `give`: somebody comes in, by the
 * key that was confirmed. `rights`: a member may do more or less, with the key that she has. `renew`: keys of members ended;
 * whoever has new ones stays if those were confirmed, everybody else whose key ended is out.
 */
export type MemberChange =
  | { readonly kind: 'give'; readonly to: Confirmed; readonly rights: number }
  | { readonly kind: 'rights'; readonly userId: string; readonly rights: number }
  | { readonly kind: 'remove'; readonly userId: string }
  | { readonly kind: 'renew'; readonly confirmed: readonly Confirmed[] };

/** A new epoch: a new secret, every key wrapped anew. From then on the old secret opens nothing in the database. */
export async function changeCircleMembers(id: string, change: MemberChange): Promise<void> {
  await racing(async () => {
    const circle = await holdCircle(id);
    const recipients = applied(change, circle.chain.inForce?.members ?? []);
    await beginEpoch(id, circle, unlocked().identity, recipients);
  });
}

/**
 * A new epoch without those who left, and with the new keys of those who were confirmed, where I may make one.
 *
 * @returns false when a person must decide first: somebody's new keys are not confirmed, or I may not change the members
 */
export async function renewCircle(id: string, confirmed: readonly Confirmed[]): Promise<boolean> {
  const { chain } = await holdCircle(id);
  const { directory, user } = unlocked();
  const isUndecided = chain.staleMembers.some(
    (member) => directory.keyOf(member.user)?.kind === 'person' && !confirmationOf(member, confirmed),
  );
  const me = chain.inForce?.members.find((member) => equal(member.user, user));
  if (isUndecided || ((me?.rights ?? 0) & rights.grant) === 0) return false;
  await changeCircleMembers(id, { kind: 'renew', confirmed });
  return true;
}

/** Sends the next epoch of a circle that was just read. @throws Failed `wrap-missing` rather than lose a record */
export async function beginEpoch(
  id: string,
  { chain, secrets }: Pick<HeldCircle, 'chain' | 'secrets'>,
  grantor: Identity,
  recipients: readonly Recipient[],
): Promise<void> {
  const epoch = composeEpoch(chain, { grantor, ms: Date.now(), recipients });
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

/**
 * The members after the change, with keys in force now. RECOVERY is added by the protocol itself.
 *
 * @throws Failed `members-stale` when a key ended meanwhile: nobody's new key is granted to without being confirmed;
 *         `words-changed` when what was confirmed is not the key in force; `membership-refused` when she is not a member any more
 */
function applied(change: MemberChange, members: readonly Member[]): Recipient[] {
  const people = members.filter((member) => !isRecovery(member));
  if (change.kind === 'renew') return people.flatMap((member) => renewed(member, change.confirmed));
  const subject = idBytes(change.kind === 'give' ? change.to.userId : change.userId);
  const others = people.filter(({ user }) => !equal(user, subject));
  if (!others.every(isInForce)) throw new Failed({ kind: 'refused', code: 'members-stale' });
  if (change.kind === 'remove') return others;
  if (change.kind === 'give') return [...others, recipientOf(change.to, change.rights)];
  const member = people.find(({ user }) => equal(user, subject));
  if (!member) throw new Failed({ kind: 'refused', code: 'membership-refused' });
  if (!isInForce(member)) throw new Failed({ kind: 'refused', code: 'members-stale' });
  return [...others, { ...member, rights: change.rights }];
}

function renewed(member: Member, confirmed: readonly Confirmed[]): Recipient[] {
  if (isInForce(member)) return [member];
  const confirmation = confirmationOf(member, confirmed);
  return confirmation ? [recipientOf(confirmation, member.rights)] : [];
}

const confirmationOf = ({ user }: Member, confirmed: readonly Confirmed[]): Confirmed | undefined =>
  confirmed.find(({ userId }) => userId === idText(user));

const isInForce = ({ user, kv }: Member): boolean => unlocked().directory.keyOf(user)?.kv === kv;

function isRecovery({ user }: Member): boolean {
  const { directory } = unlocked();
  const recovery = directory.recoveryAt(directory.seq);
  return recovery !== undefined && equal(recovery.user, user);
}
