import { randomUUID } from 'node:crypto';
import { began } from '../../domain/escalation/next-step.js';
import type { AlertId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { AlertRequest } from './alert.js';
import type { AlertRepository } from './alert.repository.js';
import { AlertRow, standAt } from './alert.row.js';
import type { ClimbLadder } from './climb-ladder.js';
import type { FoldAlerts } from './fold-alerts.js';
import type { PolicyBook } from './policy-book.js';

/**
 * Raises an alert in the transaction of its cause: when that commits, the first people are being called; when it rolls back,
 * nothing happened. Less urgent alerts about the same contact that nobody has yet are folded into it.
 */
export class RaiseAlert {
  constructor(
    private readonly alerts: AlertRepository,
    private readonly policies: PolicyBook,
    private readonly ladder: ClimbLadder,
    private readonly fold: FoldAlerts,
    private readonly clock: Clock,
  ) {}

  /** @throws PolicyUnknown */
  async run(tx: Transaction, request: AlertRequest): Promise<AlertId> {
    const now = this.clock.now();
    const policy = request.policy ?? this.policies.find(request.policyId);
    await this.fold.run(tx, request, policy);
    const alert = Object.assign(new AlertRow(), {
      id: randomUUID() as AlertId,
      kind: request.kind,
      level: request.level,
      subjectId: request.subject.id,
      subjectNumber: request.subject.number,
      hiddenFrom: request.hiddenFrom ?? null,
      policy,
      openedAt: now,
      acknowledgedBy: null,
      offeredTo: null,
      resolvedBy: null,
      outcome: null,
      nextDueAt: null,
    });
    standAt(alert, began(policy, now));
    await this.alerts.insert(tx, alert);
    await this.alerts.record(tx, alert, now, { what: 'opened', code: policy.id });
    await this.ladder.run(tx, alert);
    return alert.id;
  }
}
