import { openCircle } from '../../contracts/circles/circles.js';
import type { InputOf } from '../../contracts/shared/route.js';
import { idBytes } from '../../contracts/shared/scalars.js';
import { beginCircle, type Grant, type Recipient } from '../../e2ee/circle/compose-epoch.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import { call } from '../api/call.js';
import {} from '../api/refused.js';
import { Failed } from '../session/failure.js';
import { refreshDirectory } from './people.js';
import { unlocked } from './state.js';
import { fingerprintWords } from './words.js';

/** What somebody opens: one mechanism for every kind. */
export interface CircleOrder {
  readonly kind: InputOf<typeof openCircle>['body']['kind'];
  /** The worker whom a worker file is about; null for other kinds. */
  readonly subjectId: string | null;
  /** The colleagues beside me, each confirmed by her words; I am in it with every right. */
  readonly members: readonly (Confirmed & { readonly rights: number })[];
}

/** Somebody whom a person confirmed: what is granted goes to exactly the key whose words were on the screen then. */
export interface Confirmed {
  readonly userId: string;
  readonly words: readonly string[];
}

const all = rights.read | rights.write | rights.grant;

/**
 * A circle with its first epoch, signed and sealed here.
 *
 * @returns its id
 * @throws Failed when somebody named has no key in force, or another one than was confirmed; ApiRefused when the house's rules forbid it. Nothing was opened
 */
export async function openCircleOf({ kind, subjectId, members }: CircleOrder): Promise<string> {
  await refreshDirectory();
  const { directory, identity } = unlocked();
  const me = { user: identity.user, kv: identity.kv, rights: all };
  const recipients = [me, ...members.map((member) => recipientOf(member, member.rights))];
  const inbox = kind === 'inbox';
  const begun = beginCircle({ directory, grantor: identity, ms: Date.now(), recipients, inbox });
  const body = { kind, subjectId, epoch: begun.row, grants: withoutKv(begun.grants) };
  return (await call(openCircle, { body })).id;
}

/**
 * The key that was confirmed, if it is still the one in force. Between the words and the order an administrator could have put
 * another key in its place.
 *
 * @throws Failed `membership-refused` without a key in force, `words-changed` when it has other words
 */
export function recipientOf({ userId, words }: Confirmed, held: number): Recipient {
  const user = idBytes(userId);
  const key = unlocked().directory.keyOf(user);
  if (key?.kind !== 'person') throw new Failed({ kind: 'refused', code: 'membership-refused' });
  if (fingerprintWords(key).join() !== words.join())
    throw new Failed({ kind: 'untrusted', code: 'words-changed' });
  return { user, kv: key.kv, rights: held };
}

/** As the API takes them: the epoch's record says the versions. */
export const withoutKv = (grants: readonly Grant[]) => grants.map(({ user, sealed }) => ({ user, sealed }));
