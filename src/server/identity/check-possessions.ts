import type { z } from 'zod';
import type { possessions } from '../../contracts/identity/enrolment.js';
import { roleByte, type Role } from '../../contracts/shared/people.js';
import { idBytes } from '../../contracts/shared/scalars.js';
import type { Directory } from '../../e2ee/directory/directory.js';
import { ops, provesPossession, type Entry, type Op } from '../../e2ee/directory/entry.js';
import { concat, equal, zeros } from '../../e2ee/shared/bytes.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { readEntry } from './directory-book.js';
import { IdentityRefused } from './identity-refused.js';
import type { Purpose } from './invitation.repository.js';
import { isAdministrator } from './invite-staff.js';

export type Possessions = z.output<typeof possessions>;

/** Whose keys are to be signed in, and as what. */
export interface Newcomer {
  readonly staffId: StaffId;
  readonly purpose: Purpose;
  readonly roles: readonly Role[];
  readonly kv: number;
  readonly ed25519: Uint8Array;
  readonly x25519: Uint8Array;
}

/** The operation that signs this newcomer in. */
export const opOf = ({ purpose, roles }: Pick<Newcomer, 'purpose' | 'roles'>): Op => {
  if (purpose === 'renew') return ops.rotate;
  return isAdministrator(roles) ? ops.adminAdd : ops.add;
};

/**
 * Would these bodies, once signed by the one whom each names, be this newcomer's entry at the directory's next place?
 *
 * @throws IdentityRefused `possession-refused`; its reason is `stale` when the directory went on meanwhile
 */
export function checkPossessions(given: Possessions, newcomer: Newcomer, directory: Directory): void {
  for (const { body, selfSig } of given) {
    const entry = readEntry(concat(body, selfSig, zeros(64)));
    if (entry.seq !== directory.seq + 1 || !equal(entry.prev, directory.head))
      throw new IdentityRefused('possession-refused', 'stale');
    if (!isEntryOf(entry, newcomer)) throw new IdentityRefused('possession-refused', 'body');
    if (!isSigner(entry, directory)) throw new IdentityRefused('possession-refused', 'signer');
    if (!provesPossession(entry)) throw new IdentityRefused('possession-refused', 'signature');
  }
}

/** Does the entry carry exactly the keys and the role that were given? */
export const isEntryOf = (entry: Entry, newcomer: Newcomer): boolean =>
  carriesKeysOf(entry, newcomer) && entry.role === roleByte(newcomer.roles);

export const carriesKeysOf = (entry: Entry, newcomer: Newcomer): boolean =>
  entry.op === opOf(newcomer) &&
  entry.kv === newcomer.kv &&
  equal(entry.subject, idBytes(newcomer.staffId)) &&
  equal(entry.ed25519, newcomer.ed25519) &&
  equal(entry.x25519, newcomer.x25519);

function isSigner(entry: Entry, directory: Directory): boolean {
  const signer = directory.keyAt(entry.signer, entry.signerKv, directory.seq);
  return signer?.kind === 'root' || signer?.kind === 'administrator';
}
