import { randomUUID } from 'node:crypto';
import type { Told } from '../../domain/escalation/group-notices.js';
import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

/** `alone`: about one alert. `grouped`: about all of a person's waiting alerts. `held`: she has it. `offer`: asked to take over. */
export type NoticeHow = 'alone' | 'grouped' | 'held' | 'offer';
export type NoticeStatus = 'pending' | 'sent' | 'dead' | 'withdrawn';
/** What the buttons offer at the moment, beyond the usual. */
export type NoticeMenu = 'colleagues';

/** One message on one person's phone, edited in place as long as it concerns something. */
export interface NoticeRecord {
  readonly id: string;
  readonly staffId: StaffId;
  /** Null when grouped. */
  readonly alertId: AlertId | null;
  readonly how: NoticeHow;
  readonly silent: boolean;
  readonly status: NoticeStatus;
  /** An earlier try may have arrived, although nobody told us. */
  readonly maybeSeen: boolean;
  readonly messageId: number | null;
  readonly sentAt: Date | null;
  readonly menu: NoticeMenu | null;
}

export interface NewNotice {
  readonly staffId: StaffId;
  readonly alertId: AlertId | null;
  readonly how: NoticeHow;
  readonly urgency: number;
  readonly silent: boolean;
  readonly dueAt: Instant;
}

const columns = `n.id, n.staff_id as "staffId", n.alert_id as "alertId", n.how, n.silent, n.status,
  n.maybe_seen as "maybeSeen", n.telegram_message_id::float8 as "messageId", n.sent_at as "sentAt", n.menu`;

const personLock = 7_240_512;

/** A grouped message to the same person that came after `n`. */
const laterGroup = `select from staff_notice later where later.staff_id = n.staff_id and later.how = 'grouped'
  and later.status = 'sent' and later.due_at > n.due_at`;

