import { ALERT_KINDS } from '../../domain/escalation/alert.js';
import { forgetsBefore } from '../../domain/escalation/retention.js';
import type { AlertId } from '../../domain/shared/ids.js';
import { hours, type Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Database, type Transaction } from '../platform/database/database.js';
import type { Sweep } from '../platform/queue/sweeper.js';

const batch = 200;

/**
 * Erases the details of alerts that were over long ago: whom each called, what reached them, and what they did. That there was
 * such an alert, its kind, level, times and outcome stay. Several workers share the work, each its own alerts.
 */
export class ForgetAlerts implements Sweep {
  readonly name = 'forget-alerts';
  readonly every = hours(1);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const now = this.clock.now();
    while ((await this.#step(now)) === batch);
    await this.#forgetGroups(now);
  }

  #step(now: Instant): Promise<number> {
    return this.database.transaction(async (tx) => {
      const old = await this.#old(tx, now);
      await tx.query(`delete from alert_delivery where alert_id = any($1::uuid[])`, [old]);
      await tx.query(`delete from staff_notice where alert_id = any($1::uuid[])`, [old]);
      await tx.query(`delete from alert_event where alert_id = any($1::uuid[])`, [old]);
      await tx.query(`update alert set forgotten_at = $2 where id = any($1::uuid[])`, [old, timestamp(now)]);
      return old.length;
    });
  }

  async #old(tx: Transaction, now: Instant): Promise<AlertId[]> {
    const kinds = ALERT_KINDS.map((kind) => ({ kind, before: timestamp(forgetsBefore(kind, now)) }));
    const found = await rows<{ id: AlertId }>(
      tx,
      `select a.id from alert a
       join unnest($1::text[], $2::timestamptz[]) as rule (kind, before) on rule.kind = a.kind
       where a.resolved_at < rule.before and a.forgotten_at is null
       order by a.resolved_at limit ${batch} for no key update of a skip locked`,
      [kinds.map(({ kind }) => kind), kinds.map(({ before }) => before)],
    );
    return found.map(({ id }) => id);
  }

  /** A grouped message speaks of several alerts, and goes when none of them refers to it any more. */
  async #forgetGroups(now: Instant): Promise<void> {
    await this.database.reader.query(
      `delete from staff_notice n where n.how = 'grouped' and n.due_at < $1
         and not exists (select from alert_delivery d where d.notice_id = n.id)`,
      [timestamp(forgetsBefore('contact', now))],
    );
  }
}
