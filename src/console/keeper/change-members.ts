import { changeMembers } from '../../contracts/circles/circles.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import { composeEpoch, type Recipient } from '../../e2ee/circle/compose-epoch.js';
import { rights, type Member } from '../../e2ee/circle/epoch-record.js';
import { equal, fromHex } from '../../e2ee/shared/bytes.js';
import type { Identity } from '../../e2ee/shared/identity.js';
import { call } from '../api/call.js';
import { Failed } from '../session/failure.js';
import { holdCircle, type HeldCircle } from './held-circle.js';
import { recipientOf, withoutKv, type Confirmed } from './open-circles.js';
import { racing } from './racing.js';
import { rewrapFor } from './rewrap-circle.js';
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

/**
 * A new epoch: a new secret, every key wrapped anew. From then on the old secret opens nothing in the database.
 *
 * @param leaving records whose key does not open, by their hashes in hex, exactly as a person was shown them and said yes
 * @throws Failed `records-damaged` when others do not open either: a person looks at them first (`lookAtUnreadable`)
 */
export async function changeCircleMembers(
  id: string,
  change: MemberChange,
  leaving: readonly string[] = [],
): Promise<void> {
  await racing(async () => {
    const circle = await holdCircle(id);
    const recipients = applied(change, circle.chain.inForce?.members ?? []);
    await beginEpoch(id, circle, { grantor: unlocked().identity, recipients, leaving });
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

interface EpochOrder {
  readonly grantor: Identity;
  readonly recipients: readonly Recipient[];
  readonly leaving: readonly string[];
}

/** Sends the next epoch of a circle that was just read. @throws Failed `records-damaged` rather than lose a record unasked */
export async function beginEpoch(
  id: string,
  circle: Pick<HeldCircle, 'chain' | 'secrets'>,
  { grantor, recipients, leaving }: EpochOrder,
): Promise<void> {
  const epoch = composeEpoch(circle.chain, { grantor, ms: Date.now(), recipients });
  const { wraps, unreadable, held } = await rewrapFor(id, circle, epoch.secrets.wrapKey);
  const agreed = new Set(leaving);
  if (unreadable.some(({ record }) => !agreed.has(record)))
    throw new Failed({ kind: 'untrusted', code: 'records-damaged' });
  const body = {
    epoch: epoch.row,
    grants: withoutKv(epoch.grants),
    wraps: [...wraps].map(([record, wrap]) => ({ record: fromHex(record, 32), wrap })),
    leftBehind: unreadable.flatMap(({ record }) => (held.has(record) ? [fromHex(record, 32)] : [])),
  };
  await call(changeMembers, { params: { id }, body });
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
