import type { Policy, Step } from './ladder.js';
import { between, earliest, minutes, plus, type Duration, type Instant } from '../shared/time.js';

/** Where an alert stands on its ladder. Plain data, one column each. */
export interface LadderState {
  /** The policy as it was when the alert was raised. */
  readonly policy: Policy;
  /** When the present round began: the alert was raised, or it woke again. */
  readonly beganAt: Instant;
  /** 0 at first, one more each time the ladder begins again. (round, rung) names a rung once and for all. */
  readonly round: number;
  /** Steps and repeats taken in this round; steps merged after an outage count one each. */
  readonly rungsTaken: number;
  readonly lastRungAt: Instant | null;
  /** Everybody called so far said *not me*: the next step need not wait. */
  readonly hurriedAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly resolvedAt: Instant | null;
}

export interface DueStep extends Step {
  /** When the policy wanted this step. */
  readonly dueAt: Instant;
}

export interface Climb {
  readonly do: 'climb';
  readonly round: number;
  /** The highest rung taken by this climb, counted from 0; repeats count on beyond the last step. */
  readonly rung: number;
  /** All steps overdue at once, lowest first: more than one after an outage. Tell each person once (`callsOf`). */
  readonly steps: readonly DueStep[];
  /** When the lowest of them was due: `now - dueAt` is how late we are. */
  readonly dueAt: Instant;
  readonly repeat: boolean;
}

export interface WakeAgain {
  readonly do: 'wake-again';
  readonly round: number;
  readonly dueAt: Instant;
}

export type Next =
  Climb | WakeAgain | { readonly do: 'wait'; readonly until: Instant } | { readonly do: 'rest' };

/**
 * How far a recorded moment may lie ahead of `now` before we conclude that the clock was set back. Below it, it is two machines
 * that disagree a little, and acting would call people twice.
 */
export const CLOCK_TOLERANCE: Duration = minutes(1);

const setBack = (recorded: Instant, now: Instant): boolean => recorded > plus(now, CLOCK_TOLERANCE);

/** The ladder of an alert raised at `at`, before its first step. */
export function began(policy: Policy, at: Instant): LadderState {
  return {
    policy,
    beganAt: at,
    round: 0,
    rungsTaken: 0,
    lastRungAt: null,
    hurriedAt: null,
    acknowledgedAt: null,
    resolvedAt: null,
  };
}

/**
 * When the next step is due: at its time since the ladder began, or sooner: at its distance from the step before when that was
 * taken early (a clock set back, a hurry), or at once when everybody called so far said *not me*. Being late never delays it.
 */
function stepDue(state: LadderState, step: Step): Instant {
  const { policy, beganAt, rungsTaken, lastRungAt, hurriedAt } = state;
  const dues = [plus(beganAt, step.after)];
  const previous = policy.steps[rungsTaken - 1];
  if (previous && lastRungAt !== null) dues.push(plus(lastRungAt, (step.after - previous.after) as Duration));
  if (hurriedAt !== null) dues.push(hurriedAt);
  return Math.min(...dues) as Instant;
}

/** A recorded moment far in the future means that the clock was set back: too early is a nuisance, too late is a death. */
function dueNow(due: Instant, recorded: Instant, now: Instant): Instant {
  return setBack(recorded, now) ? earliest(due, now) : due;
}

function overdueSteps(state: LadderState, first: DueStep, now: Instant): readonly DueStep[] {
  const above = state.policy.steps
    .slice(state.rungsTaken + 1)
    .map((step) => ({ ...step, dueAt: plus(state.beganAt, step.after) }));
  return [first, ...above.filter(({ dueAt }) => dueAt <= now)];
}

/** The next rung, were it taken now; null when the ladder has no more. */
function nextRung(state: LadderState, now: Instant): Climb | null {
  const { policy, round, rungsTaken } = state;
  const told = state.lastRungAt ?? state.beganAt;
  const step = policy.steps[rungsTaken];
  if (step) {
    const dueAt = dueNow(stepDue(state, step), told, now);
    const steps = overdueSteps(state, { ...step, dueAt }, now);
    return { do: 'climb', round, rung: rungsTaken + steps.length - 1, steps, dueAt, repeat: false };
  }
  const last = policy.steps.at(-1);
  if (!last || policy.repeatEvery === null) return null;
  const dueAt = dueNow(plus(told, policy.repeatEvery), told, now);
  return { do: 'climb', round, rung: rungsTaken, steps: [{ ...last, dueAt }], dueAt, repeat: true };
}

function nextWaking(state: LadderState, acknowledgedAt: Instant, now: Instant): WakeAgain | null {
  const { wakeAgainAfter } = state.policy;
  if (wakeAgainAfter === null) return null;
  const dueAt = dueNow(plus(acknowledgedAt, wakeAgainAfter), acknowledgedAt, now);
  return { do: 'wake-again', round: state.round + 1, dueAt };
}

/**
 * What the ladder wants at `now`. Total: it never throws and `wait` always lies in the future, so it may be asked as often and as
 * late as one likes.
 *
 * - Steps count from the beginning of the ladder; those missed during an outage come merged in one `climb`.
 * - The last step repeats `repeatEvery` after the last rung taken, so repeats missed during an outage come once.
 * - Acknowledged: nothing, until `wakeAgainAfter`. Resolved: nothing ever again.
 * - A clock set back by more than `CLOCK_TOLERANCE` takes the next rung at once and then keeps the distances between rungs.
 */
export function nextStep(state: LadderState, now: Instant): Next {
  if (state.resolvedAt !== null) return { do: 'rest' };
  const { acknowledgedAt } = state;
  const next = acknowledgedAt === null ? nextRung(state, now) : nextWaking(state, acknowledgedAt, now);
  if (next === null) return { do: 'rest' };
  return next.dueAt > now ? { do: 'wait', until: next.dueAt } : next;
}

function isUnknowable(state: LadderState, now: Instant): boolean {
  if (setBack(state.acknowledgedAt ?? state.lastRungAt ?? state.beganAt, now)) return true;
  return state.acknowledgedAt === null && state.policy.steps.length === 0;
}

/**
 * Whether an alert is behind its policy by more than `grace`: somebody should have been called and was not. For the watchdog, which
 * must not vouch for what it cannot know: a policy that calls nobody, or a clock that was set back, counts as behind.
 */
export function isBehind(state: LadderState, now: Instant, grace: Duration): boolean {
  if (state.resolvedAt !== null) return false;
  if (isUnknowable(state, now)) return true;
  const next = nextStep(state, now);
  return (next.do === 'climb' || next.do === 'wake-again') && between(next.dueAt, now) > grace;
}
