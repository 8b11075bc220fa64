import { listLevels } from '../../../src/contracts/circles/schedule.js';
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
import type { CircleId } from '../../../src/domain/circle/circle.js';
import { days, hours, plus } from '../../../src/domain/shared/time.js';
import { aMeasureId } from '../../builders/reviews-house.js';
import { refusal } from '../support/refusal.js';
import type { StaffClient } from '../support/staff-client.js';
import { ReviewsApiHouse } from './reviews-api-house.js';

let house: ReviewsApiHouse;
let mira: StaffClient;
let goran: StaffClient;
let id: CircleId;

beforeAll(async () => {
  house = await ReviewsApiHouse.open();
  ({ mira, goran } = house);
  id = await house.openCircle();
  await house.assess(id, 4);
});
afterAll(() => house.close());

describe('reviews over the API', () => {
  it('are mine when I hold them, everybody’s for coordinators, and nobody else’s', async () => {
    const mine = await goran.call(listMyReviews);
    const ofCircles = await mira.call(listMyReviews, { query: { whose: 'circles' } });

    expect(mine.items).toMatchObject([{ circle: id, number: 1001, level: 4, when: 'this-week' }]);
    expect((await mira.call(listMyReviews)).items).toEqual([]);
    expect(ofCircles.items).toEqual(mine.items);
    expect((await mira.call(listEveryReview)).items).toEqual(mine.items);
    expect(await refusal(goran.call(listEveryReview))).toBe('not-allowed');
    expect((await goran.call(readReviewsOfCircle, { params: { id } })).items).toEqual(mine.items);
    expect((await goran.call(listMyReviews, { query: { when: 'overdue' } })).items).toEqual([]);
  });

  it('come sooner when something happened, and not later than any event allows', async () => {
    const send = (due: number) =>
      goran.call(recordTrigger, { params: { id }, body: { statement: house.alarm(id, due) } });

    expect(await refusal(send(plus(house.now, days(3))))).toBe('trigger-refused: due');
    await send(plus(house.now, hours(4)));

    const [review] = (await goran.call(listMyReviews)).items;
    expect(review).toMatchObject({ latest: plus(house.now, hours(4)), because: 'trigger' });
  });

  it('keep their history for the chart, with the statements that prove it', async () => {
    house.house.clock.advance(hours(1));
    await house.assess(id, 3);

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
    expect(await refusal(goran.call(readWorkload))).toBe('not-allowed');
    expect((await goran.call(readWorkingHours)).week).toHaveLength(5);
  });
});

describe('measures and tasks over the API', () => {
  it('are set together or not at all, with the field named', async () => {
    const due = plus(house.now, days(1));
    const owner = { is: 'person', staffId: goran.person!.id } as const;
    const one = { id: aMeasureId(), owner, due, seen: 0 };
    const late = { ...one, id: aMeasureId(), due: plus(due, days(500)) };

    expect(await refusal(goran.call(setMeasures, { params: { id }, body: { measures: [one, late] } }))).toBe(
      'measure-refused: measures.1.due',
    );
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
      await refusal(goran.call(closeTask, { params: { id: items[0]!.id }, body: { outcome: 'not-needed' } })),
    ).toBe('task-refused: outcome');
  });
});
