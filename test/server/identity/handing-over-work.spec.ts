import { randomUUID } from 'node:crypto';
import { acknowledgeAlert, answerOffer } from '../../../src/contracts/escalation/alerts.js';
import { overrideDuty, planShift, readRoster } from '../../../src/contracts/escalation/roster.js';
import { listAudit } from '../../../src/contracts/identity/audit.js';
import {
  handOverWork,
  listLeftWork,
  listOpenWork,
  type WorkKind,
} from '../../../src/contracts/identity/open-work.js';
import { listEveryMeasure, setMeasures } from '../../../src/contracts/reviews/measures.js';
import { listEveryReview } from '../../../src/contracts/reviews/reviews.js';
import { setVisitWords } from '../../../src/contracts/safety/field-visits.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import type { AlertId, StaffId } from '../../../src/domain/shared/ids.js';
import { days, hours, plus } from '../../../src/domain/shared/time.js';
import { CircleWatch } from '../../../src/server/circles/circle-watch.js';
import { aMeasureId } from '../../builders/reviews-house.js';
import { BELGRADE, DutyRoomHouse, idOf } from '../duty-room/duty-room-house.js';
import { codeOf } from '../support/refusal.js';
import { circlesAndCaseWork } from '../support/case-work-modules.js';
import type { StaffClient } from '../support/staff-client.js';

let house: DutyRoomHouse;
let [mira, goran, lena] = [] as unknown as [StaffClient, StaffClient, StaffClient];
let circle: CircleId;
let alert: AlertId;

/** A visit's row as the planning of one leaves it; its sealed plan is nobody's business here. */
async function visit(worker: StaffClient, departed: boolean): Promise<string> {
  const [id, now] = [randomUUID(), new Date(house.api.clock.now())];
  await house.api.test.source.query(
    `insert into field_visit (id, worker_id, circle_id, planned_at, check_in_minutes, needs_yes, created_at, departed_at, due_at)
     values ($1, $2, $3, $4, 60, false, $4, $5, $5)`,
    [id, idOf(worker), circle, now, departed ? now : null],
  );
  return id;
}

const workOf = async (who: StaffClient) =>
  (await mira.call(listOpenWork, { params: { id: idOf(who) } })).items;
const pieceOf = async (who: StaffClient, kind: WorkKind) =>
  (await workOf(who)).find((item) => item.kind === kind);
const give = (kind: WorkKind, id: string, to: StaffId, by = mira, from = lena) =>
  by.call(handOverWork, { params: { id: idOf(from) }, body: { kind, id, to } });

async function plan(who: StaffClient, weekday: 1 | 2): Promise<void> {
  const { version } = await mira.call(readRoster);
  const body = {
    duty: 'focal-point' as const,
    staffId: idOf(who),
    weekdays: [weekday],
    from: '20:00',
    to: '08:00',
    zone: BELGRADE,
  };
  await mira.call(planShift, { version, body });
}

beforeAll(async () => {
  house = await DutyRoomHouse.open(circlesAndCaseWork);
  mira = await house.person('Mira', ['coordinator']);
  goran = await house.person('Goran', ['case-worker', 'focal-point']);
  lena = await house.person('Lena', ['case-worker', 'focal-point']);
  const others = [goran, mira].map((one) => ({ person: one.person!, rights: one === goran ? 7 : 1 }));
  circle = await lena.circles.open('client-case', others);
  const owner = { is: 'person', staffId: idOf(lena) } as const;
  const measure = { id: aMeasureId(), owner, due: plus(house.api.clock.now(), days(1)), seen: 0 };
  await lena.call(setMeasures, { params: { id: circle }, body: { measures: [measure] } });
  await plan(lena, 1);
  await plan(lena, 2);
  const from = plus(house.api.clock.now(), days(30));
  const standIn = { duty: 'focal-point' as const, from, to: plus(from, hours(2)), replaces: idOf(goran) };
  const { version } = await mira.call(readRoster);
  await mira.call(overrideDuty, { version, body: { ...standIn, staffId: idOf(lena) } });
  await house.api.test.source.query(
    `insert into review_task (id, kind, circle_id, subject_id, opened_at, due_at)
     values ($1, 'provider-assessment', $2, $3, $4, $4)`,
    [randomUUID(), circle, idOf(lena), new Date(house.api.clock.now())],
  );
  // Nobody has assessed anything yet, so it fell to one of the two who may write.
  await house.api.test.source.query(`update review set holder = $1`, [idOf(lena)]);
  await visit(lena, false);
  alert = await house.raise();
  await lena.call(acknowledgeAlert, { params: { id: alert } });
});
afterAll(() => house.close());

