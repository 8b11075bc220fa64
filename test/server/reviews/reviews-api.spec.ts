import type { DynamicModule } from '@nestjs/common';
import { appendRecord, readChain } from '../../../src/contracts/circles/records.js';
import { openCircle, readCircle } from '../../../src/contracts/circles/circles.js';
import { listLevels, stateLevel } from '../../../src/contracts/circles/schedule.js';
import {
  changeMeasure,
  listEveryMeasure,
  listMeasuresOfCircle,
  listMyMeasures,
  setMeasures,
} from '../../../src/contracts/reviews/measures.js';
import {
  listEveryReview,
  listMyReviews,
  readCalendar,
  readReviewsOfCircle,
  readWorkingHours,
  readWorkload,
  recordTrigger,
} from '../../../src/contracts/reviews/reviews.js';
import { closeTask, listEveryTask, listMyTasks } from '../../../src/contracts/reviews/tasks.js';
import { idBytes } from '../../../src/contracts/shared/scalars.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import { days, hours, plus } from '../../../src/domain/shared/time.js';
import { alarmStates, signAlarm } from '../../../src/e2ee/circle/alarm.js';
import { CaseChain } from '../../../src/e2ee/circle/case-chain.js';
import { beginCircle } from '../../../src/e2ee/circle/compose-epoch.js';
import { composeRecord } from '../../../src/e2ee/circle/compose-record.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import { signLevel } from '../../../src/e2ee/circle/level-statement.js';
import { unlockEpoch } from '../../../src/e2ee/circle/unlock-epoch.js';
import { randomBytes } from '../../../src/e2ee/hazmat/chance.js';
import { CirclesModule } from '../../../src/server/circles/circles.module.js';
import { AlertRow } from '../../../src/server/escalation/alert.row.js';
import { ReviewsApiModule } from '../../../src/server/reviews/reviews-api.module.js';
import { ReviewsModule } from '../../../src/server/reviews/reviews.module.js';
import { aMeasureId } from '../../builders/reviews-house.js';
import { workingWeek } from '../../builders/working-week.js';
import { dutyRoomModules } from '../duty-room/duty-room-house.js';
import { ApiHouse } from '../support/api-house.js';
import type { ProblemAnswer, StaffClient } from '../support/staff-client.js';

let house: ApiHouse;
let mira: StaffClient;
let goran: StaffClient;
let id: CircleId;

function modulesOf(identity: DynamicModule): DynamicModule[] {
  const [letterbox, escalation, ...room] = dutyRoomModules(identity);
  const circles = CirclesModule.with(identity);
  const reviews = ReviewsModule.with(workingWeek, escalation!);
  const api = ReviewsApiModule.with(identity, circles, reviews);
  return [letterbox!, escalation!, ...room, circles, reviews, api];
}

beforeAll(async () => {
  house = await ApiHouse.open({ entities: [AlertRow], modules: modulesOf });
  const office = house.browser();
  const founding = await office.found(await house.setUpToken(), {
    dutyName: 'Ana',
    roles: ['administrator'],
  });
  mira = house.browser('192.0.2.2');
  goran = house.browser('192.0.2.3');
  await office.enrol(mira, { dutyName: 'Mira', roles: ['coordinator'] }, founding.admin.identity);
  await office.enrol(goran, { dutyName: 'Goran', roles: ['case-worker'] }, founding.admin.identity);
  id = await openCase();
  await assess(4);
}, 180_000);
afterAll(() => house.close());

const me = (browser: StaffClient) => browser.person!.identity;

async function openCase(): Promise<CircleId> {
  const directory = await goran.directory();
  const recipients = [goran, mira].map((one) => ({ user: me(one).user, kv: me(one).kv, rights: 7 }));
  const ms = house.clock.now();
  const { row, grants } = beginCircle({ directory, grantor: me(goran), ms, recipients, inbox: false });
  const sealed = grants.map(({ user, sealed: grant }) => ({ user, sealed: grant }));
  const body = { kind: 'client-case' as const, subjectId: null, epoch: row, grants: sealed };
  return (await goran.call(openCircle, { body })).id;
}

async function assess(level: 3 | 4): Promise<void> {
  const page = await goran.call(readChain, { params: { id } });
  const { grant } = await goran.call(readCircle, { params: { id } });
  const rows = page.records.map(({ bytes }) => bytes);
  const chain = CaseChain.read(idBytes(id), await goran.directory(), rows);
  const { wrapKey } = unlockEpoch(chain, me(goran), grant!);
  const now = house.clock.now();
  const author = me(goran);
  const writing = { author, kind: kinds.assessment, object: randomBytes(16), ms: now, text: 'sealed' };
  const { row, wrap, envelope } = composeRecord(chain, wrapKey, writing);
  await goran.call(appendRecord, { params: { id }, body: { row, wrap } });
  const statement = signLevel(
    {
      instrument: 'VSRA',
      version: 0,
      computed: level,
      inForce: level,
      flags: 0,
      assessed: now,
      due: plus(now, level === 4 ? hours(24) : days(7)),
      loweredUntil: 0,
      caseId: idBytes(id),
      record: envelope.hash,
      author: author.user,
      authorKv: author.kv,
    },
    author,
  );
  await goran.call(stateLevel, { params: { id }, body: { statement } });
}

