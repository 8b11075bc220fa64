import { AlarmQueue } from '../../src/server/platform/queue/alarm-queue.js';
import { defaultTestSchedule } from '../../src/domain/escalation/test-alert.js';
import { days, hours, minutes, seconds } from '../../src/domain/shared/time.js';
import { WeeklyTestAnswers } from '../../src/server/escalation/weekly-test-answers.js';
import { WeeklyTestBell } from '../../src/server/escalation/weekly-test-bell.js';
import { at, DutyHouse, makeDutyDatabase } from '../builders/duty-house.js';
import type { Person } from '../builders/night-shift.js';
import type { TestDatabase } from '../server/support/test-database.js';

let db: TestDatabase;
let house: DutyHouse;
let mira: Person;
let ana: Person;
beforeAll(async () => {
  db = await makeDutyDatabase();
});
beforeEach(async () => {
  await db.empty();
  house = new DutyHouse(db);
  house.clock.set(at('2026-11-18T10:00:00+01:00'));
  mira = await house.person('Mira');
  ana = await house.person('Ana');
  await house.makeWeeklyTest().run();
});
afterAll(() => db.drop());

const tuesday = at('2026-11-24T11:00:00+01:00');
const workers = (): readonly { run(): Promise<unknown> }[] => [1, 2, 3].map(() => house.makeWeeklyTest());
const silent = async (): Promise<unknown> =>
  new WeeklyTestAnswers().silent(db.database.reader, house.clock.now());

async function nextTest(iso: string, ...answering: Person[]): Promise<void> {
  house.clock.set(at(iso));
  await house.sweepEveryMinute(minutes(0), [house.makeWeeklyTest()]);
  const [test] = (await house.alertsOfKind('test')).slice(-1);
  house.clock.advance(minutes(2));
  for (const person of answering) await house.acknowledge(test!.id, person);
}

describe('the weekly test alert', () => {
  it('comes once a week, at its time, however many workers look', async () => {
    house.clock.set(at('2026-11-24T10:58:00+01:00'));

    await house.sweepEveryMinute(minutes(1), workers());
    const before = await house.alertsOfKind('test');
    await house.sweepEveryMinute(minutes(30), workers());
    const first = await house.alertsOfKind('test');
    house.clock.set(at('2026-12-01T10:59:00+01:00'));
    await house.sweepEveryMinute(minutes(5), workers());
    const second = await house.alertsOfKind('test');

    expect(before).toEqual([]);
    expect(first.map(({ openedAt }) => openedAt)).toEqual([tuesday]);
    expect(second.map(({ subjectNumber }) => subjectNumber)).toEqual([1, 2]);
  });

  it('rings every phone, with a sound', async () => {
    house.clock.set(tuesday);

    await house.sweepEveryMinute(minutes(0), workers());

    const shown = [mira, ana].map(({ phone }) => house.telegram.last(phone));
    expect(shown.map(({ silent: isSilent }) => isSilent)).toEqual([false, false]);
    expect(shown.every(({ text }) => text.startsWith('Test alert.'))).toBe(true);
  });

  it('is made up for once after an outage, in working hours', async () => {
    house.clock.set(at('2026-11-26T22:00:00+01:00'));

    await house.sweepEveryMinute(minutes(2), workers());
    const atNight = await house.alertsOfKind('test');
    house.clock.set(at('2026-11-27T09:00:00+01:00'));
    await house.sweepEveryMinute(minutes(5), workers());

    expect(atNight).toEqual([]);
    expect(await house.alertsOfKind('test')).toHaveLength(1);
  });

  it('is not left open: after a day it is over', async () => {
    await nextTest('2026-11-24T11:00:00+01:00');
    house.clock.advance(hours(25));

    await house.sweepEveryMinute(minutes(0), workers());

    const [test] = await house.alertsOfKind('test');
    expect(test?.outcome).toBe('resolved');
  });

  it('is not left open either when somebody asked for it herself and never tapped', async () => {
    await house.write(mira.phone, '/test');
    await house.write(mira.phone, '/test');
    house.clock.advance(hours(23));
    await house.sweepEveryMinute(minutes(0), workers());
    const early = (await house.alertsOfKind('test')).map(({ outcome }) => outcome);
    house.clock.advance(hours(2));

    await house.sweepEveryMinute(minutes(0), workers());

    const late = (await house.alertsOfKind('test')).map(({ outcome }) => outcome);
    expect([early, late]).toEqual([
      [null, null],
      ['resolved', 'resolved'],
    ]);
  });

  it('does not come in the first minutes after installing', async () => {
    await db.empty();
    house.clock.set(at('2026-11-24T11:00:00+01:00'));

    await house.sweepEveryMinute(minutes(10), workers());

    expect(await house.alertsOfKind('test')).toEqual([]);
  });

  it('is refused a time at which it would wake people', () => {
    const atNight = { ...defaultTestSchedule, at: '03:00' };

    expect(
      () =>
        new (house.makeWeeklyTest().constructor as new (...given: unknown[]) => unknown)(
          db.database,
          atNight,
        ),
    ).toThrow(expect.objectContaining({ code: 'test-outside-working-hours' }) as Error);
  });
});

