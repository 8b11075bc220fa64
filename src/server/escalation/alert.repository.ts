import { In, IsNull } from 'typeorm';
import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { AlertEvent, AlertEventWhat } from './alert.js';
import { AlertRow } from './alert.row.js';

/** Alerts and their timelines. Whoever changes an alert holds its lock, and locks several in the order of their ids. */
export class AlertRepository {
  async insert(tx: Transaction, alert: AlertRow): Promise<void> {
    await tx.insert(AlertRow, alert);
  }

  save(tx: Transaction, alert: AlertRow): Promise<unknown> {
    return tx.save(AlertRow, alert, { reload: false });
  }

  /** The alert as it is now, changed by nobody else until the transaction ends. */
  lock(tx: Transaction, id: AlertId): Promise<AlertRow | null> {
    return tx.findOne(AlertRow, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  find(tx: Transaction, id: AlertId): Promise<AlertRow | null> {
    return tx.findOneBy(AlertRow, { id });
  }

  byIds(tx: Transaction, ids: readonly AlertId[]): Promise<AlertRow[]> {
    return tx.findBy(AlertRow, { id: In([...ids]) });
  }

  /** Open alerts, oldest first. */
  unresolved(tx: Transaction): Promise<AlertRow[]> {
    return tx.find(AlertRow, { where: { resolvedAt: IsNull() }, order: { openedAt: 'asc', number: 'asc' } });
  }

  unresolvedAbout(tx: Transaction, subjectId: string): Promise<AlertRow[]> {
    return tx.find(AlertRow, { where: { subjectId, resolvedAt: IsNull() }, order: { id: 'asc' } });
  }

  /** Alerts about this that nobody has yet, locked: one that somebody is just taking is waited for, and then hers. */
  lockWaitingAbout(tx: Transaction, subjectId: string): Promise<AlertRow[]> {
    return tx.find(AlertRow, {
      where: { subjectId, resolvedAt: IsNull(), acknowledgedAt: IsNull() },
      order: { id: 'asc' },
      lock: { mode: 'for_no_key_update' },
    });
  }

  /** Alerts whose deadline has come and that nobody is working on, the longest overdue first. */
  async due(tx: Transaction, now: Instant, except: readonly AlertId[], limit: number): Promise<AlertId[]> {
    const due = await rows<{ id: AlertId }>(
      tx,
      `select id from alert where next_due_at <= $1 and id <> all($2::uuid[])
       order by next_due_at, number limit $3 for no key update skip locked`,
      [timestamp(now), except, limit],
    );
    return due.map(({ id }) => id);
  }

  async record(tx: Transaction, alert: AlertRow, at: Instant, event: AlertEvent): Promise<void> {
    await tx.query(
      `insert into alert_event (alert_id, round, at, what, rung, staff_id, code) values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        alert.id,
        alert.round,
        timestamp(at),
        event.what,
        event.rung ?? null,
        event.staff ?? null,
        event.code ?? null,
      ],
    );
  }

  /** Who did this in the alert's present round. */
  async whoDid(tx: Transaction, alert: AlertRow, what: AlertEventWhat): Promise<ReadonlySet<StaffId>> {
    const found = await rows<{ staff_id: StaffId }>(
      tx,
      `select distinct staff_id from alert_event where alert_id = $1 and round = $2 and what = $3 and staff_id is not null`,
      [alert.id, alert.round, what],
    );
    return new Set(found.map(({ staff_id }) => staff_id));
  }
}
