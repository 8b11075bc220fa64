import { In, IsNull } from 'typeorm';
import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { AlertEvent, AlertEventWhat, AlertKind } from './alert.js';
import { AlertRow } from './alert.row.js';
import type { TellAlerts } from './tell-alerts.js';

/** Whose alerts a list shows: everybody's, or those that one person may know of. */
export interface SeenBy {
  readonly id: StaffId;
  /** She may know of every alert, unless it is hidden from her. */
  readonly all: boolean;
}

/** Alerts and their timelines. Whoever changes an alert holds its lock, and locks several in the order of their ids. */
export class AlertRepository {
  constructor(private readonly tell: TellAlerts) {}

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

  /** What the open alerts of one policy are about. */
  async subjectsOf(tx: Transaction, policyId: string): Promise<string[]> {
    const found = await rows<{ id: string }>(
      tx,
      `select distinct subject_id as id from alert where resolved_at is null and policy->>'id' = $1`,
      [policyId],
    );
    return found.map(({ id }) => id);
  }

  /** Open alerts that somebody has, or was asked to take; in the order in which they are locked. */
  concerning(tx: Transaction, staffId: StaffId): Promise<AlertRow[]> {
    const open = { resolvedAt: IsNull() };
    return tx.find(AlertRow, {
      where: [
        { ...open, acknowledgedBy: staffId },
        { ...open, offeredTo: staffId },
      ],
      order: { id: 'asc' },
    });
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

  /** Writes into the timeline, and tells the open consoles that there is something new. */
  async record(tx: Transaction, alert: AlertRow, at: Instant, event: AlertEvent): Promise<void> {
    await this.tell.run(tx, alert);
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

  /** Those of these alerts to which this person said *not me* in their present round. */
  async declinedBy(
    tx: Transaction,
    staffId: StaffId,
    alerts: readonly AlertId[],
  ): Promise<ReadonlySet<AlertId>> {
    const found = await rows<{ id: AlertId }>(
      tx,
      `select distinct a.id from alert a
       join alert_event e on e.alert_id = a.id and e.round = a.round and e.what = 'not-me' and e.staff_id = $1
       where a.id = any($2::uuid[])`,
      [staffId, alerts],
    );
    return new Set(found.map(({ id }) => id));
  }

  /**
   * Alerts that are over, the newest end first; tests are left out. One person's are those that anybody may take, those that she
   * was called to, and those that she ended.
   *
   * @param before the last one of the page before
   */
  async past(
    tx: Transaction,
    { id: viewer, all }: SeenBy,
    before: { readonly at: Instant; readonly id: AlertId } | null,
    limit: number,
  ): Promise<AlertRow[]> {
    const found = await rows<{ id: AlertId }>(
      tx,
      `select a.id from alert a
       where a.resolved_at is not null and a.kind <> 'test'
         and ($1::timestamptz is null or (a.resolved_at, a.id) < ($1, $2::uuid))
         and a.hidden_from is distinct from $3 and ($5 or a.policy->'mayAcknowledge' = '"anyone"'::jsonb or a.resolved_by = $3
           or exists (select from alert_delivery d where d.alert_id = a.id and d.staff_id = $3))
       order by a.resolved_at desc, a.id desc limit $4`,
      [before && timestamp(before.at), before?.id ?? null, viewer, limit, all],
    );
    const byId = new Map(
      (
        await this.byIds(
          tx,
          found.map(({ id }) => id),
        )
      ).map((alert) => [alert.id, alert]),
    );
    return found.flatMap(({ id }) => byId.get(id) ?? []);
  }

  /** How the alerts that ended since `since` ended, by kind; folded ones were nobody's work. */
  outcomes(
    tx: Transaction,
    since: Instant,
  ): Promise<{ readonly kind: AlertKind; readonly ended: number; readonly falseAlarms: number }[]> {
    return rows(
      tx,
      `select kind, count(*)::int as ended, (count(*) filter (where outcome = 'false-alarm'))::int as "falseAlarms"
       from alert where resolved_at >= $1 and kind <> 'test' and outcome <> 'folded' group by kind order by kind`,
      [timestamp(since)],
    );
  }
}
