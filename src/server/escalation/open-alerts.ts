import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';
import type { AlertFace } from './alert.js';
import type { AlertRepository } from './alert.repository.js';
import { faceOf, isWaiting } from './alert.row.js';
import type { NoticeRepository } from './notice.repository.js';

export interface OpenAlert {
  readonly alert: AlertFace;
  /** Who has it; null: nobody yet. */
  readonly heldBy: StaffId | null;
}

/** What is open now. Tests are nobody's work and are left out. */
export class OpenAlerts {
  constructor(
    private readonly alerts: AlertRepository,
    private readonly notices: NoticeRepository,
  ) {}

  /** What `viewer` may see: those that wait first, then the others; each oldest first. */
  async run(tx: Transaction, viewer: StaffId): Promise<readonly OpenAlert[]> {
    const open = (await this.alerts.unresolved(tx)).filter(
      ({ kind, hiddenFrom }) => kind !== 'test' && hiddenFrom !== viewer,
    );
    return [...open.filter(isWaiting), ...open.filter((alert) => !isWaiting(alert))].map((alert) => ({
      alert: faceOf(alert),
      heldBy: alert.acknowledgedBy,
    }));
  }

  /** Open alerts about the same thing. */
  async about(tx: Transaction, subjectId: string): Promise<readonly OpenAlert[]> {
    const open = await this.alerts.unresolvedAbout(tx, subjectId);
    return open.map((alert) => ({ alert: faceOf(alert), heldBy: alert.acknowledgedBy }));
  }

  /** Whether an alert about this is open that was raised by this policy: it need not be raised again. */
  async isRaised(tx: Transaction, subjectId: string, policyId: string): Promise<boolean> {
    const open = await this.alerts.unresolvedAbout(tx, subjectId);
    return open.some(({ policy }) => policy.id === policyId);
  }

  /** What the open alerts are about that were raised by this policy. */
  raisedBy(tx: Transaction, policyId: string): Promise<readonly string[]> {
    return this.alerts.subjectsOf(tx, policyId);
  }

  /** The alerts one person was called to and nobody has, oldest first. */
  waitingFor(tx: Transaction, staffId: StaffId): Promise<readonly AlertId[]> {
    return this.notices.waitingAlerts(tx, staffId);
  }

  async heldBy(tx: Transaction, alertId: AlertId): Promise<StaffId | null> {
    return (await this.alerts.find(tx, alertId))?.acknowledgedBy ?? null;
  }

  async isOpen(tx: Transaction, alertId: AlertId): Promise<boolean> {
    return (await this.alerts.find(tx, alertId))?.resolvedAt === null;
  }

  async isTest(tx: Transaction, alertId: AlertId): Promise<boolean> {
    return (await this.alerts.find(tx, alertId))?.kind === 'test';
  }
}
