import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import type { AlertRow } from './alert.row.js';
import { DELIVERY_TOPIC } from './call-staff.js';
import type { DeliveryRepository } from './delivery.repository.js';
import type { NoticeBoard } from './notice-board.js';

/** Withdraws every call of an alert that has not left, and tells everybody who was called how things stand. */
export class QuietAlert {
  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly board: NoticeBoard,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async run(tx: Transaction, alert: AlertRow): Promise<void> {
    const now = this.clock.now();
    for (const letter of await this.deliveries.unsentLetters(tx, alert.id)) {
      const withdrawn = await this.outbox.withdraw(tx, letter.id, DELIVERY_TOPIC);
      if (withdrawn > 0) await this.deliveries.settle(tx, [letter.id], 'withdrawn', now, null);
    }
    for (const noticeId of await this.board.refresh(tx, alert, true)) {
      const calls = await this.deliveries.byNotice(tx, noticeId);
      await this.deliveries.settle(
        tx,
        calls.map(({ id }) => id),
        'withdrawn',
        now,
        null,
      );
    }
  }
}
