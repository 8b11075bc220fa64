import type { StaffId } from '../shared/ids.js';
import { Refusal } from '../shared/refusal.js';
import { minutes, type Duration } from '../shared/time.js';

export type Channel = 'telegram' | 'mail' | 'webhook';

export type Duty = 'operator' | 'focal-point' | 'deputy';

export type Audience = { readonly duty: Duty } | { readonly everyone: true } | { readonly staff: StaffId };

export interface Step {
  /** Since the ladder began, not since the step before. */
  readonly after: Duration;
  readonly whom: readonly Audience[];
  /** Each channel goes on its own; `after` counts from the step. */
  readonly channels: readonly { readonly channel: Channel; readonly after: Duration }[];
}

/**
 * Who is called, when, and until what. Plain data that survives JSON: an alert keeps the copy with which it was raised, so a policy
 * changed later never fires retroactively.
 */
export interface Policy {
  readonly id: string;
  readonly version: number;
  readonly steps: readonly Step[];
  /** How long after the last rung the last step is taken again; null: once is enough. */
  readonly repeatEvery: Duration | null;
  readonly mayAcknowledge: readonly Audience[] | 'anyone';
  /** How long an alert may stay acknowledged and unresolved before the ladder begins again; null: for ever. */
  readonly wakeAgainAfter: Duration | null;
  /** Delivered without a sound: it informs, it does not wake. */
  readonly silent: boolean;
}

export type PolicyFault =
  | 'no-steps'
  | 'steps-not-ascending'
  | 'nobody-to-call'
  | 'no-channel'
  | 'channel-twice'
  | 'delay-not-a-duration'
  | 'repeat-too-fast'
  | 'wake-again-too-fast'
  | 'nobody-may-acknowledge';

export interface PolicyProblem {
  readonly code: PolicyFault;
  /** Index of the step that is wrong, null when it is the policy as a whole. */
  readonly step: number | null;
}

/** A phone that rings more often than this is switched off. */
export const SHORTEST_REPEAT = minutes(1);

/** The policy would lose alerts or drown people in them. Nothing was saved; `problems` says what is wrong, all at once. */
export class PolicyFaulty extends Refusal {
  readonly code = 'policy-faulty';
  constructor(readonly problems: readonly PolicyProblem[]) {
    super('This policy cannot be used.');
  }
}

const isDuration = (span: number): boolean => Number.isSafeInteger(span) && span >= 0;

const tooFast = (span: Duration | null): boolean =>
  span !== null && (!isDuration(span) || span < SHORTEST_REPEAT);

function faultsOfStep(step: Step, previous: Step | undefined): PolicyFault[] {
  const names = step.channels.map(({ channel }) => channel);
  const delays = [step.after, ...step.channels.map(({ after }) => after)];
  const faults: PolicyFault[] = [];
  if (!delays.every(isDuration)) faults.push('delay-not-a-duration');
  if (previous && step.after <= previous.after) faults.push('steps-not-ascending');
  if (step.whom.length === 0) faults.push('nobody-to-call');
  if (names.length === 0) faults.push('no-channel');
  if (new Set(names).size < names.length) faults.push('channel-twice');
  return faults;
}

/** Everything that is wrong with a policy; empty when it may be used. */
export function checkPolicy(policy: Policy): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = policy.steps.flatMap((step, index) =>
    faultsOfStep(step, policy.steps[index - 1]).map((code) => ({ code, step: index })),
  );
  const whole = (code: PolicyFault): void => void problems.push({ code, step: null });
  if (policy.steps.length === 0) whole('no-steps');
  if (tooFast(policy.repeatEvery)) whole('repeat-too-fast');
  if (tooFast(policy.wakeAgainAfter)) whole('wake-again-too-fast');
  if (policy.mayAcknowledge !== 'anyone' && policy.mayAcknowledge.length === 0)
    whole('nobody-may-acknowledge');
  return problems;
}

/** @throws PolicyFaulty naming every problem that `checkPolicy` finds */
export function refuseFaultyPolicy(policy: Policy): void {
  const problems = checkPolicy(policy);
  if (problems.length > 0) throw new PolicyFaulty(problems);
}