describe('the open work of somebody who leaves', () => {
  it('is all there, each piece with how it gets to others and who could take it', async () => {
    const work = await workOf(lena);

    const ways = Object.fromEntries(work.map(({ kind, way }) => [kind, way]));
    expect(ways).toEqual({
      alert: 'asks',
      shift: 'moves',
      'stand-in': 'moves',
      review: 'moves',
      measure: 'moves',
      task: 'ends',
      visit: 'ends',
      'client-case': 'members',
    });
    expect(work.find(({ kind }) => kind === 'review')?.takers).toEqual([idOf(goran)]);
    expect(work.find(({ kind }) => kind === 'measure')?.takers.sort()).toEqual(
      [idOf(goran), idOf(mira)].sort(),
    );
    expect(work.find(({ kind }) => kind === 'shift')?.takers).not.toContain(house.founding.admin.id);
    expect(work.find(({ kind }) => kind === 'client-case')?.takers).toEqual([idOf(goran)]);
  });

  it('is shown to nobody but who sees her off, and given by nobody else', async () => {
    expect(await codeOf(goran.call(listOpenWork, { params: { id: idOf(lena) } }))).toBe('not-allowed');
    expect(await codeOf(give('alert', alert, idOf(goran), goran))).toBe('not-allowed');
    expect(await codeOf(lena.call(listLeftWork))).toBe('not-allowed');
  });

  it('is given only to who can take it, and only while she holds it', async () => {
    const review = (await pieceOf(lena, 'review'))!;
    const visitId = (await pieceOf(lena, 'visit'))!.id;

    expect(await codeOf(give('review', review.id, idOf(mira)))).toBe('taker-unfit');
    expect(await codeOf(give('review', review.id, house.founding.admin.id))).toBe('taker-unfit');
    expect(await codeOf(give('review', randomUUID(), idOf(goran)))).toBe('work-unknown');
    expect(await codeOf(give('visit', visitId, idOf(goran)))).toBe('work-stays');
    expect(await codeOf(give('client-case', circle, idOf(goran)))).toBe('work-stays');
    expect(await codeOf(give('conversation', randomUUID(), idOf(goran)))).toBe('work-unknown');
    expect(await workOf(lena)).toHaveLength(9);
  });

  it('keeps a review with the colleague who took it, whatever changes in the case', async () => {
    await give('review', (await pieceOf(lena, 'review'))!.id, idOf(goran));

    await house.api.test.database.transaction((tx) =>
      house.api.app.get(CircleWatch, { strict: false }).tell(tx, circle),
    );

    const { items } = await mira.call(listEveryReview);
    expect(items.map(({ holder }) => holder)).toEqual([idOf(goran)]);
    expect(await pieceOf(lena, 'review')).toBeUndefined();
  });

  it('moves a shift as it stands, and a stand-in for the one who takes it falls away', async () => {
    await give('shift', (await pieceOf(lena, 'shift'))!.id, idOf(goran));
    await give('stand-in', (await pieceOf(lena, 'stand-in'))!.id, idOf(goran));

    const { shifts, overrides } = await mira.call(readRoster);
    expect(shifts.map(({ staffId, from }) => [staffId, from])).toEqual(
      expect.arrayContaining([
        [idOf(goran), '20:00'],
        [idOf(lena), '20:00'],
      ]),
    );
    expect(overrides).toEqual([]);
  });

  it('asks a colleague to take an alert, which stays hers until he accepts', async () => {
    expect(await give('alert', alert, idOf(goran))).toEqual({ outcome: 'asked' });
    expect(await pieceOf(lena, 'alert')).toMatchObject({ askedOf: idOf(goran) });

    await goran.call(answerOffer, { params: { id: alert }, body: { accept: true } });

    expect(await pieceOf(lena, 'alert')).toBeUndefined();
    expect(await codeOf(give('alert', alert, idOf(goran)))).toBe('work-unknown');
  });

  it('is in the audit, by whom and what, without content', async () => {
    const { items } = await mira.call(listAudit, { query: {} });

    const deeds = items.filter(({ kind }) => kind.startsWith('work-'));
    expect(deeds.map(({ kind }) => kind).sort()).toEqual([
      'work-asked',
      'work-handed-over',
      'work-handed-over',
      'work-handed-over',
    ]);
    expect(new Set(deeds.map(({ actor }) => actor))).toEqual(new Set([idOf(mira)]));
  });
});

