import type { RefusalCode } from '../../../contracts/shared/refusal-codes.js';

interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

const kind = (status: number, title: string): ProblemKind => ({ status, title });

/** Every refusal's status and sentence, once. A code without its line here does not compile. */
export const problemKinds: Readonly<Record<RefusalCode, ProblemKind>> = {
  'invalid-request': kind(400, 'The request does not have the form that this address takes.'),
  'not-signed-in': kind(401, 'Sign in first.'),
  'not-allowed': kind(403, 'Your role does not allow this.'),
  'second-factor-needed': kind(403, 'Set up your second factor first.'),
  'not-found': kind(404, 'There is nothing at this address.'),
  'origin-refused': kind(403, 'Writes are taken only from this site.'),
  'too-large': kind(413, 'This is too large. Nothing was saved.'),
  'unsupported-media-type': kind(415, 'Send application/json.'),
  'too-many-tries': kind(429, 'Too many tries. Wait a little.'),
  'version-needed': kind(428, 'Say with If-Match which version you have seen.'),
  superseded: kind(409, 'Somebody else was first. Nothing was saved; reload and compare.'),
  'key-reused': kind(409, 'This Idempotency-Key belongs to another request. Nothing was saved.'),
  'answered-once': kind(409, 'This was done before, and its answer is shown only once.'),
  'cursor-unknown': kind(400, 'This page cannot be continued from here. Begin anew.'),
  fault: kind(500, 'Something is broken here. It was noted.'),

  'set-up-done': kind(409, 'This installation has its organisation.'),
  'set-up-token-refused': kind(403, 'This is not the set-up token that the server printed.'),
  'set-up-incomplete': kind(422, 'Set-up needs GENESIS, the first administrator, and what belongs to them.'),
  'sign-in-refused': kind(401, 'Name, passphrase or code is not right.'),
  'proof-refused': kind(403, 'The fresh proof of your passphrase was refused.'),
  'cost-refused': kind(422, 'The passphrase was not hashed at the cost that this house demands.'),
  'account-unknown': kind(404, 'There is no such account.'),
  'session-unknown': kind(404, 'There is no such session.'),
  'invitation-refused': kind(410, 'This link was used, withdrawn or is too old.'),
  'invitation-unknown': kind(404, 'There is no such open invitation.'),
  'enrolment-unknown': kind(404, 'No keys wait for this person.'),
  'enrolment-mismatch': kind(409, 'The entry does not carry the keys that wait.'),
  'possession-refused': kind(
    422,
    'Possession of the new keys is not proven for this place of the directory.',
  ),
  'directory-superseded': kind(409, 'The directory went on. Read it, and sign again.'),
  'directory-entry-refused': kind(422, 'The entry may not stand in the directory.'),
  'role-mismatch': kind(422, 'The entry signs another role than the one that was given.'),
  'staff-unknown': kind(404, 'Nobody here has this id.'),
  'last-administrator': kind(409, 'The last administrator cannot leave.'),
  'second-factor-set': kind(409, 'There is a second factor already.'),
  'second-factor-refused': kind(422, 'The code is not the one that the app shows now.'),
  'second-factor-unknown': kind(404, 'There is no second factor.'),
  'custodian-unfit': kind(422, 'Custodians are five different people with keys in force.'),
  'recovery-unknown': kind(404, 'There is no recovery key.'),
  'ceremony-unknown': kind(404, 'There is no such open ceremony.'),
  'ceremony-open': kind(409, 'A ceremony is open already.'),
  'administrator-holds-no-keys': kind(422, 'Administrators hold no keys of circles.'),
  'duty-name-unfit': kind(422, 'This name cannot be used on duty.'),

  'duty-entry-unknown': kind(404, 'There is no such entry in the roster.'),
  'duty-person-unknown': kind(422, 'Nobody here has this id.'),
  'override-conflict': kind(409, 'Two overrides overlap.'),
  'override-faulty': kind(422, 'The override cannot be used.'),
  'policy-faulty': kind(422, 'The policy cannot be used.'),
  'policy-unknown': kind(404, 'There is no such policy.'),
  'shift-faulty': kind(422, 'The shift cannot be used.'),
  'test-outside-working-hours': kind(422, 'Test alerts stay within working hours.'),
};

export const isKnownCode = (code: unknown): code is RefusalCode =>
  typeof code === 'string' && Object.hasOwn(problemKinds, code);
