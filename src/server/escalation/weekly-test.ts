import { randomUUID } from 'node:crypto';
import {
  nextTestAlert,
  refuseUnfitTestSchedule,
  type TestSchedule,
} from '../../domain/escalation/test-alert.js';
import type { AlertId } from '../../domain/shared/ids.js';
import { days, instant, minutes, type Duration, type Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Database, type Transaction } from '../platform/database/database.js';
import type { AlarmHandler } from '../platform/queue/alarm-queue.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import type { DutyStaff } from './duty-board.js';
import type { RaiseAlert } from './raise-alert.js';
import type { ResolveAlert } from './resolve-alert.js';

export const WEEKLY_TEST_ALARM = 'weekly-test';

const weeklyTestLock = 7_240_513;

/** Who has not answered a test by then did not hear it. */
export const TEST_OPEN_FOR: Duration = days(1);

/**
 * Tests every phone once a week. The row of a test is what makes it one, however many workers look; the alarm of the queue
 * and the sweep only make somebody look.
 */
export class WeeklyTest implements Sweep, AlarmHandler {
  readonly name = WEEKLY_TEST_ALARM;
  readonly every = minutes(1);

  /** @throws TestOutsideWorkingHours */
  constructor(
    private readonly database: Database,
    private readonly schedule: TestSchedule,
    private readonly staff: DutyStaff,
    private readonly raise: Pick<RaiseAlert, 'run'>,
    private readonly resolve: Pick<ResolveAlert, 'run'>,
    private readonly clock: Clock,
  ) {
    refuseUnfitTestSchedule(schedule);
  }

  ring(): Promise<void> {
    return this.run();
  }

  run(): Promise<void> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock($1)`, [weeklyTestLock]);
      await this.#close(tx, now);
      const last = await this.#last(tx);
      // The first look after installing only starts the clock: a test in the first minute would test the installer.
      if (last === null) return this.#record(tx, { number: 0, dueAt: now, alert: null }, now);
      const dueAt = nextTestAlert(this.schedule, last.at, now);
      if (dueAt <= now) await this.#test(tx, last.number + 1, dueAt, now);
    });
  }

  async #test(tx: Transaction, number: number, dueAt: Instant, now: Instant): Promise<void> {
    const subject = { id: randomUUID(), number };
    const alert = await this.raise.run(tx, { kind: 'test', level: 'BLUE', policyId: 'test', subject });
    await this.#record(tx, { number, dueAt, alert }, now);
    const asked = (await this.staff.everyone(tx)).map(({ id }) => id);
    await tx.query(
      `insert into weekly_test_person (test_number, staff_id) select $1, staff from unnest($2::uuid[]) staff`,
      [number, asked],
    );
  }

  async #record(
    tx: Transaction,
    { number, dueAt, alert }: { number: number; dueAt: Instant; alert: AlertId | null },
    now: Instant,
  ): Promise<void> {
    await tx.query(
      `insert into weekly_test (number, due_at, raised_at, alert_id, closed_at) values ($1, $2, $3, $4, $5)`,
      [number, timestamp(dueAt), timestamp(now), alert, alert === null ? timestamp(now) : null],
    );
  }

  async #last(tx: Transaction): Promise<{ number: number; at: Instant } | null> {
    const [last] = await rows<{ number: number; raised_at: Date }>(
      tx,
      `select number, raised_at from weekly_test order by number desc limit 1`,
    );
    return last ? { number: last.number, at: instant(last.raised_at.getTime()) } : null;
  }

  /** Also those that somebody asked for herself. A test that stayed open for ever would stand among the alerts that somebody must still take. */
  async #close(tx: Transaction, now: Instant): Promise<void> {
    const over = await rows<{ alert_id: AlertId }>(
      tx,
      `update weekly_test set closed_at = $1 where closed_at is null and raised_at <= $2 returning alert_id`,
      [timestamp(now), timestamp(instant(now - TEST_OPEN_FOR))],
    );
    const asked = await rows<{ alert_id: AlertId }>(
      tx,
      `select id as alert_id from alert where kind = 'test' and resolved_at is null and opened_at <= $1 order by id`,
      [timestamp(instant(now - TEST_OPEN_FOR))],
    );
    for (const { alert_id } of [...over, ...asked]) await this.resolve.run(tx, alert_id, null, 'resolved');
  }
}
