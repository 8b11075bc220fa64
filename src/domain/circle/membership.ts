import { isAboutWorker, type CircleKind } from './circle.js';

/** What a person is in the organisation, as signed into the directory. An administrator is never anything else. */
export type CircleRole =
  'operator' | 'case-worker' | 'focal-point' | 'coordinator' | 'director' | 'administrator';

/** Somebody who would be in the circle from now on. */
export interface Candidate {
  readonly id: string;
  /** `recovery` is the organisation's own key, no person; `unknown` is nobody whose key is in force. */
  readonly kind: 'person' | 'recovery' | 'administrator' | 'unknown';
  readonly roles: readonly CircleRole[];
  readonly mayWrite: boolean;
  readonly mayGrant: boolean;
}

/** The first rule that the members break. */
export type MembershipFault =
  | 'administrator' // runs the system and reads nothing
  | 'unknown-member' // never enrolled, or the key is no longer in force
  | 'no-grantor' // nobody could ever change the members again but the recovery ceremony
  | 'opener-missing'
  | 'worker-missing' // a file about a worker exists only with her in it
  | 'nobody-to-look' // a safety book without somebody who would look for the worker
  | 'not-two' // a hand-over is between two named people
  | 'role'; // her role has no business in this kind

const everyone: readonly CircleRole[] = ['operator', 'case-worker', 'focal-point', 'coordinator', 'director'];
const leads: readonly CircleRole[] = ['focal-point', 'coordinator', 'director'];

/** Who may open a circle of a kind. A worker may always open her own file, which nobody else opens, and her own safety book. */
const openers: Readonly<Record<CircleKind, readonly CircleRole[]>> = {
  inbox: ['coordinator', 'director'],
  'client-case': everyone,
  'security-log': leads,
  'organisation-file': ['coordinator', 'director'],
  'worker-file': [],
  'safety-book': leads,
  'hand-over': everyone,
  evaluation: leads,
};

/** Who may be in a circle of a kind. Contacts are read only by those who answer them and those who are woken for them. */
const fitFor: Readonly<Record<CircleKind, readonly CircleRole[]>> = {
  inbox: ['operator', 'focal-point', 'coordinator', 'director'],
  'client-case': everyone,
  'security-log': everyone,
  'organisation-file': everyone,
  'worker-file': everyone,
  'safety-book': everyone,
  'hand-over': everyone,
  evaluation: everyone,
};

/** @param subject the worker whom a worker file or a safety book is about; null for other kinds */
export const mayOpen = (
  kind: CircleKind,
  opener: { readonly id: string; readonly roles: readonly CircleRole[] },
  subject: string | null,
): boolean => {
  if (opener.roles.includes('administrator')) return false;
  const own = isAboutWorker(kind) && opener.id === subject;
  return own || opener.roles.some((role) => openers[kind].includes(role));
};

/** Everything that must hold of the members of a circle, at its beginning and after every change. */
export interface Membership {
  readonly kind: CircleKind;
  /** Who opened the circle. She must be in its first epoch; later she may leave. */
  readonly opener: string | null;
  /** The worker whom a worker file or a safety book is about. */
  readonly subject: string | null;
  readonly members: readonly Candidate[];
}

/**
 * The first fault, or null.
 *
 * A hand-over has exactly two people: the one who hands over and one named colleague on the other side. RECOVERY counts
 * neither as a person nor as a grantor.
 */
export function membershipFault(membership: Membership): MembershipFault | null {
  const people = membership.members.filter(({ kind }) => kind === 'person');
  return (
    strangers(membership.members) ??
    withoutGrantor(people) ??
    absent(membership, people) ??
    unfit(membership, people)
  );
}

function strangers(members: readonly Candidate[]): MembershipFault | null {
  if (members.some(({ kind, roles }) => kind === 'administrator' || roles.includes('administrator')))
    return 'administrator';
  return members.some(({ kind }) => kind === 'unknown') ? 'unknown-member' : null;
}

const withoutGrantor = (people: readonly Candidate[]): MembershipFault | null =>
  people.some(({ mayGrant }) => mayGrant) ? null : 'no-grantor';

function absent({ kind, opener, subject }: Membership, people: readonly Candidate[]): MembershipFault | null {
  const isThere = (id: string | null) => people.some((member) => member.id === id);
  if (opener !== null && !isThere(opener)) return 'opener-missing';
  return isAboutWorker(kind) && !isThere(subject) ? 'worker-missing' : null;
}

function unfit({ kind, subject }: Membership, people: readonly Candidate[]): MembershipFault | null {
  const looksForHer = ({ id, roles }: Candidate) =>
    id !== subject && roles.some((role) => leads.includes(role));
  if (kind === 'safety-book' && !people.some(looksForHer)) return 'nobody-to-look';
  if (kind === 'hand-over' && people.length !== 2) return 'not-two';
  const allFit = people.every(({ roles }) => roles.some((role) => fitFor[kind].includes(role)));
  return allFit ? null : 'role';
}
