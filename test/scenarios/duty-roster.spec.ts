import type { Policy } from '../../src/domain/escalation/ladder.js';
import { defaultPolicies } from '../../src/domain/escalation/default-policies.js';
import type { Weekday } from '../../src/domain/shared/zoned-time.js';
import { at, DutyHouse, makeDutyDatabase } from '../builders/duty-house.js';
import type { TestDatabase } from '../server/support/test-database.js';

let db: TestDatabase;
let house: DutyHouse;
beforeAll(async () => {
  db = await makeDutyDatabase();
});
beforeEach(async () => {
  await db.empty();
  house = new DutyHouse(db);
});
afterAll(() => db.drop());

const MONDAY = 1;
const TUESDAY = 2;
const SATURDAY = 6;
const night = { duty: 'focal-point', from: '20:00', to: '08:00' } as const;
const day = { duty: 'focal-point', from: '08:00', to: '20:00' } as const;
const dawn = { duty: 'focal-point', from: '22:00', to: '06:00' } as const;
const focalPointOnly: Policy = {
  ...defaultPolicies['contact-RED'],
  steps: [{ ...defaultPolicies['contact-RED'].steps[0]!, whom: [{ duty: 'focal-point' }] }],
};

const onDutyAt = async (iso: string): Promise<readonly string[]> =>
  house.dutyBoard.onDuty(db.database.reader, 'focal-point', at(iso));

describe('who is called at night', () => {
  it('is whoever began the night shift, also after midnight', async () => {
    const mira = await house.person('Mira');
    const ana = await house.person('Ana');
    await house.plan(mira, { ...night, weekday: MONDAY });
    await house.plan(ana, { ...day, weekday: MONDAY });
    await house.plan(ana, { ...day, weekday: TUESDAY });
    house.clock.set(at('2026-11-24T02:00:00+01:00'));

    await house.raiseContact(focalPointOnly);

    expect(house.telegram.on(mira.phone).map(({ text }) => text)).toEqual(['RED · contact 4769']);
    expect(house.telegram.on(ana.phone)).toEqual([]);
  });

  it('changes at the very minute at which the shift ends', async () => {
    const mira = await house.person('Mira');
    const ana = await house.person('Ana');
    await house.plan(mira, { ...night, weekday: MONDAY });
    await house.plan(ana, { ...day, weekday: TUESDAY });

    expect(await onDutyAt('2026-11-24T07:59:59.999+01:00')).toEqual([mira.id]);
    expect(await onDutyAt('2026-11-24T08:00:00+01:00')).toEqual([ana.id]);
  });
});

describe('the two days on which the clocks change in Belgrade', () => {
  const planned = async (weekday: Weekday): Promise<string> => {
    const mira = await house.person('Mira');
    await house.plan(mira, { ...dawn, weekday });
    return mira.id;
  };

  it('in autumn a night shift lasts an hour longer, through both 02:30', async () => {
    const mira = await planned(SATURDAY);

    expect(await onDutyAt('2026-10-24T21:59:59+02:00')).toEqual([]);
    expect(await onDutyAt('2026-10-24T22:00:00+02:00')).toEqual([mira]);
    expect(await onDutyAt('2026-10-25T02:30:00+02:00')).toEqual([mira]);
    expect(await onDutyAt('2026-10-25T02:30:00+01:00')).toEqual([mira]);
    expect(await onDutyAt('2026-10-25T05:59:59+01:00')).toEqual([mira]);
    expect(await onDutyAt('2026-10-25T06:00:00+01:00')).toEqual([]);
  });

  it('in spring a night shift is an hour shorter, and still ends at 06:00 on the wall', async () => {
    const mira = await planned(SATURDAY);

    expect(await onDutyAt('2027-03-27T21:59:59+01:00')).toEqual([]);
    expect(await onDutyAt('2027-03-28T01:59:59+01:00')).toEqual([mira]);
    expect(await onDutyAt('2027-03-28T03:00:00+02:00')).toEqual([mira]);
    expect(await onDutyAt('2027-03-28T05:59:59+02:00')).toEqual([mira]);
    expect(await onDutyAt('2027-03-28T06:00:00+02:00')).toEqual([]);
  });
});

