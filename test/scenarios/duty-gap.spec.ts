import { days, hours, minutes } from '../../src/domain/shared/time.js';
import { at, DutyHouse, makeDutyDatabase } from '../builders/duty-house.js';
import type { Person } from '../builders/night-shift.js';
import type { TestDatabase } from '../server/support/test-database.js';

let db: TestDatabase;
let house: DutyHouse;
let mira: Person;
let ana: Person;
let vera: Person;
beforeAll(async () => {
  db = await makeDutyDatabase();
});
beforeEach(async () => {
  await db.empty();
  house = new DutyHouse(db);
  house.clock.set(at('2026-11-23T08:00:00+01:00'));
  mira = await house.person('Mira');
  ana = await house.person('Ana');
  vera = await house.person('Vera');
  await house.giveRoles(mira, ['coordinator']);
  await house.giveRoles(ana, ['operator', 'focal-point']);
  await house.giveRoles(vera, ['operator']);
  // On duty round the clock until Tuesday 02:00, and then nobody until Tuesday noon.
  await house.plan(vera, { duty: 'operator', weekday: 1, from: '00:00', to: '02:00' });
  await house.plan(vera, { duty: 'operator', weekday: 1, from: '02:00', to: '02:00' });
  for (const weekday of [2, 3, 4, 5, 6, 7] as const)
    await house.plan(vera, { duty: 'operator', weekday, from: '12:00', to: '12:00' });
  await house.plan(vera, { duty: 'operator', weekday: 1, from: '00:00', to: '12:00' });
});
afterAll(() => db.drop());

const gapFrom = at('2026-11-24T02:00:00+01:00');
const gapTo = at('2026-11-24T12:00:00+01:00');
const calls = (person: Person): readonly { text: string; silent: boolean }[] =>
  house.telegram.on(person.phone).map(({ text, silent }) => ({ text, silent }));
const later = async (): Promise<void> => {
  house.clock.advance(hours(4));
  await house.sweepEveryMinute(minutes(1), workers());
};
const workers = (): readonly { run(): Promise<unknown> }[] => [
  house.makeGapWarnings(),
  house.makeGapWarnings(),
  house.makeGapWarnings(),
  house.sweep,
];

describe('hours that lie ahead without anybody on duty', () => {
  it('are told twelve hours before, quietly, to coordinators and focal points, once', async () => {
    house.clock.set(at('2026-11-23T13:55:00+01:00'));

    await house.sweepEveryMinute(minutes(4), workers());
    const tooEarly = house.telegram.messages.length;
    await house.sweepEveryMinute(minutes(30), workers());

    expect(tooEarly).toBe(0);
    expect(calls(mira)).toEqual([{ text: 'YELLOW · duty 1', silent: true }]);
    expect(calls(ana)).toEqual([{ text: 'YELLOW · duty 1', silent: true }]);
    expect(calls(vera)).toEqual([]);
    expect(await house.alertsOfKind('duty')).toHaveLength(1);
  });

  it('are told again, with a sound, an hour before', async () => {
    house.clock.set(at('2026-11-23T13:59:00+01:00'));
    await house.sweepEveryMinute(minutes(5), workers());
    const [early] = await house.alertsOfKind('duty');
    await house.acknowledge(early!.id, mira);
    house.telegram.messages.splice(0);
    house.clock.set(at('2026-11-24T00:58:00+01:00'));

    await house.sweepEveryMinute(minutes(10), workers());

    expect(calls(ana)).toEqual([{ text: 'ORANGE · duty 2', silent: false }]);
    expect(await house.alertsOfKind('duty')).toHaveLength(2);
  });

  it('are told to everyone when nobody of those takes it', async () => {
    house.clock.set(at('2026-11-23T14:00:00+01:00'));

    await house.sweepEveryMinute(minutes(1), workers());
    await later();

    expect(calls(vera)).toHaveLength(1);
  });

  it('are told once, in the louder way, when they are found in their last hour', async () => {
    house.clock.set(at('2026-11-24T01:30:00+01:00'));

    await house.sweepEveryMinute(minutes(10), workers());

    expect(calls(mira)).toEqual([{ text: 'ORANGE · duty 1', silent: false }]);
  });

  it('are told after somebody who was to come has left', async () => {
    await house.override({ duty: 'operator', from: gapFrom, to: gapTo, staff: ana.id, replaces: null });
    house.clock.set(at('2026-11-23T15:00:00+01:00'));
    await house.sweepEveryMinute(minutes(2), workers());
    const before = await house.alertsOfKind('duty');
    await house.leave(ana);

    await house.sweepEveryMinute(minutes(2), workers());

    expect(before).toEqual([]);
    expect(await house.alertsOfKind('duty')).toHaveLength(1);
  });
});

