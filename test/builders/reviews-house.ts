import { idBytes, idText } from '../../src/contracts/shared/scalars.js';
import type { CircleId, CircleKind } from '../../src/domain/circle/circle.js';
import { longestInterval, type LevelNumber } from '../../src/domain/circle/level-rules.js';
import type { WorkingHours } from '../../src/domain/review/working-hours.js';
import type { AlertId } from '../../src/domain/shared/ids.js';
import { plus, type Duration, type Instant } from '../../src/domain/shared/time.js';
import { alarmStates } from '../../src/e2ee/circle/alarm.js';
import { kinds } from '../../src/e2ee/circle/header.js';
import { levelFlags, parseLevel, signOffLevel } from '../../src/e2ee/circle/level-statement.js';
import { randomBytes } from '../../src/e2ee/hazmat/chance.js';
import type { Identity } from '../../src/e2ee/shared/identity.js';
import { AlertRow } from '../../src/server/escalation/alert.row.js';
import { StaffRow } from '../../src/server/identity/staff.row.js';
import type { StaffRole } from '../../src/server/identity/staff-directory.port.js';
import { rows } from '../../src/server/platform/database/database.js';
import type { AlarmHandler } from '../../src/server/platform/queue/alarm-queue.js';
import type { Sweep } from '../../src/server/platform/queue/sweeper.js';
import { Announce } from '../../src/server/platform/live/announce.js';
import { AdvanceDeadline, type DeadlineName } from '../../src/server/reviews/advance-deadline.js';
import { ChangeMeasure } from '../../src/server/reviews/change-measure.js';
import { CloseTask } from '../../src/server/reviews/close-task.js';
import { Coordinators } from '../../src/server/reviews/coordinators.js';
import { FileReaders } from '../../src/server/reviews/file-readers.js';
import { FollowCircle } from '../../src/server/reviews/follow-circle.js';
import { FollowStaleCircles } from '../../src/server/reviews/follow-every-circle.js';
import { FollowSignOff } from '../../src/server/reviews/follow-sign-off.js';
import { HeldWork } from '../../src/server/reviews/held-work.js';
import { KeepMeasure } from '../../src/server/reviews/keep-measure.js';
import { LevelAlert } from '../../src/server/reviews/level-alert.js';
import { MeasureDeadlines } from '../../src/server/reviews/measure-deadlines.js';
import { MeasureRepository } from '../../src/server/reviews/measure.repository.js';
import { OpenTasks } from '../../src/server/reviews/open-tasks.js';
import { OverdueAlert } from '../../src/server/reviews/overdue-alert.js';
import { RecordTrigger } from '../../src/server/reviews/record-trigger.js';
import type { NumberedReview } from '../../src/server/reviews/review.js';
import { ReviewDeadlines } from '../../src/server/reviews/review-deadlines.js';
import { ReviewDigest } from '../../src/server/reviews/review-digest.js';
import { ReviewRepository } from '../../src/server/reviews/review.repository.js';
import { ReviewedCircleRepository } from '../../src/server/reviews/reviewed-circle.repository.js';
import { SetMeasures } from '../../src/server/reviews/set-measures.js';
import { SignOffDeadlines } from '../../src/server/reviews/sign-off-deadlines.js';
import { SignOffRepository } from '../../src/server/reviews/sign-off.repository.js';
import { StepLog } from '../../src/server/reviews/step-log.js';
import { TakeBackSteps } from '../../src/server/reviews/take-back-steps.js';
import { TaskDeadlines } from '../../src/server/reviews/task-deadlines.js';
import { TaskRepository } from '../../src/server/reviews/task.repository.js';
import { TellOfDeadline } from '../../src/server/reviews/tell-of-deadline.js';
import { TellOfEvent } from '../../src/server/reviews/tell-of-event.js';
import { TellQuietly } from '../../src/server/reviews/tell-quietly.js';
import { WakeFiles } from '../../src/server/reviews/wake-files.js';
import { WhoHolds } from '../../src/server/reviews/who-holds.js';
import {
  CirclesHouse,
  everything,
  goran,
  lena,
  mira,
  staffIdOf,
  to,
  vera,
} from '../server/circles/circles-house.js';
import { makeTestDatabase, type TestDatabase } from '../server/support/test-database.js';
import { NightShift } from './night-shift.js';
import { signedAlarm } from './signed-alarm.js';
import { signedLevel } from './signed-level.js';
import { inBelgrade, workingWeek } from './working-week.js';

