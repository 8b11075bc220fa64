import { equal } from '../../e2ee/shared/bytes.js';
import { namesIn, namesOfStaff } from '../api/names-of-staff.js';
import { holdCircle } from './held-circle.js';
import { unlocked } from './state.js';

/** Keys that ended and are still listed: until there is a new epoch, what is written is sealed to them too. */
export interface StaleKeys {
  /** Duty names; empty for the recovery key. */
  readonly ended: readonly string[];
  /** Duty names of those who may make the new key. */
  readonly renewers: readonly string[];
  readonly iMayRenew: boolean;
}

/** What is to be said before every write into a circle (protocol, step 12); null when all its keys are in force. */
export async function staleKeysIn(id: string): Promise<StaleKeys | null> {
  const { chain } = await holdCircle(id);
  const { staleMembers, grantorsLeft } = chain;
  if (staleMembers.length === 0) return null;
  const nameOf = namesIn(await namesOfStaff());
  return {
    ended: staleMembers.map(({ user }) => nameOf(user)),
    renewers: grantorsLeft.map(({ user }) => nameOf(user)),
    iMayRenew: grantorsLeft.some(({ user }) => equal(user, unlocked().user)),
  };
}
