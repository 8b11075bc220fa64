import type { AssessmentRefusal } from '../assessments/refusal-codes.js';
import type { CircleRefusal } from '../circles/refusal-codes.js';
import type { AlertRefusal } from '../escalation/refusal-codes.js';
import type { ReviewRefusal } from '../reviews/refusal-codes.js';
import type { SafetyRefusal } from '../safety/refusal-codes.js';
import type { InboxRefusal } from '../inbox/refusal-codes.js';

/**
 * Every code with which the API may refuse. A code is stable: clients translate it, so it is never renamed. The server maps
 * each to a status in one `Record` that does not compile while one is missing.
 */
export const PLATFORM_REFUSALS = [
  'invalid-request',
  'not-signed-in',
  'not-allowed',
  'second-factor-needed',
  'not-found',
  'origin-refused',
  'too-large',
  'unsupported-media-type',
  'too-many-tries',
  'version-needed',
  'superseded',
  'key-reused',
  'answered-once',
  'cursor-unknown',
  'busy',
  'database-away',
  'fault',
] as const;

export const IDENTITY_REFUSALS = [
  'set-up-done',
  'set-up-token-refused',
  'set-up-incomplete',
  'sign-in-refused',
  'proof-refused',
  'cost-refused',
  'account-unknown',
  'session-unknown',
  'invitation-refused',
  'invitation-unknown',
  'enrolment-unknown',
  'enrolment-mismatch',
  'possession-refused',
  'directory-superseded',
  'directory-entry-refused',
  'role-mismatch',
  'staff-unknown',
  'last-administrator',
  'second-factor-set',
  'second-factor-refused',
  'second-factor-unknown',
  'custodian-unfit',
  'recovery-unknown',
  'ceremony-unknown',
  'ceremony-open',
  'administrator-holds-no-keys',
  'duty-name-unfit',
  'work-unknown',
  'work-stays',
  'taker-unfit',
] as const;

export const DUTY_REFUSALS = [
  'duty-entry-unknown',
  'duty-person-unknown',
  'override-conflict',
  'override-faulty',
  'policy-faulty',
  'policy-unknown',
  'shift-faulty',
  'test-outside-working-hours',
] as const;

export type PlatformRefusal = (typeof PLATFORM_REFUSALS)[number];
export type IdentityRefusal = (typeof IDENTITY_REFUSALS)[number];
export type DutyRefusal = (typeof DUTY_REFUSALS)[number];
export type RefusalCode =
  | PlatformRefusal
  | IdentityRefusal
  | DutyRefusal
  | AlertRefusal
  | CircleRefusal
  | AssessmentRefusal
  | ReviewRefusal
  | InboxRefusal
  | SafetyRefusal;
