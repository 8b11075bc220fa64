import { z } from 'zod';
import type { AlertId } from '../../domain/shared/ids.js';
import type { NoteReachability } from '../identity/note-reachability.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Delivery, DeliveryListener, Parcel } from '../platform/outbox/courier.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import type { AlertRepository } from './alert.repository.js';
import { isWaiting } from './alert.row.js';
import { DELIVERY_TOPIC } from './call-staff.js';
import type { DeliveryRecord, DeliveryRepository } from './delivery.repository.js';
import { NOTICE_REFRESH_TOPIC, NOTICE_TOPIC } from './notice-board.js';
import type { NoticeRecord, NoticeRepository } from './notice.repository.js';
import type { SettleCalls } from './settle-calls.js';

/** A courier that finds nothing left to say answers `dead` with this code: nobody failed. */
export const NOTHING_TO_SAY = 'nothing-to-say';

/** Being told to slow down is no fault of the channel: the message will arrive. */
const isDown = (code: string): boolean => code !== 'too-many';

const receiptShape = z.object({ messageId: z.number().int() });

/** How mails and webhook calls went. */
export class LetterListener implements DeliveryListener {
  readonly topic = DELIVERY_TOPIC;

  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly alerts: AlertRepository,
    private readonly calls: SettleCalls,
    private readonly outbox: Outbox,
  ) {}

  async settled(tx: Transaction, parcel: Parcel, delivery: Delivery): Promise<void> {
    const call = parcel.ref === null ? null : await this.deliveries.find(tx, parcel.ref);
    if (!call) return;
    if (delivery.result === 'sent') await this.calls.sent(tx, [call]);
    else if (delivery.result === 'dead') await this.calls.dead(tx, [call], delivery.code);
    else if (await this.#isOver(tx, call.alertId, call.id)) await this.calls.withdrawn(tx, [call]);
    else await this.calls.retrying(tx, [call], delivery.code, isDown(delivery.code));
  }

  /** An alert taken while its call was under way is not called again. */
  async #isOver(tx: Transaction, alertId: AlertId, callId: string): Promise<boolean> {
    const alert = await this.alerts.lock(tx, alertId);
    if (alert && isWaiting(alert)) return false;
    await this.outbox.withdraw(tx, callId, DELIVERY_TOPIC);
    return true;
  }
}

/** How the messages to staff phones went. */
export class NoticeListener implements DeliveryListener {
  readonly topic = NOTICE_TOPIC;

  constructor(
    private readonly notices: NoticeRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly calls: SettleCalls,
    private readonly reachability: NoteReachability,
    private readonly clock: Clock,
  ) {}

  async settled(tx: Transaction, parcel: Parcel, delivery: Delivery): Promise<void> {
    const notice = parcel.ref === null ? null : await this.notices.find(tx, parcel.ref);
    if (!notice) return;
    const calls = await this.deliveries.byNotice(tx, notice.id);
    if (delivery.result === 'sent') {
      const receipt = receiptShape.safeParse(delivery.receipt);
      await this.notices.setSent(tx, notice.id, receipt.data?.messageId ?? null, this.clock.now());
      await this.calls.sent(tx, calls);
    } else if (delivery.result === 'retry') {
      if (delivery.mayHaveArrived) await this.notices.setMaybeSeen(tx, notice.id);
      await this.calls.retrying(tx, calls, delivery.code, isDown(delivery.code));
    } else {
      await this.#notSent(tx, notice, calls, delivery.code);
    }
  }

  async #notSent(
    tx: Transaction,
    notice: NoticeRecord,
    calls: readonly DeliveryRecord[],
    code: string,
  ): Promise<void> {
    const isWithdrawn = code === NOTHING_TO_SAY;
    await this.notices.setUnsent(tx, notice.id, isWithdrawn ? 'withdrawn' : 'dead');
    if (isWithdrawn) return this.calls.withdrawn(tx, calls);
    await noteBlocked(tx, this.reachability, notice, code);
    await this.calls.dead(tx, calls, code);
  }
}

/** How edits went: a message that can be edited no more was sent anew, and has a new id. */
export class RefreshListener implements DeliveryListener {
  readonly topic = NOTICE_REFRESH_TOPIC;

  constructor(
    private readonly notices: NoticeRepository,
    private readonly reachability: NoteReachability,
    private readonly clock: Clock,
  ) {}

  async settled(tx: Transaction, parcel: Parcel, delivery: Delivery): Promise<void> {
    const notice = parcel.ref === null ? null : await this.notices.find(tx, parcel.ref);
    if (!notice) return;
    if (delivery.result === 'dead') await noteBlocked(tx, this.reachability, notice, delivery.code);
    const receipt = receiptShape.safeParse(delivery.result === 'sent' ? delivery.receipt : null);
    if (receipt.success) await this.notices.setSent(tx, notice.id, receipt.data.messageId, this.clock.now());
  }
}

async function noteBlocked(
  tx: Transaction,
  reachability: NoteReachability,
  notice: NoticeRecord,
  code: string,
): Promise<void> {
  if (code === 'blocked') await reachability.run(tx, notice.staffId, false);
}
