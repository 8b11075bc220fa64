import { openCircle } from '../../contracts/circles/circles.js';
import type { InputOf } from '../../contracts/shared/route.js';
import { idBytes } from '../../contracts/shared/scalars.js';
import { beginCircle, type Grant, type Recipient } from '../../e2ee/circle/compose-epoch.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import { call } from '../api/call.js';
import { Failed } from '../session/failure.js';
import { refreshDirectory } from './people.js';
import { unlocked } from './state.js';

/** What somebody opens: one mechanism for every kind. */
export interface CircleOrder {
  readonly kind: InputOf<typeof openCircle>['body']['kind'];
  /** The worker whom a worker file is about; null for other kinds. */
  readonly subjectId: string | null;
  /** The colleagues beside me, each confirmed by name; I am in it with every right. */
  readonly members: readonly { readonly userId: string; readonly rights: number }[];
}

const all = rights.read | rights.write | rights.grant;

/**
 * A circle with its first epoch, signed and sealed here.
 *
 * @returns its id
 * @throws Failed when somebody named has no key in force; ApiRefused when the house's rules forbid it. Nothing was opened
 */
export async function openCircleOf({ kind, subjectId, members }: CircleOrder): Promise<string> {
  await refreshDirectory();
  const { directory, identity } = unlocked();
  const me = { user: identity.user, kv: identity.kv, rights: all };
  const recipients = [me, ...members.map(({ userId, rights: held }) => recipientOf(idBytes(userId), held))];
  const inbox = kind === 'inbox';
  const begun = beginCircle({ directory, grantor: identity, ms: Date.now(), recipients, inbox });
  const body = { kind, subjectId, epoch: begun.row, grants: withoutKv(begun.grants) };
  return (await call(openCircle, { body })).id;
}

/** @throws Failed when somebody has no key in force */
export function recipientOf(user: Uint8Array, rights: number): Recipient {
  const key = unlocked().directory.keyOf(user);
  if (key?.kind !== 'person') throw new Failed({ kind: 'refused', code: 'membership-refused' });
  return { user, kv: key.kv, rights };
}

/** As the API takes them: the epoch's record says the versions. */
export const withoutKv = (grants: readonly Grant[]) => grants.map(({ user, sealed }) => ({ user, sealed }));
