import { hours, minutes } from '../../src/domain/shared/time.js';
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
  house.clock.set(at('2026-11-23T19:00:00+01:00'));
  ana = await house.person('Ana');
  mira = await house.person('Mira', { language: 'sr-Cyrl' });
  await house.plan(ana, { duty: 'operator', weekday: 1, from: '08:00', to: '20:00' });
  await house.plan(mira, { duty: 'operator', weekday: 1, from: '20:00', to: '08:00' });
  // She came on duty this morning and knows it.
  await house.makeHandOverNotices().run();
  await house.relay.drain();
  house.telegram.messages.splice(0);
});
afterAll(() => db.drop());

const onPhone = (person: Person): string[] => house.telegram.on(person.phone).map(({ text }) => text);

describe('a duty that is about to change hands', () => {
  it('is told to whoever leaves and to whoever comes, a quarter of an hour before', async () => {
    await house.sweepEveryMinute(minutes(44), [house.makeHandOverNotices()]);
    const early = house.telegram.messages.length;
    await house.sweepEveryMinute(minutes(1), [house.makeHandOverNotices()]);

    expect(early).toBe(0);
    expect(onPhone(ana)).toEqual(['Operator: your duty ends at 20:00.']);
    expect(onPhone(mira)).toHaveLength(1);
    expect(onPhone(mira)[0]).toMatch(/дежурство почиње у 20:00/);
  });

  it('comes without a sound and says nothing about anybody else', async () => {
    await house.sweepEveryMinute(minutes(50), [house.makeHandOverNotices()]);

    expect(house.telegram.messages.every(({ silent }) => silent)).toBe(true);
    expect(onPhone(ana).join()).not.toContain('Mira');
  });

  it('is told once, however many workers look, before and after it', async () => {
    const workers = [1, 2, 3].map(() => house.makeHandOverNotices());

    await house.sweepEveryMinute(hours(3), workers);

    expect(onPhone(ana)).toHaveLength(1);
    expect(onPhone(mira)).toHaveLength(1);
  });

  it('is told once after an outage, to whoever is on duty now', async () => {
    house.clock.set(at('2026-11-23T23:30:00+01:00'));

    await house.sweepEveryMinute(minutes(5), [house.makeHandOverNotices(), house.makeHandOverNotices()]);

    expect(onPhone(mira)).toHaveLength(1);
    expect(onPhone(ana)).toEqual([]);
  });

  it('is not told when the outage outlasted the duty', async () => {
    house.clock.set(at('2026-11-24T10:00:00+01:00'));

    await house.sweepEveryMinute(minutes(2), [house.makeHandOverNotices()]);

    expect(house.telegram.messages).toEqual([]);
  });

  it('is told to whoever stands in, not to whoever is replaced', async () => {
    const vera = await house.person('Vera');
    await house.override({
      duty: 'operator',
      from: at('2026-11-23T20:00:00+01:00'),
      to: at('2026-11-24T08:00:00+01:00'),
      staff: vera.id,
      replaces: mira.id,
    });

    await house.sweepEveryMinute(minutes(50), [house.makeHandOverNotices()]);

    expect(onPhone(vera)).toEqual(['Operator: your duty begins at 20:00.']);
    expect(onPhone(mira)).toEqual([]);
  });

  it('tells nobody whose shifts adjoin: her duty goes on', async () => {
    await house.plan(ana, { duty: 'operator', weekday: 1, from: '20:00', to: '22:00' });

    await house.sweepEveryMinute(minutes(60), [house.makeHandOverNotices()]);

    expect(onPhone(ana)).toEqual([]);
    expect(onPhone(mira)).toHaveLength(1);
  });
});
