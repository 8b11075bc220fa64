import { HandOverNotices } from '../../src/server/escalation/duty-hand-over-notices.js';
import type { Policy } from '../../src/domain/escalation/ladder.js';
import { defaultTestSchedule } from '../../src/domain/escalation/test-alert.js';
import type { Override, Shift } from '../../src/domain/escalation/roster.js';
import type { AlertId } from '../../src/domain/shared/ids.js';
import { instant, minutes, type Duration, type Instant } from '../../src/domain/shared/time.js';
import { AlertRow } from '../../src/server/escalation/alert.row.js';
import { CallStaff } from '../../src/server/escalation/call-staff.js';
import { ClimbLadder } from '../../src/server/escalation/climb-ladder.js';
import { PostgresDutyBoard } from '../../src/server/escalation/duty-board.js';
import { CloseGapWarnings } from '../../src/server/escalation/duty-close-gap-warnings.js';
import { GapWarnings } from '../../src/server/escalation/duty-gap-warnings.js';
import {
  OverrideDuty,
  PlanShift,
  RemoveShift,
  WithdrawOverride,
} from '../../src/server/escalation/duty-plan.js';
import { DutyRosterRepository } from '../../src/server/escalation/duty-roster.repository.js';
import { handOverWords } from '../../src/server/escalation/duty-words.js';
import { RaiseAlert } from '../../src/server/escalation/raise-alert.js';
import { WeeklyTest } from '../../src/server/escalation/weekly-test.js';
import { StaffRow } from '../../src/server/identity/staff.row.js';
import { rows } from '../../src/server/platform/database/database.js';
import { makeTestDatabase, type TestDatabase } from '../server/support/test-database.js';
import { NightShift, type Person } from './night-shift.js';

export const BELGRADE = 'Europe/Belgrade';

/** A moment from ISO 8601 with its offset from UTC, for example `2026-10-25T02:30:00+02:00`. */
export const at = (iso: string): Instant => instant(Date.parse(iso));

/** A night shift whose duty board is the roster in the database. */
export class DutyHouse extends NightShift {
  readonly roster = new DutyRosterRepository();
  readonly dutyBoard = new PostgresDutyBoard(this.roster, this.directory);
  readonly planShift = new PlanShift(this.roster, this.directory, this.clock);
  readonly removeShift = new RemoveShift(this.roster, this.clock);
  readonly overrideDuty = new OverrideDuty(this.roster, this.directory, this.clock);
  readonly withdrawOverride = new WithdrawOverride(this.roster, this.clock);

  readonly #call = new CallStaff(
    this.alerts,
    this.deliveries,
    this.notices,
    this.board,
    this.dutyBoard,
    this.directory,
    this.outbox,
  );
  readonly #climb = new ClimbLadder(this.alerts, this.#call, this.board, this.outbox, this.clock);
  readonly raise = new RaiseAlert(this.alerts, this.policies, this.#climb, this.fold, this.clock);

  /** One of several workers. */
  makeHandOverNotices(): HandOverNotices {
    const words = handOverWords(BELGRADE);
    return new HandOverNotices(this.db.database, this.roster, this.directory, words, this.outbox, this.clock);
  }

  makeGapWarnings(): GapWarnings {
    const closing = new CloseGapWarnings(this.resolveAlert);
    return new GapWarnings(this.db.database, this.roster, this.directory, this.raise, closing, this.clock);
  }

  makeWeeklyTest(): WeeklyTest {
    return new WeeklyTest(
      this.db.database,
      defaultTestSchedule,
      this.directory,
      this.raise,
      this.resolveAlert,
      this.clock,
    );
  }

  plan(person: Person, shift: Omit<Shift, 'staff' | 'zone'>): Promise<string> {
    return this.tx((tx) => this.planShift.run(tx, { ...shift, staff: person.id, zone: BELGRADE }));
  }

  override(override: Override): Promise<string> {
    return this.tx((tx) => this.overrideDuty.run(tx, override));
  }

  async leave(person: Person): Promise<void> {
    await this.db.source.query('update staff set active = false where id = $1', [person.id]);
  }

  async raiseContact(policy: Policy): Promise<AlertId> {
    const id = await this.tx((tx) => this.raise.run(tx, this.request(policy)));
    await this.relay.drain();
    return id;
  }

  /** Lets these sweeps run every minute of `span`, the relay after each. */
  async sweepEveryMinute(span: Duration, sweeps: readonly { run(): Promise<unknown> }[]): Promise<void> {
    const until = this.clock.now() + span;
    for (;;) {
      await Promise.all(sweeps.map((sweep) => sweep.run()));
      await this.relay.drain();
      if (this.clock.now() >= until) return;
      this.clock.advance(minutes(1));
    }
  }

  async alertsOfKind(kind: string): Promise<AlertRow[]> {
    const found = await rows<{ id: AlertId }>(
      this.db.database.reader,
      'select id from alert where kind = $1 order by number',
      [kind],
    );
    const alerts = await Promise.all(found.map(({ id }) => this.alert(id)));
    return alerts.filter((alert) => alert !== null);
  }
}

/** One database for a file of tests; each test has an empty house. */
export const makeDutyDatabase = (): Promise<TestDatabase> => makeTestDatabase([StaffRow, AlertRow]);