async function problemOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'nothing refused';
  } catch (caught) {
    const { code, reason } = (caught as ProblemAnswer).problem;
    return reason === undefined ? code : `${code}: ${reason}`;
  }
}

describe('reviews over the API', () => {
  it('are mine when I hold them, everybody’s for coordinators, and nobody else’s', async () => {
    const mine = await goran.call(listMyReviews);
    const ofCircles = await mira.call(listMyReviews, { query: { whose: 'circles' } });

    expect(mine.items).toMatchObject([{ circle: id, number: 1001, level: 4, when: 'this-week' }]);
    expect((await mira.call(listMyReviews)).items).toEqual([]);
    expect(ofCircles.items).toEqual(mine.items);
    expect((await mira.call(listEveryReview)).items).toEqual(mine.items);
    expect(await problemOf(goran.call(listEveryReview))).toBe('not-allowed');
    expect((await goran.call(readReviewsOfCircle, { params: { id } })).items).toEqual(mine.items);
    expect((await goran.call(listMyReviews, { query: { when: 'overdue' } })).items).toEqual([]);
  });

  it('come sooner when something happened, and not later than any event allows', async () => {
    const trigger = (due: number) =>
      signAlarm(
        {
          caseId: idBytes(id),
          alarm: randomBytes(16),
          counter: 1,
          due,
          state: alarmStates.set,
          author: me(goran).user,
          authorKv: me(goran).kv,
        },
        me(goran),
      );
    const send = (due: number) =>
      goran.call(recordTrigger, { params: { id }, body: { statement: trigger(due) } });

    expect(await problemOf(send(plus(house.clock.now(), days(3))))).toBe('trigger-refused: due');
    await send(plus(house.clock.now(), hours(4)));

    const [review] = (await goran.call(listMyReviews)).items;
    expect(review).toMatchObject({ latest: plus(house.clock.now(), hours(4)), because: 'trigger' });
  });

  it('keep their history for the chart, with the statements that prove it', async () => {
    house.clock.advance(hours(1));
    await assess(3);

    const first = await goran.call(listLevels, { params: { id }, query: { limit: 1 } });
    const second = await goran.call(listLevels, { params: { id }, query: { limit: 1, cursor: first.next! } });

    expect([first.items[0]?.computed, second.items[0]?.computed, second.next]).toEqual([3, 4, null]);
  });

  it('are a calendar that says a kind, a number and a time', async () => {
    const { text } = await goran.call(readCalendar);

    expect(text.split('\r\n').filter((line) => line.startsWith('SUMMARY'))).toEqual(
      expect.arrayContaining(['SUMMARY:Ponovna procena 1001']),
    );
    expect(text).not.toMatch(/high|visok|VSRA|Goran/i);
  });

  it('are counted beside what a worker has in a year', async () => {
    const { reference, items } = await mira.call(readWorkload);

    expect(reference).toEqual({ newCasesPerYear: 47.5, openCasesPerYear: 83 });
    expect(items.find(({ staffId }) => staffId === goran.person!.id)).toMatchObject({ openCases: 1 });
    expect(await problemOf(goran.call(readWorkload))).toBe('not-allowed');
    expect((await goran.call(readWorkingHours)).week).toHaveLength(5);
  });
});

describe('measures and tasks over the API', () => {
  it('are set together or not at all, with the field named', async () => {
    const due = plus(house.clock.now(), days(1));
    const owner = { is: 'person', staffId: goran.person!.id } as const;
    const one = { id: aMeasureId(), owner, due, seen: 0 };
    const late = { ...one, id: aMeasureId(), due: plus(due, days(500)) };

    expect(
      await problemOf(goran.call(setMeasures, { params: { id }, body: { measures: [one, late] } })),
    ).toBe('measure-refused: measures.1.due');
    const { items } = await goran.call(setMeasures, { params: { id }, body: { measures: [one] } });
    const params = { id, measure: one.id };
    const done = await goran.call(changeMeasure, { params, body: { state: 'done' }, version: 1 });

    expect(items).toMatchObject([{ number: 1001, state: 'open', ownerless: false, version: 1 }]);
    expect(done).toMatchObject({ state: 'done', version: 2 });
    expect((await goran.call(listMyMeasures)).items).toEqual([]);
    expect((await goran.call(listMeasuresOfCircle, { params: { id } })).items).toHaveLength(1);
    expect((await mira.call(listEveryMeasure, { query: { only: 'ownerless' } })).items).toEqual([]);
  });

  it('ask for the worker’s own assessment, which only a coordinator may call needless', async () => {
    const { items } = await goran.call(listMyTasks);

    expect(items).toMatchObject([{ task: 'provider-assessment', number: 1001, outcome: null }]);
    expect((await mira.call(listEveryTask)).items.length).toBeGreaterThan(0);
    expect(
      await problemOf(
        goran.call(closeTask, { params: { id: items[0]!.id }, body: { outcome: 'not-needed' } }),
      ),
    ).toBe('task-refused: outcome');
  });
});
