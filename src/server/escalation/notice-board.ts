import { FLOOD_WINDOW, groupNotice } from '../../domain/escalation/group-notices.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import { urgencyOf } from './alert.js';
import type { AlertRow } from './alert.row.js';
import type { NewNotice, NoticeRecord, NoticeRepository } from './notice.repository.js';

/** Parcels say only which message; the courier reads what it shall show at the moment it leaves, so it is never out of date. */
export const NOTICE_TOPIC = 'alert-notice';
export const NOTICE_REFRESH_TOPIC = 'alert-notice-refresh';

/**
 * The messages on the phones of staff. All parcels of one message share a lane: an edit that follows a message in flight leaves
 * only when that message has arrived, and then knows its id.
 */
export class NoticeBoard {
  constructor(
    private readonly notices: NoticeRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Tells a person of an alert, alone or with others. @returns the message that will speak of it */
  async tell(tx: Transaction, alert: AlertRow, staffId: StaffId, at: Instant, now: Instant): Promise<string> {
    const urgency = urgencyOf(alert.level);
    const { silent } = alert.policy;
    // A call for later cannot know the traffic of its minute: it goes alone.
    if (at > now)
      return this.post(tx, { staffId, alertId: alert.id, how: 'alone', urgency, silent, dueAt: at });
    const told = await this.notices.told(tx, staffId, (now - FLOOD_WINDOW) as Instant);
    const grouping = groupNotice(told, urgency, now);
    if (grouping.do === 'join') {
      const joined = await this.notices.joinWaiting(tx, staffId, grouping.at, urgency, silent);
      if (joined !== null) return joined;
    }
    return grouping.do === 'alone'
      ? this.post(tx, { staffId, alertId: alert.id, how: 'alone', urgency, silent, dueAt: now })
      : this.post(tx, { staffId, alertId: null, how: 'grouped', urgency, silent, dueAt: grouping.at });
  }

  async post(tx: Transaction, notice: NewNotice): Promise<string> {
    const id = await this.notices.insert(tx, notice);
    await this.#send(tx, id, notice.dueAt);
    return id;
  }

  /** Sends a waiting message now instead of later. */
  async bringForward(tx: Transaction, id: string, now: Instant): Promise<void> {
    if ((await this.outbox.withdraw(tx, id, NOTICE_TOPIC)) > 0) await this.#send(tx, id, now);
  }

  /** Brings every message about this alert up to date; those that nobody can have seen yet are withdrawn when it is over. */
  async refresh(tx: Transaction, alert: AlertRow, over: boolean): Promise<readonly string[]> {
    const withdrawn: string[] = [];
    for (const notice of await this.notices.about(tx, alert.id)) {
      if (over && (await this.#withdraw(tx, notice))) withdrawn.push(notice.id);
      else await this.refreshOne(tx, notice.id);
    }
    return withdrawn;
  }

  /** A grouped message has arrived: the one before it points to it, so that a flood leaves one message to edit, not many. */
  async replaceGroups(tx: Transaction, arrived: string): Promise<void> {
    for (const older of await this.notices.supersededBy(tx, arrived)) await this.refreshOne(tx, older);
  }

  /** One waiting edit is enough: it shows what is true when it leaves. */
  async refreshOne(tx: Transaction, id: string): Promise<void> {
    await this.outbox.withdraw(tx, id, NOTICE_REFRESH_TOPIC);
    await this.outbox.put(tx, {
      channel: 'telegram-staff',
      topic: NOTICE_REFRESH_TOPIC,
      ref: id,
      lane: id,
      payload: null,
    });
  }

  /** @returns false when it is under way, may have been seen, or speaks of other alerts too */
  async #withdraw(tx: Transaction, notice: NoticeRecord): Promise<boolean> {
    if (notice.status !== 'pending' || notice.maybeSeen || notice.how === 'grouped') return false;
    if ((await this.outbox.withdraw(tx, notice.id, NOTICE_TOPIC)) === 0) return false;
    await this.notices.setUnsent(tx, notice.id, 'withdrawn');
    return true;
  }

  #send(tx: Transaction, id: string, at: Instant): Promise<void> {
    return this.outbox.put(tx, {
      channel: 'telegram-staff',
      topic: NOTICE_TOPIC,
      ref: id,
      lane: id,
      payload: null,
      notBefore: at,
    });
  }
}
