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

  'circle-unknown': kind(404, 'There is no such circle, or you are not in it.'),
  'circle-known': kind(409, 'A circle with this id exists.'),
  'circle-kind-refused': kind(403, 'Your role does not open circles of this kind.'),
  'circle-right-missing': kind(
    403,
    'You are in this circle without the right to do this. Nothing was saved.',
  ),
  'membership-refused': kind(422, 'These people cannot be the members of this circle. Nothing was changed.'),
  'grants-incomplete': kind(
    422,
    'Every member needs exactly the grant that the record names. Nothing was changed.',
  ),
  'wraps-incomplete': kind(409, 'Records came or went meanwhile. Nothing was changed; read again.'),
  'wrap-refused': kind(422, 'A key is not wrapped for the epoch in force. Nothing was saved.'),
  'chain-superseded': kind(409, 'Somebody else wrote first. Nothing was saved; read again and write anew.'),
  'chain-record-refused': kind(422, 'The record may not stand in this chain. Nothing was saved.'),
  'record-too-large': kind(413, 'This is too large for a record. Nothing was saved; attach it as a file.'),
  'record-unknown': kind(404, 'There is no such record.'),
  'case-closed': kind(409, 'The case is closed. Nothing was saved; open it again first.'),
  'not-a-client-case': kind(422, 'Only a client case has states and stages.'),
  'erasure-refused': kind(422, 'This cannot be erased from here. Nothing was erased.'),
  'link-refused': kind(422, 'This part of the conversation cannot be linked. Nothing was changed.'),
  'level-refused': kind(422, 'The level cannot be taken. Nothing was saved.'),
  'level-stated': kind(409, 'This assessment has its level. A change is a new version of it.'),
  'sign-off-refused': kind(422, 'The sign-off cannot be taken. Nothing was saved.'),
  'alarm-refused': kind(422, 'The alarm cannot be taken. Nothing was saved.'),
  'alarm-superseded': kind(409, 'A newer statement about this alarm is there. Nothing was saved.'),
  'attachment-refused': kind(422, 'This piece cannot be taken.'),
  'attachment-unknown': kind(422, 'The file was not sent yet. Nothing was saved.'),

  'trigger-refused': kind(422, 'This cannot be taken for something that happened. Nothing was saved.'),
  'measure-refused': kind(422, 'A measure cannot be taken. Nothing was saved.'),
  'measure-unknown': kind(404, 'There is no such measure.'),
  'task-unknown': kind(404, 'There is no such task, or it is not yours.'),
  'task-refused': kind(422, 'The task cannot be closed like this. Nothing was saved.'),

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
