import { nextStep, type Climb } from '../../domain/escalation/next-step.js';
import { climbed, hurried, wokenAgain } from '../../domain/escalation/turns.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import { setAlarm } from '../platform/queue/alarm-courier.js';
import type { AlertRepository } from './alert.repository.js';
import { ladderOf, standAt, type AlertRow } from './alert.row.js';
import type { CallStaff } from './call-staff.js';
import type { NoticeBoard } from './notice-board.js';

export const ALERT_ALARM = 'alert';

/** Does what the ladder wants now, and sets the alarm for what it wants next. */
export class ClimbLadder {
  constructor(
    private readonly alerts: AlertRepository,
    private readonly callStaff: CallStaff,
    private readonly board: NoticeBoard,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** `alert` is locked by `tx`, or new in it. Harmless to call at any time, as often as one likes. */
  async run(tx: Transaction, alert: AlertRow): Promise<void> {
    const now = this.clock.now();
    // Every turn takes a step or a round, and a hurried ladder ends at its last step: this only guards against a fault of ours.
    for (let turn = 0; turn < alert.policy.steps.length + 3; turn++) {
      const next = nextStep(ladderOf(alert), now);
      if (next.do === 'climb') await this.#climb(tx, alert, next, now);
      else if (next.do === 'wake-again') await this.#wake(tx, alert, now);
      else return this.#settle(tx, alert, next.do === 'wait' ? next.until : null);
    }
    await this.#settle(tx, alert, now);
  }

  /** Nobody of those called can or will: the next step need not wait. Repeats keep their time. */
  async hurry(
    tx: Transaction,
    alert: AlertRow,
    what: 'nobody-reachable' | 'everybody-declined',
  ): Promise<void> {
    const now = this.clock.now();
    await this.alerts.record(tx, alert, now, { what, rung: alert.rungsTaken - 1 });
    standAt(alert, hurried(ladderOf(alert), now));
    await this.run(tx, alert);
  }

  async #climb(tx: Transaction, alert: AlertRow, climb: Climb, now: Instant): Promise<void> {
    await this.alerts.record(tx, alert, now, { what: 'climbed', rung: climb.rung });
    await this.callStaff.run(tx, alert, climb, now);
    standAt(alert, climbed(ladderOf(alert), climb, now));
    const why = await this.callStaff.whyNobody(tx, alert, climb.rung);
    if (why === null) return;
    await this.alerts.record(tx, alert, now, { what: why, rung: climb.rung });
    standAt(alert, hurried(ladderOf(alert), now));
  }

  async #wake(tx: Transaction, alert: AlertRow, now: Instant): Promise<void> {
    standAt(alert, wokenAgain(ladderOf(alert), now));
    alert.acknowledgedBy = null;
    alert.offeredTo = null;
    await this.alerts.record(tx, alert, now, { what: 'woken' });
    await this.board.refresh(tx, alert, false);
  }

  async #settle(tx: Transaction, alert: AlertRow, until: Instant | null): Promise<void> {
    const isNews = until !== null && until !== alert.nextDueAt;
    alert.nextDueAt = until;
    await this.alerts.save(tx, alert);
    if (isNews) await setAlarm(this.outbox, tx, { name: ALERT_ALARM, ref: alert.id, dueAt: until });
  }
}
