import type { Climb, LadderState } from './next-step.js';
import type { Instant } from '../shared/time.js';

/** The state after `climb` was taken at `now`: save it in the same transaction as the messages. */
export function climbed(state: LadderState, climb: Climb, now: Instant): LadderState {
  return { ...state, rungsTaken: climb.rung + 1, lastRungAt: now, hurriedAt: null };
}

/**
 * Somebody took it: the ladder stops for everyone. A second acknowledgement changes nothing here (who came second is recorded
 * elsewhere), so nobody postpones the waking again by tapping twice.
 */
export function acknowledged(state: LadderState, now: Instant): LadderState {
  return { ...state, acknowledgedAt: state.acknowledgedAt ?? now };
}

/** Another person accepted the alert from the one who had it: it stays acknowledged and its time to be resolved starts anew. */
export function handedOver(state: LadderState, now: Instant): LadderState {
  return { ...state, acknowledgedAt: now };
}

/**
 * The ladder begins again from its first step: the alert stayed unresolved for too long, or whoever had it gave it back. Ask
 * `nextStep` again at once; a first step without delay is due immediately.
 */
export function wokenAgain(state: LadderState, now: Instant): LadderState {
  return {
    ...state,
    beganAt: now,
    round: state.round + 1,
    rungsTaken: 0,
    lastRungAt: null,
    hurriedAt: null,
    acknowledgedAt: null,
  };
}

/**
 * Everybody called so far said *not me*: the next step is due now. Repeats keep their interval, or a round of refusals would ring
 * every phone without end.
 */
export function hurried(state: LadderState, now: Instant): LadderState {
  return { ...state, hurriedAt: now };
}

/** It is over; the first moment stays. */
export function resolved(state: LadderState, now: Instant): LadderState {
  return { ...state, resolvedAt: state.resolvedAt ?? now };
}
