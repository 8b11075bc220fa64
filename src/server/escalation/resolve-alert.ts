import { resolved } from '../../domain/escalation/turns.js';
import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { AlertOutcome } from './alert.js';
import type { AlertRepository } from './alert.repository.js';
import { ladderOf, standAt } from './alert.row.js';
import type { ClimbLadder } from './climb-ladder.js';
import type { QuietAlert } from './quiet-alert.js';

/** The end of an alert. The first outcome stays. */
export class ResolveAlert {
  constructor(
    private readonly alerts: AlertRepository,
    private readonly quiet: QuietAlert,
    private readonly ladder: ClimbLadder,
    private readonly clock: Clock,
  ) {}

  async run(
    tx: Transaction,
    alertId: AlertId,
    staffId: StaffId | null,
    outcome: AlertOutcome,
  ): Promise<'resolved' | 'already-resolved' | 'unknown'> {
    const alert = await this.alerts.lock(tx, alertId);
    if (!alert) return 'unknown';
    if (alert.resolvedAt !== null) return 'already-resolved';
    const now = this.clock.now();
    standAt(alert, resolved(ladderOf(alert), now));
    alert.resolvedBy = staffId;
    alert.outcome = outcome;
    alert.offeredTo = null;
    await this.alerts.record(tx, alert, now, {
      what: 'resolved',
      code: outcome,
      ...(staffId !== null && { staff: staffId }),
    });
    await this.quiet.run(tx, alert);
    await this.ladder.run(tx, alert);
    return 'resolved';
  }
}