describe('an override', () => {
  const evening = { from: at('2026-11-23T20:00:00+01:00'), to: at('2026-11-24T00:00:00+01:00') };

  it('replaces somebody in exactly its hours', async () => {
    const mira = await house.person('Mira');
    const vera = await house.person('Vera');
    await house.plan(mira, { ...night, weekday: MONDAY });

    await house.override({ ...evening, duty: 'focal-point', staff: vera.id, replaces: mira.id });

    expect(await onDutyAt('2026-11-23T23:59:59+01:00')).toEqual([vera.id]);
    expect(await onDutyAt('2026-11-24T00:00:00+01:00')).toEqual([mira.id]);
  });

  it('that was withdrawn leaves the weekly roster as it was', async () => {
    const mira = await house.person('Mira');
    const vera = await house.person('Vera');
    await house.plan(mira, { ...night, weekday: MONDAY });
    const id = await house.override({ ...evening, duty: 'focal-point', staff: vera.id, replaces: mira.id });

    await house.tx((tx) => house.withdrawOverride.run(tx, id));

    expect(await onDutyAt('2026-11-23T21:00:00+01:00')).toEqual([mira.id]);
    await expect(house.tx((tx) => house.withdrawOverride.run(tx, id))).rejects.toMatchObject({
      code: 'duty-entry-unknown',
    });
  });

  it('is refused when another already replaces the same person, and nothing is saved', async () => {
    const mira = await house.person('Mira');
    const vera = await house.person('Vera');
    const ana = await house.person('Ana');
    await house.plan(mira, { ...night, weekday: MONDAY });
    await house.override({ ...evening, duty: 'focal-point', staff: vera.id, replaces: mira.id });

    const second = house.override({ ...evening, duty: 'focal-point', staff: ana.id, replaces: mira.id });

    await expect(second).rejects.toMatchObject({ code: 'override-conflict' });
    expect(await onDutyAt('2026-11-23T21:00:00+01:00')).toEqual([vera.id]);
  });

  it('is refused to all but one of several who plan the same hours at the same moment', async () => {
    const mira = await house.person('Mira');
    const others = await Promise.all(['Ana', 'Vera', 'Sonja', 'Zora'].map((name) => house.person(name)));
    await house.plan(mira, { ...night, weekday: MONDAY });

    const outcomes = await Promise.allSettled(
      others.map(({ id }) =>
        house.override({ ...evening, duty: 'focal-point', staff: id, replaces: mira.id }),
      ),
    );

    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.map(({ reason }) => (reason as { code: string }).code)).toEqual(
      Array.from({ length: 3 }, () => 'override-conflict'),
    );
    expect(await onDutyAt('2026-11-23T21:00:00+01:00')).toHaveLength(1);
  });

  it('is refused when it lies in the past or names somebody who does not work here', async () => {
    const mira = await house.person('Mira');
    const vera = await house.person('Vera');
    await house.leave(vera);
    const past = { from: at('2026-11-23T08:00:00Z'), to: house.clock.now() };

    await expect(
      house.override({ ...past, duty: 'deputy', staff: mira.id, replaces: null }),
    ).rejects.toMatchObject({ code: 'override-faulty' });
    await expect(
      house.override({ ...evening, duty: 'deputy', staff: vera.id, replaces: null }),
    ).rejects.toMatchObject({ code: 'duty-person-unknown' });
  });
});

describe('planning shifts', () => {
  it('refuses the same shift twice, also to two people at the same moment', async () => {
    const mira = await house.person('Mira');

    const outcomes = await Promise.allSettled([
      house.plan(mira, { ...night, weekday: MONDAY }),
      house.plan(mira, { ...night, weekday: MONDAY }),
    ]);

    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toMatchObject({
      code: 'shift-faulty',
      faults: ['shift-twice'],
    });
  });

  it('lets a shift be removed once, and planned again', async () => {
    const mira = await house.person('Mira');
    const id = await house.plan(mira, { ...night, weekday: MONDAY });

    await house.tx((tx) => house.removeShift.run(tx, id));

    expect(await onDutyAt('2026-11-23T21:00:00+01:00')).toEqual([]);
    await expect(house.tx((tx) => house.removeShift.run(tx, id))).rejects.toMatchObject({
      code: 'duty-entry-unknown',
    });
    await house.plan(mira, { ...night, weekday: MONDAY });
    expect(await onDutyAt('2026-11-23T21:00:00+01:00')).toEqual([mira.id]);
  });
});

describe('an alert when nobody is on duty', () => {
  it('reaches everyone, and its timeline says so', async () => {
    const mira = await house.person('Mira');
    const ana = await house.person('Ana');
    await house.plan(mira, { ...night, weekday: MONDAY });
    house.clock.set(at('2026-11-23T13:00:00+01:00'));

    const alert = await house.raiseContact(focalPointOnly);

    expect(house.telegram.on(mira.phone)).toHaveLength(1);
    expect(house.telegram.on(ana.phone)).toHaveLength(1);
    expect(await house.happened(alert)).toContain('fell-through');
  });

  it('reaches everyone who is left when whoever is on duty has left', async () => {
    const mira = await house.person('Mira');
    const ana = await house.person('Ana');
    await house.plan(mira, { ...night, weekday: MONDAY });
    await house.leave(mira);
    house.clock.set(at('2026-11-23T21:00:00+01:00'));

    await house.raiseContact(focalPointOnly);

    expect(await onDutyAt('2026-11-23T21:00:00+01:00')).toEqual([]);
    expect(house.telegram.on(mira.phone)).toEqual([]);
    expect(house.telegram.on(ana.phone)).toHaveLength(1);
  });
});