describe('a gap that was told', () => {
  beforeEach(async () => {
    house.clock.set(at('2026-11-23T14:00:00+01:00'));
    await house.sweepEveryMinute(minutes(1), workers());
  });
  const fill = (): Promise<string> =>
    house.override({ duty: 'operator', from: gapFrom, to: gapTo, staff: ana.id, replaces: null });

  it('calls nobody any more as soon as it is filled', async () => {
    await fill();

    await house.sweepEveryMinute(minutes(1), workers());
    await later();

    const [alert] = await house.alertsOfKind('duty');
    expect(alert?.outcome).toBe('resolved');
    expect(calls(vera)).toEqual([]);
  });

  it('is told anew when it opens again', async () => {
    const id = await fill();
    await house.sweepEveryMinute(minutes(1), workers());
    await house.tx((tx) => house.withdrawOverride.run(tx, id));

    await house.sweepEveryMinute(minutes(2), workers());

    expect(await house.alertsOfKind('duty')).toHaveLength(2);
  });

  it('is still the same gap when half of it is filled', async () => {
    await house.override({
      duty: 'operator',
      from: gapFrom,
      to: at('2026-11-24T06:00:00+01:00'),
      staff: ana.id,
      replaces: null,
    });

    await house.sweepEveryMinute(minutes(10), workers());

    const alerts = await house.alertsOfKind('duty');
    expect(alerts.map(({ outcome }) => outcome)).toEqual([null]);
  });

  it('is over when it is over', async () => {
    house.clock.set(at('2026-11-24T12:00:00+01:00'));

    await house.sweepEveryMinute(minutes(1), workers());

    const alerts = await house.alertsOfKind('duty');
    expect(alerts.map(({ outcome }) => outcome)).toEqual(['resolved']);
  });

  it('is not told again in the week after, when the roster leaves the same hours open', async () => {
    house.clock.set(at('2026-11-24T01:30:00+01:00'));
    await house.sweepEveryMinute(minutes(1), workers());
    const told = (await house.alertsOfKind('duty')).length;

    for (const moment of ['2026-11-30T15:00:00+01:00', '2026-12-01T01:30:00+01:00']) {
      house.clock.set(at(moment));
      await house.sweepEveryMinute(minutes(2), workers());
    }

    expect(await house.alertsOfKind('duty')).toHaveLength(told);
  });
});

describe('a duty that this organisation does not keep', () => {
  it('is no gap: alerts for it reach everyone', async () => {
    await house.sweepEveryMinute(minutes(1), [house.makeGapWarnings()]);

    const duties = await db.source.query<{ duty: string }[]>('select distinct duty from duty_gap_warning');
    expect(duties).toEqual([]);
  });

  it('is one for a week after its last shift was removed', async () => {
    const id = await house.plan(ana, { duty: 'deputy', weekday: 1, from: '00:00', to: '00:00' });
    await house.tx((tx) => house.removeShift.run(tx, id));

    await house.sweepEveryMinute(minutes(1), workers());
    const told = await house.alertsOfKind('duty');
    house.clock.advance(days(15));
    await house.sweepEveryMinute(minutes(1), [house.makeGapWarnings()]);

    const deputy = await db.source.query<unknown[]>(`select from duty_gap_warning where duty = 'deputy'`);
    expect(told).toHaveLength(1);
    expect(deputy).toHaveLength(2);
  });
});
