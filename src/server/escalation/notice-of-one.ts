import type { StaffId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { urgencyOf } from './alert.js';
import type { AlertRow } from './alert.row.js';
import type { NoticeBoard } from './notice-board.js';
import type { NoticeHow, NoticeRepository } from './notice.repository.js';

/** Sees to it that a person has a message about one alert alone, with its buttons. */
export class NoticeOfOne {
  constructor(
    private readonly notices: NoticeRepository,
    private readonly board: NoticeBoard,
    private readonly clock: Clock,
  ) {}

  async run(
    tx: Transaction,
    alert: AlertRow,
    staffId: StaffId,
    how: NoticeHow,
    silent: boolean,
  ): Promise<void> {
    const about = await this.notices.about(tx, alert.id);
    const hasOne = about.some((notice) => notice.staffId === staffId && notice.how !== 'grouped');
    if (hasOne && how === 'held') return;
    await this.board.post(tx, {
      staffId,
      alertId: alert.id,
      how,
      urgency: urgencyOf(alert.level),
      silent,
      dueAt: this.clock.now(),
    });
  }
}
