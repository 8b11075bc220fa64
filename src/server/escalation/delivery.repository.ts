import { randomUUID } from 'node:crypto';
import type { Channel } from '../../domain/escalation/ladder.js';
import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { AlertRow } from './alert.row.js';

export type DeliveryStatus = 'pending' | 'sent' | 'retrying' | 'dead' | 'withdrawn';

/** One call: a rung of an alert to one person on one channel; to nobody in particular on the webhook. */
export interface DeliveryRecord {
  readonly id: string;
  readonly alertId: AlertId;
  readonly round: number;
  readonly rung: number;
  readonly staffId: StaffId | null;
  readonly channel: Channel;
  readonly noticeId: string | null;
}

const columns = `id, alert_id as "alertId", round, rung, staff_id as "staffId", channel, notice_id as "noticeId"`;

export interface NewDelivery {
  readonly rung: number;
  readonly staffId: StaffId | null;
  readonly channel: Channel;
  readonly dueAt: Instant;
  /** Why it cannot even be tried; absent: it is to be sent. */
  readonly impossible?: string;
  readonly noticeId?: string;
}

export class DeliveryRepository {
  /** @returns the new delivery's id, or null when this rung made that call before */
  async insert(tx: Transaction, alert: AlertRow, call: NewDelivery): Promise<string | null> {
    const [made] = await rows<{ id: string }>(
      tx,
      `insert into alert_delivery (id, alert_id, round, rung, staff_id, channel, due_at, status, code, notice_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning id`,
      [
        randomUUID(),
        alert.id,
        alert.round,
        call.rung,
        call.staffId,
        call.channel,
        timestamp(call.dueAt),
        call.impossible === undefined ? 'pending' : 'dead',
        call.impossible ?? null,
        call.noticeId ?? null,
      ],
    );
    return made?.id ?? null;
  }

  async find(tx: Transaction, id: string): Promise<DeliveryRecord | null> {
    const [found] = await rows<DeliveryRecord>(tx, `select ${columns} from alert_delivery where id = $1`, [
      id,
    ]);
    return found ?? null;
  }

  /** The calls that one Telegram message makes. */
  byNotice(tx: Transaction, noticeId: string): Promise<DeliveryRecord[]> {
    return rows(tx, `select ${columns} from alert_delivery where notice_id = $1 order by alert_id`, [
      noticeId,
    ]);
  }

  /** What has not left yet and is not on Telegram. */
  unsentLetters(tx: Transaction, alertId: AlertId): Promise<DeliveryRecord[]> {
    return rows(
      tx,
      `select ${columns} from alert_delivery
       where alert_id = $1 and channel <> 'telegram' and status in ('pending', 'retrying')`,
      [alertId],
    );
  }

  /** One person's calls of this rung that wait for their time. */
  later(tx: Transaction, of: DeliveryRecord, now: Instant): Promise<DeliveryRecord[]> {
    return rows(
      tx,
      `select ${columns} from alert_delivery
       where alert_id = $1 and round = $2 and rung = $3 and staff_id = $4 and status = 'pending' and due_at > $5`,
      [of.alertId, of.round, of.rung, of.staffId, timestamp(now)],
    );
  }

  async bringForward(tx: Transaction, id: string, now: Instant): Promise<void> {
    await tx.query(`update alert_delivery set due_at = $2 where id = $1`, [id, timestamp(now)]);
  }

  async settle(
    tx: Transaction,
    ids: readonly string[],
    status: DeliveryStatus,
    at: Instant,
    code: string | null,
  ): Promise<void> {
    await tx.query(
      `update alert_delivery set status = $2, code = $3, sent_at = case when $2 = 'sent' then $4::timestamptz end
       where id = any($1::uuid[]) and status <> 'sent'`,
      [ids, status, code, timestamp(at)],
    );
  }

  /** Whether a rung still has a call that may reach somebody, on one of the given channels. */
  async isAlive(
    tx: Transaction,
    alert: AlertRow,
    rung: number,
    channels: readonly Channel[],
  ): Promise<boolean> {
    const living = await rows(
      tx,
      `select from alert_delivery where alert_id = $1 and round = $2 and rung = $3 and channel = any($4)
         and status in ('pending', 'sent', 'retrying') limit 1`,
      [alert.id, alert.round, rung, channels],
    );
    return living.length > 0;
  }

  /** Everybody whom the alert's present round called, or tried to, on one of these channels, and it is not dead. */
  async called(
    tx: Transaction,
    alert: AlertRow,
    channels: readonly Channel[],
  ): Promise<ReadonlySet<StaffId>> {
    const found = await rows<{ staff_id: StaffId }>(
      tx,
      `select distinct staff_id from alert_delivery
       where alert_id = $1 and round = $2 and staff_id is not null and channel = any($3)
         and status in ('pending', 'sent', 'retrying')`,
      [alert.id, alert.round, channels],
    );
    return new Set(found.map(({ staff_id }) => staff_id));
  }

  /** How many people each of these alerts called in its present round. */
  async countCalled(tx: Transaction, alerts: readonly AlertId[]): Promise<ReadonlyMap<AlertId, number>> {
    const found = await rows<{ id: AlertId; called: number }>(
      tx,
      `select a.id, count(distinct d.staff_id)::int as called from alert a
       join alert_delivery d on d.alert_id = a.id and d.round = a.round
       where a.id = any($1::uuid[]) group by a.id`,
      [alerts],
    );
    return new Map(found.map(({ id, called }) => [id, called]));
  }

  /** Those of these alerts that ever called this person. */
  async calling(
    tx: Transaction,
    staffId: StaffId,
    alerts: readonly AlertId[],
  ): Promise<ReadonlySet<AlertId>> {
    const found = await rows<{ id: AlertId }>(
      tx,
      `select distinct alert_id as id from alert_delivery where staff_id = $1 and alert_id = any($2::uuid[])`,
      [staffId, alerts],
    );
    return new Set(found.map(({ id }) => id));
  }
}