export class NoticeRepository {
  /** Whoever decides what a person is told next does so alone, or a flood would see itself too late. */
  async holdPerson(tx: Transaction, staffId: StaffId): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock($1, hashtext($2))`, [personLock, staffId]);
  }

  /** Her messages since `since`, and those that still wait, about alerts that nobody has. */
  async told(tx: Transaction, staffId: StaffId, since: Instant): Promise<readonly Told[]> {
    const found = await rows<{ due_at: Date; how: 'alone' | 'grouped'; urgency: number }>(
      tx,
      `select n.due_at, n.how, n.urgency from staff_notice n left join alert a on a.id = n.alert_id
       where n.staff_id = $1 and n.due_at > $2 and n.how in ('alone', 'grouped') and n.status in ('pending', 'sent')
         and (a.id is null or (a.acknowledged_at is null and a.resolved_at is null))`,
      [staffId, timestamp(since)],
    );
    return found.map(({ due_at, how, urgency }) => ({ at: instant(due_at.getTime()), how, urgency }));
  }

  async insert(tx: Transaction, notice: NewNotice): Promise<string> {
    const id = randomUUID();
    await tx.query(
      `insert into staff_notice (id, staff_id, alert_id, how, urgency, silent, due_at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        notice.staffId,
        notice.alertId,
        notice.how,
        notice.urgency,
        notice.silent,
        timestamp(notice.dueAt),
      ],
    );
    return id;
  }

  async find(tx: Transaction, id: string): Promise<NoticeRecord | null> {
    const [found] = await rows<NoticeRecord>(tx, `select ${columns} from staff_notice n where n.id = $1`, [
      id,
    ]);
    return found ?? null;
  }

  /** The grouped message that waits for `at`, made louder and more urgent if need be. */
  async joinWaiting(
    tx: Transaction,
    staffId: StaffId,
    at: Instant,
    urgency: number,
    silent: boolean,
  ): Promise<string | null> {
    const [joined] = await rows<{ id: string }>(
      tx,
      `update staff_notice set urgency = greatest(urgency, $3), silent = silent and $4
       where staff_id = $1 and how = 'grouped' and status = 'pending' and due_at = $2 returning id`,
      [staffId, timestamp(at), urgency, silent],
    );
    return joined?.id ?? null;
  }

  /**
   * Every message that speaks of this alert, on whosever phone, unless it can no longer be shown. A grouped message speaks of all
   * that its reader had been called to when it was sent; only the newest one of a person is kept up to date.
   */
  about(tx: Transaction, alertId: AlertId): Promise<NoticeRecord[]> {
    return rows(
      tx,
      `select ${columns} from staff_notice n
       where n.status in ('pending', 'sent') and n.id in (
         select alone.id from staff_notice alone where alone.alert_id = $1
         union
         select waiting.notice_id from alert_delivery waiting
         where waiting.alert_id = $1 and waiting.status in ('pending', 'retrying')
         union
         select n.id from alert a
           join alert_delivery call on call.alert_id = a.id and call.channel = 'telegram'
           join staff_notice n on n.staff_id = call.staff_id and n.how = 'grouped'
         where a.id = $1 and (n.sent_at is null or n.sent_at >= a.opened_at) and not exists (${laterGroup}))
       order by n.id`,
      [alertId],
    );
  }

  async isSuperseded(tx: Transaction, id: string): Promise<boolean> {
    const later = await rows(
      tx,
      `select from staff_notice n where n.id = $1 and n.how = 'grouped' and exists (${laterGroup})`,
      [id],
    );
    return later.length > 0;
  }

  /** The grouped messages that a newer one has just taken the place of. */
  async supersededBy(tx: Transaction, id: string): Promise<string[]> {
    const found = await rows<{ id: string }>(
      tx,
      `select n.id from staff_notice n join staff_notice newer on newer.id = $1
       where n.staff_id = newer.staff_id and newer.how = 'grouped' and n.how = 'grouped' and n.status = 'sent' and n.due_at < newer.due_at
       order by n.due_at desc limit 1`,
      [id],
    );
    return found.map((each) => each.id);
  }

  /** What one person has not been sent yet. */
  waitingFor(tx: Transaction, staffId: StaffId): Promise<NoticeRecord[]> {
    return rows(
      tx,
      `select ${columns} from staff_notice n where n.staff_id = $1 and n.status = 'pending' order by n.id`,
      [staffId],
    );
  }

  async setSent(tx: Transaction, id: string, messageId: number | null, now: Instant): Promise<void> {
    await tx.query(
      `update staff_notice set status = 'sent', sent_at = $3, telegram_message_id = coalesce($2, telegram_message_id)
       where id = $1`,
      [id, messageId, timestamp(now)],
    );
  }

  async setUnsent(tx: Transaction, id: string, status: 'dead' | 'withdrawn'): Promise<void> {
    await tx.query(`update staff_notice set status = $2 where id = $1 and status = 'pending'`, [id, status]);
  }

  async setMaybeSeen(tx: Transaction, id: string): Promise<void> {
    await tx.query(`update staff_notice set maybe_seen = true where id = $1`, [id]);
  }

  async forgetMessageIds(tx: Transaction, staffId: StaffId): Promise<void> {
    await tx.query(
      `update staff_notice set telegram_message_id = null where staff_id = $1 and telegram_message_id is not null`,
      [staffId],
    );
  }

  async setMenu(tx: Transaction, id: string, menu: NoticeMenu | null): Promise<void> {
    await tx.query(`update staff_notice set menu = $2 where id = $1`, [id, menu]);
  }

  /**
   * The waiting alerts that one person was called to, oldest first.
   *
   * @param until only those she was called to by then; null: all
   */
  async waitingAlerts(tx: Transaction, staffId: StaffId, until: Instant | null = null): Promise<AlertId[]> {
    const found = await rows<{ id: AlertId }>(
      tx,
      `select a.id from alert a
       where a.resolved_at is null and a.acknowledged_at is null and a.kind <> 'test'
         and exists (select from alert_delivery d where d.alert_id = a.id and d.staff_id = $1 and d.channel = 'telegram'
           and d.round = a.round and d.status <> 'withdrawn' and d.due_at <= coalesce($2::timestamptz, 'infinity'))
       order by a.opened_at, a.number`,
      [staffId, until === null ? null : timestamp(until)],
    );
    return found.map(({ id }) => id);
  }
}