const phones = new Map([mira, goran, lena, vera].map((one, index) => [staffIdOf(one), 7_001 + index]));
const everyReview = { after: null, until: null, place: null, limit: 1_000 } as const;

interface Assessed {
  readonly level: LevelNumber;
  readonly provisional?: boolean;
  readonly criticalUnknown?: boolean;
  /** After an override; the computed level when absent. */
  readonly inForce?: LevelNumber;
  readonly loweredFor?: Duration;
  /** Absent: as long as the level allows. */
  readonly due?: Instant;
  readonly by?: Identity;
  readonly assessed?: Instant;
}

/**
 * Circles, reviews, alerts and phones on one real database and one clock that moves when told. Mira coordinates, Goran and Lena
 * work on cases, Vera is on duty as focal point. It is Monday, May 4th 2026, ten o'clock in Belgrade.
 */
export class ReviewsHouse {
  readonly night: NightShift;
  readonly circles: CirclesHouse;
  readonly reviewed = new ReviewedCircleRepository();
  readonly reviews = new ReviewRepository();
  readonly measures = new MeasureRepository();
  readonly tasks = new TaskRepository();
  readonly signOffs = new SignOffRepository();
  readonly steps = new StepLog();
  /** Who has which function; staff accounts are another noun's. */
  readonly functions = new Map<string, readonly string[]>();
  readonly follow: FollowCircle;
  readonly trigger: RecordTrigger;
  readonly setMeasures: SetMeasures;
  readonly changeMeasure: ChangeMeasure;
  readonly closeTask: CloseTask;
  readonly advance: Sweep & AlarmHandler;
  readonly stale: FollowStaleCircles;
  readonly #deadlines: readonly (Sweep & Partial<AlarmHandler>)[];
  readonly digest: ReviewDigest;
  readonly held: HeldWork;

