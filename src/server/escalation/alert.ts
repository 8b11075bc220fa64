import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import {
  ALERT_LEVELS,
  type AlertEnd,
  type AlertEventWhat,
  type AlertKind,
  type AlertLevel,
  type AlertOutcome,
} from '../../domain/escalation/alert.js';
import type { Policy } from '../../domain/escalation/ladder.js';

export type { AlertEnd, AlertEventWhat, AlertKind, AlertLevel, AlertOutcome };

/** The higher, the more urgent. */
export const urgencyOf = (level: AlertLevel): number => ALERT_LEVELS.length - ALERT_LEVELS.indexOf(level);

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

export interface AlertEvent {
  readonly what: AlertEventWhat;
  readonly staff?: StaffId;
  readonly rung?: number;
  /** A stable word: a channel, an outcome, a fault. Never what somebody typed. */
  readonly code?: string;
}
