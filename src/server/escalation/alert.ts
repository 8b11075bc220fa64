import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { Policy } from '../../domain/escalation/ladder.js';

export const ALERT_KINDS = ['contact', 'incident', 'check-in', 'review', 'test', 'duty'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** The most urgent first. */
export const ALERT_LEVELS = ['RED', 'ORANGE', 'YELLOW', 'BLUE'] as const;
export type AlertLevel = (typeof ALERT_LEVELS)[number];

/** The higher, the more urgent. */
export const urgencyOf = (level: AlertLevel): number => ALERT_LEVELS.length - ALERT_LEVELS.indexOf(level);

/** What somebody says of an alert that she ends. */
export type AlertOutcome = 'resolved' | 'false-alarm';

/** Every alert ends as one of these; `folded`: a more urgent one about the same contact took its place. */
export type AlertEnd = AlertOutcome | 'folded';

/** What the alert is about: a conversation, a case, a check-in. The number is what people say to one another. */
export interface AlertSubject {
  readonly id: string;
  readonly number: number;
}

export interface AlertRequest {
  readonly kind: AlertKind;
  readonly level: AlertLevel;
  /** Name of a policy in the policy book, or a policy made for this alert (a test for one person). */
  readonly policyId: string;
  readonly policy?: Policy;
  readonly subject: AlertSubject;
  /**
   * Who must not learn of it: the worker whom it is about, because somebody else may hold her phone. She is neither called nor
   * shown it, and it cannot be handed to her.
   */
  readonly hiddenFrom?: StaffId;
}

/** Everything that is ever said of an alert outside the house. */
export interface AlertFace {
  readonly id: AlertId;
  readonly kind: AlertKind;
  readonly level: AlertLevel;
  readonly number: number;
}

/** Stable words of the timeline. */
export type AlertEventWhat =
  | 'opened'
  | 'climbed'
  | 'fell-through'
  | 'nobody-reachable'
  | 'everybody-declined'
  | 'told'
  | 'not-told'
  | 'acknowledged'
  | 'also-acknowledged'
  | 'not-me'
  | 'woken'
  | 'given-back'
  | 'in-contact'
  | 'unsafe-to-write'
  | 'offered'
  | 'offer-declined'
  | 'handed-over'
  | 'resolved'
  | 'folded';

export interface AlertEvent {
  readonly what: AlertEventWhat;
  readonly staff?: StaffId;
  readonly rung?: number;
  /** A stable word: a channel, an outcome, a fault. Never what somebody typed. */
  readonly code?: string;
}