  private constructor(
    readonly db: TestDatabase,
    readonly working: WorkingHours,
  ) {
    this.night = new NightShift(db);
    this.circles = new CirclesHouse(db.database);
    this.#setClocks(inBelgrade(5, 4, 10));
    const { outbox, directory, clock, log, policies, raiseAlert, resolveAlert } = this.night;
    const announce = new Announce(clock);
    const tell = new TellQuietly(clock, working.zone, directory, outbox);
    const coordinators = new Coordinators(directory, this.reviewed);
    const openTasks = new OpenTasks(clock, this.reviewed, this.tasks);
    this.follow = new FollowCircle(
      clock,
      working,
      this.circles.standing,
      this.reviewed,
      this.reviews,
      this.measures,
      this.tasks,
      openTasks,
      new WakeFiles(clock, this.reviewed, this.reviews, this.tasks),
      new FollowSignOff(working, this.signOffs, outbox),
      new LevelAlert(this.reviewed, raiseAlert, resolveAlert),
      new TellOfEvent(clock, working, this.reviewed, coordinators, tell),
      resolveAlert,
      outbox,
    );
    this.stale = new FollowStaleCircles(db.database, clock, this.reviewed, this.follow, log);
    this.circles.watchers.join(this.follow);
    this.trigger = new RecordTrigger(clock, this.circles.putAlarm, this.reviewed, this.follow);
    const readers = new FileReaders(directory, this.reviewed);
    const alert = new OverdueAlert(policies, coordinators, directory, raiseAlert, resolveAlert);
    const who = new WhoHolds({ all: () => this.#accounts() }, this.reviewed);
    const keep = new KeepMeasure(working, this.measures, outbox);
    this.setMeasures = new SetMeasures(
      clock,
      this.circles.access,
      this.reviewed,
      this.measures,
      keep,
      announce,
    );
    this.changeMeasure = new ChangeMeasure(clock, this.reviewed, this.measures, who, keep, announce);
    this.closeTask = new CloseTask(clock, this.circles.standing, this.tasks);
    const quietly = new TellOfDeadline(coordinators, this.steps, tell, readers);
    const rest = [db.database, clock, this.steps, outbox, log] as const;
    this.advance = new AdvanceDeadline(
      'review',
      new ReviewDeadlines(working, this.reviews, this.steps, alert, tell, readers),
      ...rest,
    );
    this.#deadlines = [
      this.stale,
      this.advance,
      new TakeBackSteps(db.database, clock, log),
      new AdvanceDeadline('measure', new MeasureDeadlines(working, this.measures, who, quietly), ...rest),
      new AdvanceDeadline('review-task', new TaskDeadlines(working, this.tasks, quietly), ...rest),
      new AdvanceDeadline(
        'sign-off',
        new SignOffDeadlines(working, this.signOffs, coordinators, this.steps, tell, readers),
        ...rest,
      ),
    ];
    this.digest = new ReviewDigest(
      db.database,
      clock,
      working,
      tell,
      this.steps,
      this.signOffs,
      coordinators,
    );
    this.held = new HeldWork(clock, this.reviewed, this.reviews, this.measures, this.tasks, keep, announce);
  }

  /** An empty house with its people in it. */
  static async open(db: TestDatabase, working = workingWeek): Promise<ReviewsHouse> {
    await db.empty();
    await db.source.query('alter sequence client_case_number restart');
    await db.source.query('alter sequence review_file_number restart');
    const house = new ReviewsHouse(db, working);
    await house.#enrol(mira, 'Mira', ['coordinator']);
    await house.#enrol(goran, 'Goran', ['case-worker']);
    await house.#enrol(lena, 'Lena', ['case-worker', 'operator']);
    await house.#enrol(vera, 'Vera', ['focal-point']);
    house.night.duty.onDuty.set('focal-point', [staffIdOf(vera)]);
    house.night.duty.onDuty.set('deputy', [staffIdOf(vera)]);
    return house;
  }

  get now(): Instant {
    return this.night.clock.now();
  }

  /** A case of Goran's in which Mira coordinates. */
  openCase(by = goran, others: readonly Identity[] = [mira]): Promise<CircleId> {
    const recipients = [by, ...others].map((one) => to(one, everything));
    return this.circles.as(by).open('client-case', recipients);
  }

  openCircle(kind: CircleKind, by: Identity, subject: Identity | null = null): Promise<CircleId> {
    const people = subject && subject !== by ? [by, subject] : [by];
    return this.circles.as(by).open(
      kind,
      people.map((one) => to(one, everything)),
      { subject },
    );
  }

  /** Seals an assessment and states its level, both in one request as a browser does. @returns the statement */
  async assess(id: CircleId, wish: Assessed): Promise<Uint8Array> {
    const by = wish.by ?? goran;
    const client = this.circles.as(by);
    const object = randomBytes(16);
    const record = client.composeRecord(await client.hold(id), 'sealed', { kind: kinds.assessment, object });
    const statement = this.#statement(id, wish, by, record.envelope.hash);
    const { row, wrap } = record;
    await this.circles.write((tx) =>
      this.circles.append.run(tx, { circle: id, channel: null, row, wrap }, staffIdOf(by), statement),
    );
    return statement;
  }

  #statement(id: CircleId, wish: Assessed, by: Identity, record: Uint8Array): Uint8Array {
    const { level, inForce = level, provisional = false, criticalUnknown = false, loweredFor } = wish;
    const assessed = wish.assessed ?? this.now;
    const longest = longestInterval(inForce, { provisional, criticalUnknown });
    return signedLevel(by, {
      instrument: this.instrument,
      version: 0,
      computed: level,
      inForce,
      flags: flagsOf(provisional, criticalUnknown),
      assessed,
      due: wish.due ?? plus(assessed, longest),
      loweredUntil: loweredFor === undefined ? 0 : plus(assessed, loweredFor),
      caseId: idBytes(id),
      record,
    });
  }

