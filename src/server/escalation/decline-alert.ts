import { wokenAgain } from '../../domain/escalation/turns.js';
import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { AlertRepository } from './alert.repository.js';
import { isWaiting, ladderOf, standAt, type AlertRow } from './alert.row.js';
import type { ClimbLadder } from './climb-ladder.js';
import type { CallStaff } from './call-staff.js';
import type { NoticeBoard } from './notice-board.js';

export type Declining = 'declined' | 'given-back' | 'somebody-has-it' | 'already-resolved' | 'unknown';

/**
 * *Not me.* Recorded; when everybody called so far says so, the next step is taken at once. From the one who has the alert it means
 * that she gives it back: the ladder begins again.
 */
export class DeclineAlert {
  constructor(
    private readonly alerts: AlertRepository,
    private readonly callStaff: CallStaff,
    private readonly board: NoticeBoard,
    private readonly ladder: ClimbLadder,
    private readonly clock: Clock,
  ) {}

  async run(tx: Transaction, alertId: AlertId, staffId: StaffId): Promise<Declining> {
    const alert = await this.alerts.lock(tx, alertId);
    if (!alert) return 'unknown';
    if (alert.resolvedAt !== null) return 'already-resolved';
    const now = this.clock.now();
    if (isWaiting(alert)) return this.#decline(tx, alert, staffId, now);
    if (alert.acknowledgedBy !== staffId) return 'somebody-has-it';
    return this.#giveBack(tx, alert, staffId, now);
  }

  /** For somebody who has left. Gives back only what she has: it is no *not me*. */
  async giveBack(tx: Transaction, alertId: AlertId, staffId: StaffId): Promise<void> {
    const alert = await this.alerts.lock(tx, alertId);
    if (alert?.resolvedAt !== null || alert.acknowledgedBy !== staffId) return;
    await this.#giveBack(tx, alert, staffId, this.clock.now());
  }

  async #decline(tx: Transaction, alert: AlertRow, staffId: StaffId, now: Instant): Promise<Declining> {
    await this.alerts.record(tx, alert, now, { what: 'not-me', staff: staffId });
    await this.board.refresh(tx, alert, false);
    if (await this.callStaff.everybodyDeclined(tx, alert))
      await this.ladder.hurry(tx, alert, 'everybody-declined');
    return 'declined';
  }

  async #giveBack(tx: Transaction, alert: AlertRow, staffId: StaffId, now: Instant): Promise<Declining> {
    standAt(alert, wokenAgain(ladderOf(alert), now));
    alert.acknowledgedBy = null;
    alert.offeredTo = null;
    await this.alerts.record(tx, alert, now, { what: 'given-back', staff: staffId });
    await this.board.refresh(tx, alert, false);
    await this.ladder.run(tx, alert);
    return 'given-back';
  }
}
