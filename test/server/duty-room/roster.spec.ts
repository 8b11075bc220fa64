import {
  overrideDuty,
  planShift,
  readRoster,
  removeShift,
  withdrawOverride,
} from '../../../src/contracts/escalation/roster.js';
import { listAudit } from '../../../src/contracts/identity/audit.js';
import { days, hours, minus, plus } from '../../../src/domain/shared/time.js';
import { PostgresDutyBoard } from '../../../src/server/escalation/duty-board.js';
import type { StaffClient } from '../support/staff-client.js';
import { BELGRADE, DutyRoomHouse, idOf } from './duty-room-house.js';
import { codeOf } from '../support/refusal.js';

let house: DutyRoomHouse;
let mira: StaffClient;
let vera: StaffClient;

beforeAll(async () => {
  house = await DutyRoomHouse.open();
  mira = await house.person('Mira', ['coordinator']);
  vera = await house.person('Vera', ['focal-point']);
});
afterAll(() => house.close());
beforeEach(() => house.api.test.source.query('truncate duty_shift, duty_override, duty_roster, event'));

const nights = (changes: object = {}) => ({
  duty: 'focal-point' as const,
  staffId: idOf(vera),
  weekdays: [1, 2] as (1 | 2)[],
  from: '20:00',
  to: '08:00',
  zone: BELGRADE,
  ...changes,
});

const versionOf = async (who: StaffClient): Promise<number> => (await who.call(readRoster)).version;

const plan = async (body = nights(), version?: number) =>
  mira.call(planShift, { body, version: version ?? (await versionOf(mira)) });

const override = async (changes: object = {}) => {
  const from = plus(house.api.clock.now(), days(1));
  const body = {
    duty: 'focal-point' as const,
    staffId: idOf(mira),
    replaces: idOf(vera),
    from,
    to: plus(from, hours(4)),
    ...changes,
  };
  return mira.call(overrideDuty, { body, version: await versionOf(mira) });
};

describe('the roster on the page', () => {
  it('is planned for several days at once, and read by everybody with names, zone and version', async () => {
    expect(await plan()).toEqual({ version: 2 });

    const seen = await vera.call(readRoster);

    expect(seen).toMatchObject({ version: 2, zone: BELGRADE, kept: ['focal-point'], mayEdit: false });
    expect(seen.shifts.map(({ weekday, from, to, staffId }) => [weekday, from, to, staffId]).sort()).toEqual([
      [1, '20:00', '08:00', idOf(vera)],
      [2, '20:00', '08:00', idOf(vera)],
    ]);
    expect(seen.people.map(({ name, phone }) => [name, phone]).sort()).toEqual([
      ['Mira', true],
      ['Vera', true],
    ]);
    expect((await mira.call(readRoster)).mayEdit).toBe(true);
  });

  it('puts somebody on duty from the next moment on', async () => {
    const board = house.api.app.get(PostgresDutyBoard, { strict: false });
    const everyDay = [1, 2, 3, 4, 5, 6, 7] as never;
    await plan(nights({ weekdays: everyDay, from: '00:00', to: '00:00' }));

    const reader = house.api.test.database.reader;
    expect(await board.onDuty(reader, 'focal-point', house.api.clock.now())).toEqual([idOf(vera)]);
  });

  it('saves all the days or none', async () => {
    await plan(nights({ weekdays: [2] }));

    expect(await codeOf(plan())).toBe('shift-faulty');
    expect((await mira.call(readRoster)).shifts).toHaveLength(1);
  });

  it('is changed by coordinators only, and every change is written down', async () => {
    const body = nights();

    expect(await codeOf(vera.call(planShift, { body, version: 0 }))).toBe('not-allowed');
    expect(await codeOf(house.office.call(planShift, { body, version: 0 }))).toBe('not-allowed');
    await plan();
    const { items } = await house.office.call(listAudit);
    expect(items).toContainEqual(
      expect.objectContaining({ kind: 'shift-planned', actor: idOf(mira), subject: idOf(vera) }),
    );
  });

  it('refuses what was decided from an older state, and says which version it wants to know', async () => {
    await plan();

    expect(await codeOf(plan(nights({ weekdays: [3] }), 0))).toBe('superseded');
    expect(await codeOf(mira.call(planShift, { body: nights() }))).toBe('version-needed');
  });

  it('lets exactly one of two win who save from the same page', async () => {
    const both = await Promise.all([
      codeOf(plan(nights({ weekdays: [3] }), 0)),
      codeOf(plan(nights({ weekdays: [4] }), 0)),
    ]);

    expect(both.sort()).toEqual(['nothing refused', 'superseded']);
    expect((await mira.call(readRoster)).shifts).toHaveLength(1);
  });

  it('loses a shift once', async () => {
    await plan(nights({ weekdays: [1] }));
    const { shifts, version } = await mira.call(readRoster);
    const id = shifts[0]!.id;

    expect(await mira.call(removeShift, { params: { id }, version })).toEqual({ version: 2 });
    expect((await mira.call(readRoster)).shifts).toEqual([]);
    expect(await codeOf(mira.call(removeShift, { params: { id }, version: 2 }))).toBe('duty-entry-unknown');
    expect(await versionOf(mira)).toBe(2);
  });

  it.each([
    ['from', { from: '25:00' }],
    ['zone', { zone: 'Europe/Nowhere' }],
    ['weekdays', { weekdays: [] }],
    ['weekdays', { weekdays: [1, 1] }],
  ])('names the field that cannot be used: %s', async (field, changes) => {
    const headers = { 'if-match': '"0"' };
    const answer = await mira.raw('POST', planShift.path, nights(changes), headers);

    expect(answer.status).toBe(400);
    expect(answer.text).toContain(`"at":"body.${field}`);
    expect((await mira.call(readRoster)).shifts).toEqual([]);
  });

  it('takes nobody who does not work here', async () => {
    const staffId = '00000000-0000-4000-8000-000000000000' as never;

    expect(await codeOf(plan(nights({ staffId })))).toBe('duty-person-unknown');
  });

  it('tells the open consoles', async () => {
    await plan(nights({ weekdays: [1] }));

    expect(await house.api.test.source.query(`select kind, subject_id from event`)).toEqual([
      { kind: 'roster', subject_id: null },
    ]);
  });
});

describe('a change for once', () => {
  it('stands beside the week until it is taken back', async () => {
    await plan();
    await override();
    const { overrides, version } = await vera.call(readRoster);
    expect(overrides).toMatchObject([{ staffId: idOf(mira), replaces: idOf(vera) }]);

    await mira.call(withdrawOverride, { params: { id: overrides[0]!.id }, version });

    expect((await vera.call(readRoster)).overrides).toEqual([]);
  });

  it('is refused where one of the two stands in another one, in the past, and for oneself', async () => {
    await override();
    const past = minus(house.api.clock.now(), hours(2));

    expect(await codeOf(override())).toBe('override-conflict');
    expect(await codeOf(override({ from: past, to: plus(past, hours(1)) }))).toBe('override-faulty');
    expect(await codeOf(override({ replaces: idOf(mira) }))).toBe('override-faulty');
    expect((await mira.call(readRoster)).overrides).toHaveLength(1);
  });
});
