import { acknowledged } from '../../domain/escalation/turns.js';
import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { AlertRepository } from './alert.repository.js';
import { isWaiting, ladderOf, standAt, type AlertRow } from './alert.row.js';
import type { ClimbLadder } from './climb-ladder.js';
import type { DutyBoard } from './duty-board.port.js';
import type { NoticeBoard } from './notice-board.js';
import type { NoticeOfOne } from './notice-of-one.js';
import type { QuietAlert } from './quiet-alert.js';

/** `also-acknowledged`: somebody has it already (maybe she herself); that she is there too is recorded. */
export type Acknowledgement =
  'acknowledged' | 'also-acknowledged' | 'already-resolved' | 'not-hers-to-take' | 'unknown';

/** Somebody takes an alert: its ladder stops for everyone, and everyone who was called is told who has it. */
export class AcknowledgeAlert {
  constructor(
    private readonly alerts: AlertRepository,
    private readonly duty: DutyBoard,
    private readonly quiet: QuietAlert,
    private readonly board: NoticeBoard,
    private readonly noticeOfOne: NoticeOfOne,
    private readonly ladder: ClimbLadder,
    private readonly clock: Clock,
  ) {}

  async run(tx: Transaction, alertId: AlertId, staffId: StaffId): Promise<Acknowledgement> {
    const alert = await this.alerts.lock(tx, alertId);
    if (!alert || alert.hiddenFrom === staffId) return 'unknown';
    if (alert.resolvedAt !== null) return 'already-resolved';
    const now = this.clock.now();
    if (!(await this.#mayTake(tx, alert, staffId, now))) return 'not-hers-to-take';
    if (!isWaiting(alert)) return this.#takeToo(tx, alert, staffId, now);
    standAt(alert, acknowledged(ladderOf(alert), now));
    alert.acknowledgedBy = staffId;
    await this.alerts.record(tx, alert, now, { what: 'acknowledged', staff: staffId });
    // A test asks every phone, so the first answer silences nobody.
    if (alert.kind === 'test') await this.board.refresh(tx, alert, false);
    else await this.#hold(tx, alert, staffId);
    await this.ladder.run(tx, alert);
    return 'acknowledged';
  }

  async #hold(tx: Transaction, alert: AlertRow, staffId: StaffId): Promise<void> {
    await this.quiet.run(tx, alert);
    await this.noticeOfOne.run(tx, alert, staffId, 'held', true);
  }

  async #takeToo(tx: Transaction, alert: AlertRow, staffId: StaffId, now: Instant): Promise<Acknowledgement> {
    await this.alerts.record(tx, alert, now, { what: 'also-acknowledged', staff: staffId });
    if (alert.kind === 'test') await this.board.refresh(tx, alert, false);
    return 'also-acknowledged';
  }

  async #mayTake(tx: Transaction, alert: AlertRow, staffId: StaffId, now: Instant): Promise<boolean> {
    const { mayAcknowledge } = alert.policy;
    if (mayAcknowledge === 'anyone') return true;
    return (await this.duty.resolve(tx, mayAcknowledge, now)).staff.includes(staffId);
  }
}
