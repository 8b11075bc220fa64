import type { StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import type { DeliveryRecord, DeliveryRepository } from './delivery.repository.js';
import { NOTICE_TOPIC } from './notice-board.js';
import type { NoticeRepository } from './notice.repository.js';
import type { SettleCalls } from './settle-calls.js';

/** A person's phone takes no more messages: what has not reached her falls through at once, to her other channels and to others. */
export class LosePhone {
  constructor(
    private readonly notices: NoticeRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly calls: SettleCalls,
    private readonly outbox: Outbox,
  ) {}

  /** @param code why, as it stands in the timeline: `blocked`, `unlinked` */
  async run(tx: Transaction, staffId: StaffId, code: string): Promise<void> {
    const lost: DeliveryRecord[] = [];
    for (const notice of await this.notices.waitingFor(tx, staffId)) {
      // What is under way is answered by Telegram itself, and its listener sees to the rest.
      if ((await this.outbox.withdraw(tx, notice.id, NOTICE_TOPIC)) === 0) continue;
      await this.notices.setUnsent(tx, notice.id, 'dead');
      lost.push(...(await this.deliveries.byNotice(tx, notice.id)));
    }
    if (lost.length > 0) await this.calls.dead(tx, lost, code);
  }

  /** Another phone took its place: numbers of messages mean other messages there, and an edit would overwrite one of them. */
  forgetMessages(tx: Transaction, staffId: StaffId): Promise<void> {
    return this.notices.forgetMessageIds(tx, staffId);
  }
}
