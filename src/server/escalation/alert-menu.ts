import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';
import type { Clock } from '../platform/clock/clock.js';
import type { NoticeBoard } from './notice-board.js';
import type { NoticeMenu, NoticeRepository } from './notice.repository.js';

/** What a person's own message about an alert offers at the moment. */
export class AlertMenu {
  constructor(
    private readonly notices: NoticeRepository,
    private readonly board: NoticeBoard,
    private readonly clock: Clock,
  ) {}

  /** A new message with the buttons of an alert that she has, for one that got lost in the chat. */
  async showAgain(tx: Transaction, alertId: AlertId, staffId: StaffId): Promise<void> {
    await this.board.post(tx, {
      staffId,
      alertId,
      how: 'held',
      urgency: 0,
      silent: true,
      dueAt: this.clock.now(),
    });
  }

  /** Opens or closes the list of colleagues. */
  async show(tx: Transaction, alertId: AlertId, staffId: StaffId, menu: NoticeMenu | null): Promise<void> {
    for (const notice of await this.notices.about(tx, alertId)) {
      if (notice.staffId !== staffId || notice.how === 'grouped' || notice.menu === menu) continue;
      await this.notices.setMenu(tx, notice.id, menu);
      await this.board.refreshOne(tx, notice.id);
    }
  }
}
