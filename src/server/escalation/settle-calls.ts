import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import type { AlertRepository } from './alert.repository.js';
import { isWaiting, type AlertRow } from './alert.row.js';
import { DELIVERY_TOPIC, type CallStaff } from './call-staff.js';
import type { ClimbLadder } from './climb-ladder.js';
import type { DeliveryRecord, DeliveryRepository } from './delivery.repository.js';
import type { NoticeBoard } from './notice-board.js';

/** Records how calls went, and lets a dead one fall through: to the person's other channels, then to the next step. */
export class SettleCalls {
  constructor(
    private readonly alerts: AlertRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly callStaff: CallStaff,
    private readonly board: NoticeBoard,
    private readonly ladder: ClimbLadder,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async sent(tx: Transaction, calls: readonly DeliveryRecord[]): Promise<void> {
    const now = this.clock.now();
    await this.deliveries.settle(tx, ids(calls), 'sent', now, null);
    await this.#record(tx, calls, 'told', null, now);
    for (const noticeId of new Set(calls.map((call) => call.noticeId)))
      if (noticeId !== null) await this.board.replaceGroups(tx, noticeId);
  }

  async withdrawn(tx: Transaction, calls: readonly DeliveryRecord[]): Promise<void> {
    await this.deliveries.settle(tx, ids(calls), 'withdrawn', this.clock.now(), null);
  }

  /** The call stays and will be tried again; `channelIsDown`: meanwhile the person is called on her other channels. */
  async retrying(
    tx: Transaction,
    calls: readonly DeliveryRecord[],
    code: string,
    channelIsDown: boolean,
  ): Promise<void> {
    const now = this.clock.now();
    await this.deliveries.settle(tx, ids(calls), 'retrying', now, code);
    if (!channelIsDown) return;
    const alerts = await this.#lockAll(tx, calls);
    for (const call of calls) {
      const alert = alerts.get(call.alertId);
      if (alert && isWaiting(alert)) await this.#callElsewhere(tx, alert, call, now);
    }
  }

  async dead(tx: Transaction, calls: readonly DeliveryRecord[], code: string): Promise<void> {
    const now = this.clock.now();
    await this.deliveries.settle(tx, ids(calls), 'dead', now, code);
    await this.#record(tx, calls, 'not-told', code, now);
    const alerts = await this.#lockAll(tx, calls);
    for (const call of calls) await this.#fallThrough(tx, alerts.get(call.alertId), call, now);
  }

  /** All of them before anything else, in one order, or two phones that die together could wait for each other. */
  async #lockAll(tx: Transaction, calls: readonly DeliveryRecord[]): Promise<Map<AlertId, AlertRow>> {
    const alerts = new Map<AlertId, AlertRow>();
    for (const id of [...new Set(calls.map(({ alertId }) => alertId))].sort()) {
      const alert = await this.alerts.lock(tx, id);
      if (alert) alerts.set(id, alert);
    }
    return alerts;
  }

  async #fallThrough(
    tx: Transaction,
    alert: AlertRow | undefined,
    call: DeliveryRecord,
    now: Instant,
  ): Promise<void> {
    if (!alert || !isWaiting(alert) || call.round !== alert.round) return;
    await this.#callElsewhere(tx, alert, call, now);
    const why = await this.#whyHurry(tx, alert, call.rung);
    if (why !== null) await this.ladder.hurry(tx, alert, why);
  }

  /** An older rung than the last one still matters to those who said *not me*: its call was perhaps the last that waited. */
  async #whyHurry(
    tx: Transaction,
    alert: AlertRow,
    rung: number,
  ): Promise<'nobody-reachable' | 'everybody-declined' | null> {
    if (rung === alert.rungsTaken - 1) return this.callStaff.whyNobody(tx, alert, rung);
    return (await this.callStaff.everybodyDeclined(tx, alert)) ? 'everybody-declined' : null;
  }

  async #callElsewhere(tx: Transaction, alert: AlertRow, call: DeliveryRecord, now: Instant): Promise<void> {
    if (call.staffId === null) return;
    for (const later of await this.deliveries.later(tx, call, now)) {
      await this.deliveries.bringForward(tx, later.id, now);
      if (later.noticeId !== null) await this.board.bringForward(tx, later.noticeId, now);
      else if ((await this.outbox.withdraw(tx, later.id, DELIVERY_TOPIC)) > 0)
        await this.callStaff.post(tx, alert, later.id, later, now);
    }
  }

  async #record(
    tx: Transaction,
    calls: readonly DeliveryRecord[],
    what: 'told' | 'not-told',
    code: string | null,
    now: Instant,
  ): Promise<void> {
    const alerts = await this.alerts.byIds(
      tx,
      calls.map(({ alertId }) => alertId),
    );
    const byId = new Map(alerts.map((alert) => [alert.id, alert]));
    for (const { alertId, staffId, rung, channel } of calls) {
      const alert = byId.get(alertId);
      if (alert)
        await this.alerts.record(tx, alert, now, { what, rung, code: code ?? channel, ...whom(staffId) });
    }
  }
}

const ids = (calls: readonly DeliveryRecord[]): string[] => calls.map(({ id }) => id);

const whom = (staffId: StaffId | null): { staff?: StaffId } => (staffId === null ? {} : { staff: staffId });