  /** Which instrument `assess` states. */
  instrument = 'VSRA';

  signOff(id: CircleId, statement: Uint8Array, by = mira): Promise<unknown> {
    const level = parseLevel(statement);
    const signed = { record: level.record, signOff: signOffLevel(level, by) };
    return this.circles.write((tx) => this.circles.signOff.run(tx, id, signed, staffIdOf(by)));
  }

  /** A date that is known: a hearing, a release. @returns its id, to clear it */
  async date(id: CircleId, due: Instant, by = goran): Promise<Uint8Array> {
    const alarm = randomBytes(16);
    await this.putAlarm(id, { alarm, counter: 1, due, state: alarmStates.set }, by);
    return alarm;
  }

  putAlarm(
    id: CircleId,
    alarm: { alarm: Uint8Array; counter: number; due: Instant; state: 1 | 2 },
    by = goran,
  ): Promise<void> {
    const statement = this.alarmStatement(id, alarm, by);
    return this.circles.write((tx) => this.circles.putAlarm.run(tx, id, statement, staffIdOf(by)));
  }

  /** Something happened; the review is due by `due`. */
  async happened(id: CircleId, due: Instant, by = goran, alarm = randomBytes(16)): Promise<Uint8Array> {
    const statement = this.alarmStatement(id, { alarm, counter: 1, due, state: alarmStates.set }, by);
    await this.circles.write((tx) => this.trigger.run(tx, id, statement, staffIdOf(by)));
    return alarm;
  }

  /** A measure that Goran sets. @returns its id */
  async measure(id: CircleId, owner: Identity, due: Instant): Promise<string> {
    const holder = { is: 'person', staffId: staffIdOf(owner) } as const;
    const wish = { id: aMeasureId(), owner: holder, due, seen: 0 };
    await this.circles.write((tx) => this.setMeasures.run(tx, id, [wish], staffIdOf(goran)));
    return wish.id;
  }

  alarmStatement(
    id: CircleId,
    alarm: { alarm: Uint8Array; counter: number; due: Instant; state: 1 | 2 },
    by: Identity,
  ): Uint8Array {
    return signedAlarm(by, { ...alarm, caseId: idBytes(id) });
  }

  /** The review of a circle, whichever instrument it has. */
  async review(id: CircleId): Promise<NumberedReview> {
    const [review] = await this.reviews.search(this.db.database.reader, { circle: id, ...everyReview });
    if (!review) throw new Error('No review is planned.');
    return review;
  }

  /**
   * Lets time go by as in production: at every moment at which something is due, the sweeps run and the relay carries out what they
   * put into the outbox.
   */
  async until(end: Instant): Promise<void> {
    await this.work();
    for (let next = await this.#nextMoment(); next !== null && next <= end; next = await this.#nextMoment()) {
      if (next <= this.now) throw new Error('What was due was not done.');
      this.#setClocks(next);
      await this.work();
    }
    if (end > this.now) this.#setClocks(end);
    await this.work();
  }

  /** Only the clock: nobody looks. An outage. */
  skipTo(at: Instant): void {
    this.#setClocks(at);
  }