describe('what nobody took when she leaves', () => {
  let second: AlertId;
  let underWay: string;

  beforeAll(async () => {
    second = await house.raise();
    await lena.call(acknowledgeAlert, { params: { id: second } });
    underWay = await visit(lena, true);
    for (const one of [lena, goran])
      await one.call(setVisitWords, { body: { safe: 'jabuka', duress: 'kruška' } });
    await house.office.revoke(idOf(lena), house.founding.admin.identity);
  });

  it('is never without a holder: an alert rings again', async () => {
    const found: unknown[] = await house.api.test.source.query(
      `select acknowledged_by, round from alert where id = $1`,
      [second],
    );

    expect(found).toEqual([{ acknowledged_by: null, round: 1 }]);
    const called: { staff_id: string }[] = await house.api.test.source.query(
      `select staff_id from alert_delivery where alert_id = $1 and round = 1`,
      [second],
    );
    expect(called.map(({ staff_id }) => staff_id)).not.toContain(idOf(lena));
    expect(called.length).toBeGreaterThan(0);
  });

  it('cancels visits that she has not left for, and lets those on duty go on watching the one she is on', async () => {
    const visits: { id: string; ended_as: string | null }[] = await house.api.test.source.query(
      `select id, ended_as from field_visit where worker_id = $1`,
      [idOf(lena)],
    );

    expect(visits.map(({ id, ended_as }) => [id === underWay, ended_as]).sort()).toEqual([
      [false, 'cancelled'],
      [true, null],
    ]);
    expect(await pieceOf(lena, 'visit')).toMatchObject({ way: 'stays', alone: true });
  });

  it('forgets the words that only she could say, and nobody else’s', async () => {
    expect(await house.api.test.source.query(`select staff_id from visit_word`)).toEqual([
      { staff_id: idOf(goran) },
    ]);
  });

  it('closes the task about her, and shows the measure to coordinators as nobody’s', async () => {
    const { items } = await mira.call(listEveryMeasure, { query: { only: 'ownerless' } });

    expect(items).toHaveLength(1);
    expect(await pieceOf(lena, 'task')).toBeUndefined();
  });

  it('stays on the coordinator’s list, and is given to somebody then', async () => {
    const before = await mira.call(listLeftWork);
    for (const { kind, id, way } of await workOf(lena))
      if (way === 'moves') await give(kind, id, idOf(goran));

    expect(before.items).toEqual([{ staffId: idOf(lena), count: 4 }]);
    const left = await workOf(lena);
    expect(left.map(({ kind }) => kind).sort()).toEqual(['client-case', 'visit']);
    expect((await mira.call(readRoster)).shifts.map(({ staffId }) => staffId)).toEqual([
      idOf(goran),
      idOf(goran),
    ]);
  });
});
