import { ROLES, roleByte } from '../../contracts/shared/people.js';
import { idText } from '../../contracts/shared/scalars.js';
import type { CircleKind } from '../../domain/circle/circle.js';
import { membershipFault, type Candidate, type CircleRole } from '../../domain/circle/membership.js';
import { rights, type EpochRecord, type Member } from '../../e2ee/circle/epoch-record.js';
import type { Directory } from '../../e2ee/directory/directory.js';
import { hash256 } from '../../e2ee/hazmat/hash.js';
import { equal } from '../../e2ee/shared/bytes.js';
import { CirclesRefused } from './circles-refused.js';
import type { SealedGrant } from './key.repository.js';

/** What an epoch is judged for beside its place and signatures. */
interface Purpose {
  readonly kind: CircleKind;
  /** For the first epoch only. */
  readonly opener: string | null;
  readonly subject: string | null;
}

/** The roles that root or an administrator has signed into the directory; no server can add one. */
export const rolesOf = (byte: number): CircleRole[] =>
  ROLES.filter((role) => role !== 'administrator' && (byte & roleByte([role])) === roleByte([role]));

/** The domain's rules about who may be together in a circle, and RECOVERY as it is now. @throws CirclesRefused */
export function checkMembers(record: EpochRecord, directory: Directory, purpose: Purpose): void {
  const members = record.members.map((member) => candidateOf(member, directory));
  const fault = membershipFault({ ...purpose, members });
  if (fault) throw new CirclesRefused('membership-refused', fault);
  const recovery = directory.recoveryAt(directory.seq);
  if (recovery && !record.members.some(({ user }) => equal(user, recovery.user)))
    throw new CirclesRefused('membership-refused', 'recovery-missing');
}

/** Every member gets exactly the grant that the epoch record names. @throws CirclesRefused */
export function checkGrants({ members }: EpochRecord, grants: readonly SealedGrant[]): void {
  const complete =
    grants.length === members.length &&
    members.every(({ user, grantHash }) =>
      grants.some((grant) => equal(grant.user, user) && equal(hash256(grant.sealed), grantHash)),
    );
  if (!complete) throw new CirclesRefused('grants-incomplete');
}

function candidateOf({ user, kv, rights: held }: Member, directory: Directory): Candidate {
  const key = directory.keyOf(user);
  const known = key?.kv === kv ? key : undefined;
  return {
    id: idText(user),
    kind: kindOf(known?.kind),
    roles: rolesOf(known?.role ?? 0),
    mayWrite: (held & rights.write) !== 0,
    mayGrant: (held & rights.grant) !== 0,
  };
}

function kindOf(kind: string | undefined): Candidate['kind'] {
  if (kind === 'person' || kind === 'recovery' || kind === 'administrator') return kind;
  return 'unknown';
}