  async work(): Promise<void> {
    for (const sweep of this.#deadlines) await sweep.run();
    await this.night.sweep.run();
    await this.night.relay.drain();
  }

  /** Every alarm of a kind rings, whether there is a reason or not: what is left in a queue. */
  async ringAll(name: DeadlineName, refs: readonly string[]): Promise<void> {
    for (const one of this.#deadlines) if (one.name === name) for (const ref of refs) await one.ring?.(ref);
    await this.night.relay.drain();
  }

  /** What came to a person's phone, with a sound where it rang. */
  said(to: Identity): string[] {
    const phone = phones.get(staffIdOf(to)) ?? 0;
    return this.night.telegram
      .on(phone)
      .map(({ text, silent }) => (silent ? text.split('\n')[0]! : `LOUD ${text.split('\n')[0]!}`));
  }

  /** Kinds and times of what was done about a circle's deadlines. */
  async done(): Promise<{ step: string; at: Instant }[]> {
    const found = await rows<{ step: string; at: Date }>(
      this.db.database.reader,
      `select step, at from review_step order by at, step`,
    );
    return found.map(({ step, at }) => ({ step, at: at.getTime() as Instant }));
  }

  /** By which policies somebody is still being called, or has been and has not ended it. */
  async openAlerts(): Promise<string[]> {
    const found = await rows<{ id: string }>(
      this.db.database.reader,
      `select policy->>'id' as id from alert where resolved_at is null order by 1`,
    );
    return found.map(({ id }) => id);
  }

  /** Somebody has taken and ended whatever rings. */
  async endAlerts(by = vera): Promise<void> {
    const found = await rows<{ id: AlertId }>(
      this.db.database.reader,
      'select id from alert where resolved_at is null',
    );
    for (const { id } of found)
      await this.night.tx((tx) => this.night.resolveAlert.run(tx, id, staffIdOf(by), 'resolved'));
  }

  /** Closes a case, lets it rest, or opens it again. */
  async stand(id: CircleId, state: 'open' | 'dormant' | 'closed', by = goran): Promise<void> {
    const circle = await this.circles.circles.find(this.db.database.reader, id);
    const standing = state === 'closed' ? { state, reason: 'completed' as const } : { state, reason: null };
    const change = { change: { standing: standing as never }, seen: circle?.version ?? 1 };
    await this.circles.write((tx) => this.circles.changeCase.run(tx, id, change, staffIdOf(by)));
  }

  /** Gives somebody other roles, as the list of staff has them. */
  async give(who: Identity, roles: StaffRole[]): Promise<void> {
    await this.db.source.query('update staff set roles = $2 where id = $1', [staffIdOf(who), roles]);
  }

  async leave(who: Identity): Promise<void> {
    await this.db.source.query('update staff set active = false where id = $1', [staffIdOf(who)]);
    this.circles.organisation.revoke(who);
    const found = await rows<{ circle_id: CircleId }>(
      this.db.database.reader,
      'select circle_id from circle_member where user_id = $1',
      [staffIdOf(who)],
    );
    for (const { circle_id } of found)
      await this.circles.write((tx) => this.circles.watchers.tell(tx, circle_id));
  }

  async #nextMoment(): Promise<Instant | null> {
    const [found] = await rows<{ at: Date | null }>(
      this.db.database.reader,
      `select min(at) as at from (select next_at as at from review union all select further_next_at from review
         union all select next_at from measure
         union all select next_at from review_task union all select next_at from review_sign_off union all select next_due_at from alert) moments`,
    );
    return found?.at ? (found.at.getTime() as Instant) : null;
  }

  #setClocks(at: Instant): void {
    this.night.clock.set(at);
    this.circles.clock.set(at);
  }

  async #enrol(who: Identity, dutyName: string, roles: StaffRole[]): Promise<void> {
    const id = staffIdOf(who);
    const chat = phones.get(id) ?? 0;
    await this.db.database.transaction((tx) =>
      tx.insert(StaffRow, {
        id,
        dutyName,
        roles,
        language: 'en',
        emailSealed: null,
        telegramChatHash: this.night.seal.chatHash(chat),
        telegramChatSealed: this.night.seal.sealChat(id, chat),
        telegramReachable: true,
        active: true,
        createdAt: this.now,
      }),
    );
  }

  async #accounts() {
    const staff = await this.night.directory.everyone(this.db.database.reader);
    return staff.map(({ id, dutyName, roles }) => ({
      id,
      dutyName,
      roles,
      functions: (this.functions.get(id) ?? []) as never[],
      state: 'active' as const,
      secondFactor: false,
    }));
  }
}

const flagsOf = (provisional: boolean, criticalUnknown: boolean): number =>
  (provisional ? levelFlags.provisional : 0) | (criticalUnknown ? levelFlags.criticalUnknown : 0);

export const makeReviewsDatabase = (): Promise<TestDatabase> => makeTestDatabase([StaffRow, AlertRow]);

/** A fresh id for a measure. */
export const aMeasureId = (): string => idText(randomBytes(16));