describe('whoever does not answer the test', () => {
  it('is known by how many she missed in a row, when the test is over', async () => {
    await nextTest('2026-11-24T11:00:00+01:00', mira, ana);
    await nextTest('2026-12-01T11:00:00+01:00', mira);
    await nextTest('2026-12-08T11:00:00+01:00', mira);
    house.clock.advance(days(2));

    expect(await silent()).toEqual([
      { staff: ana.id, lastAnsweredAt: at('2026-11-24T11:02:00+01:00'), missed: 2 },
    ]);
  });

  it('is counted for the page while the test runs and when it is over; who left since is not', async () => {
    const latest = () => new WeeklyTestAnswers().latest(db.database.reader);
    const before = await latest();
    await nextTest('2026-11-24T11:00:00+01:00', mira);
    const open = await latest();
    house.clock.advance(days(2));
    await house.sweepEveryMinute(minutes(0), workers());
    const over = await latest();
    await db.source.query(`update staff set active = false where id = $1`, [ana.id]);

    expect(before).toBeNull();
    expect(open).toEqual({ at: tuesday, over: false, asked: 2, answered: 1 });
    expect(over).toEqual({ at: tuesday, over: true, asked: 2, answered: 1 });
    expect(await latest()).toMatchObject({ asked: 1, answered: 1 });
  });

  it('is no longer on the list once she answers, and not yet while the test is open', async () => {
    await nextTest('2026-11-24T11:00:00+01:00', mira);
    const open = await silent();
    house.clock.advance(days(2));
    const over = await silent();
    await nextTest('2026-12-01T11:00:00+01:00', ana, mira);

    expect(open).toEqual([]);
    expect(over).toEqual([{ staff: ana.id, lastAnsweredAt: null, missed: 1 }]);
    expect(await silent()).toEqual([]);
  });

  it('is not listed after leaving', async () => {
    await nextTest('2026-11-24T11:00:00+01:00', mira);
    await house.leave(ana);
    house.clock.advance(days(2));

    expect(await silent()).toEqual([]);
  });
});

describe('the bell of the weekly test', () => {
  it('is set for the schedule’s wall clock, again every minute', async () => {
    const set: unknown[] = [];
    const bell = new WeeklyTestBell(
      { repeat: async (...given) => void set.push(given) },
      { ...defaultTestSchedule, weekday: 5, at: '09:05' },
    );

    await bell.run();
    await bell.run();

    expect(bell.every).toBe(minutes(1));
    expect(set).toEqual(Array.from({ length: 2 }, () => ['weekly-test', '5 9 * * 5', 'Europe/Belgrade']));
  });

  it('does not hold up a worker that stops while the queue is away', async () => {
    const away = { repeat: () => new Promise<void>(() => undefined) };

    await expect(new WeeklyTestBell(away, defaultTestSchedule, seconds(0.05)).run()).resolves.toBeUndefined();
  });

  it('stands once in a real queue, however often it is set', async () => {
    const queue = new AlarmQueue({ databaseUrl: db.url, redisUrl: null }, house.clock, house.log);
    const bell = new WeeklyTestBell(queue, defaultTestSchedule);

    await bell.run();
    await bell.run();
    await queue.close();

    const schedulers = await db.source.query<{ count: number }[]>(
      `select count(*)::int as count from bullmq.scheduler`,
    );
    expect(schedulers).toEqual([{ count: 1 }]);
    expect(house.log.errors).toEqual([]);
  });
});
