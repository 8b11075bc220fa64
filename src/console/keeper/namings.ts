import { readRecovery } from '../../contracts/identity/recovery.js';
import { idText } from '../../contracts/shared/scalars.js';
import { openDraft, sealDraft } from '../../e2ee/account/drafts.js';
import { zeros } from '../../e2ee/shared/bytes.js';
import { call } from '../api/call.js';
import { namesOfStaff } from '../api/names-of-staff.js';
import { keep, keptUnder } from './safe-store.js';
import { unlocked } from './state.js';

/** That somebody named custodians, which this person has not been told about yet. The server's word: no signature holds it. */
export interface Naming {
  readonly number: number;
  /** Her duty name. */
  readonly by: string;
  readonly at: number;
  /** Others were named before: these came in their place. */
  readonly replaces: boolean;
}

const noCase = zeros(16);
const readKey = (): string => `custodians-read ${idText(unlocked().user)}`;

/** Oldest first. */
export async function unreadNamings(): Promise<readonly Naming[]> {
  const { accountSecret, user } = unlocked();
  const { namings } = await call(readRecovery);
  const sealed = await keptUnder(readKey());
  const read = sealed instanceof Uint8Array ? Number(openDraft(accountSecret, user, noCase, sealed)) : 0;
  const first = namings[0]?.number;
  const unread = namings.filter(({ number }) => number > read);
  if (unread.length === 0) return [];
  const names = await namesOfStaff();
  return unread.map(({ number, by, at }) => ({
    number,
    by: (by && names.get(by)) ?? '',
    at,
    replaces: number !== first,
  }));
}

/** She has read of them up to here. */
export async function noteNamings(number: number): Promise<void> {
  const { accountSecret, user } = unlocked();
  await keep(readKey(), sealDraft(accountSecret, user, noCase, String(number)));
}
