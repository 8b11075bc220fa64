import { handedOver } from '../../domain/escalation/turns.js';
import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { AlertKind, AlertLevel } from './alert.js';
import type { AlertRepository } from './alert.repository.js';
import { ladderOf, standAt } from './alert.row.js';
import type { ClimbLadder } from './climb-ladder.js';

export interface AlertInHand {
  readonly kind: AlertKind;
  readonly level: AlertLevel;
  readonly subjectId: string;
  readonly policyId: string;
}

/** What the one who has an alert does about it. The time in which it must be resolved begins anew with every sign of work. */
export class WorkOnAlert {
  constructor(
    private readonly alerts: AlertRepository,
    private readonly ladder: ClimbLadder,
    private readonly clock: Clock,
  ) {}

  /** Locks the alert. @returns null unless she has it and it is open */
  async inHandOf(tx: Transaction, alertId: AlertId, staffId: StaffId): Promise<AlertInHand | null> {
    const alert = await this.alerts.lock(tx, alertId);
    if (alert?.resolvedAt !== null || alert.acknowledgedBy !== staffId) return null;
    const { kind, level, subjectId, policy } = alert;
    return { kind, level, subjectId, policyId: policy.id };
  }

  async run(
    tx: Transaction,
    alertId: AlertId,
    staffId: StaffId,
    what: 'in-contact' | 'unsafe-to-write',
  ): Promise<void> {
    const alert = await this.alerts.lock(tx, alertId);
    if (alert?.resolvedAt !== null || alert.acknowledgedBy !== staffId) return;
    const now = this.clock.now();
    standAt(alert, handedOver(ladderOf(alert), now));
    await this.alerts.record(tx, alert, now, { what, staff: staffId });
    await this.ladder.run(tx, alert);
  }
}
