import { days, hours, plus } from '../../src/domain/shared/time.js';
import type { CircleId } from '../../src/domain/circle/circle.js';
import type { Identity } from '../../src/e2ee/shared/identity.js';
import { makeReviewsDatabase, ReviewsHouse } from '../builders/reviews-house.js';
import { inBelgrade } from '../builders/working-week.js';
import { goran, lena, mira, vera } from '../server/circles/circles-house.js';
import type { TestDatabase } from '../server/support/test-database.js';

let db: TestDatabase;
let house: ReviewsHouse;
beforeAll(async () => {
  db = await makeReviewsDatabase();
});
beforeEach(async () => {
  house = await ReviewsHouse.open(db);
});
afterAll(() => db.drop());

const monday = inBelgrade(5, 4, 10);
const heard = (...people: Identity[]) => people.map((one) => house.said(one));

describe('an event that leaves hours', () => {
  it('is told at once and without a sound, at night too, to the holder and the coordinator, not to who wrote it down', async () => {
    const id = await house.openCase(goran, [mira, lena]);
    await house.assess(id, { level: 2 });
    house.skipTo(inBelgrade(5, 9, 23));

    await house.happened(id, inBelgrade(5, 10, 0), lena);
    await house.work();

    const words = 'Review 1001: needed sooner, by 10.05. 00:00.';
    expect(heard(goran, mira, lena, vera)).toEqual([[words], [words], [], []]);
  });

  it('is told once, however often it is sent, moved, or looked at', async () => {
    const id = await house.openCase(goran, [mira, lena]);
    await house.assess(id, { level: 2 });
    const alarm = await house.happened(id, plus(monday, hours(24)), lena);
    const { id: ref } = await house.review(id);

    const sooner = { alarm, counter: 2, due: plus(monday, hours(4)), state: 1 } as const;
    await house.putAlarm(id, sooner, lena);
    await house.ringAll('review', [ref, ref]);
    await house.work();

    expect(heard(goran, mira)).toEqual([
      ['Review 1001: needed sooner, by 05.05. 10:00.'],
      ['Review 1001: needed sooner, by 05.05. 10:00.'],
    ]);
  });

  it('that the holder wrote down herself is told to the others', async () => {
    const id = await house.openCase(goran, [mira, lena]);
    await house.assess(id, { level: 2 });

    await house.happened(id, plus(monday, hours(1)), goran);
    await house.work();

    expect(heard(goran).flat()).toEqual([]);
    expect(heard(mira).flat()).toEqual(['Review 1001: needed sooner, by 04.05. 11:00.']);
  });

  it('in a worker’s file is told to nobody whom she has not named', async () => {
    house.instrument = 'PSRA';
    const file = await house.openCircle('worker-file', goran, goran);
    await house.assess(file, { level: 1 });

    await house.happened(file, plus(monday, hours(4)), goran);
    await house.work();

    expect(heard(goran, mira, lena, vera).flat()).toEqual([]);
  });

  it('which the server saw by itself is told to who holds the organisation’s file', async () => {
    house.instrument = 'PSRA';
    const file = await house.openCircle('organisation-file', mira);
    await house.assess(file, { level: 1, by: mira });
    house.instrument = 'VSRA';
    const id = await house.openCase(goran, []);

    await house.assess(id, { level: 4 });
    await house.work();

    expect(heard(mira).flat()).toContain('Review 1: needed sooner, by 05.05. 10:00.');
  });
});

describe('whoever holds what is late', () => {
  /** Mira is the only one in the case who coordinates, and has assessed herself. */
  async function hers(): Promise<CircleId> {
    const id = await house.openCase(goran, [mira]);
    await house.assess(id, { level: 2, due: plus(monday, days(2)), by: mira });
    return id;
  }

  it('is not the one to whom it is escalated: another coordinator of the house is', async () => {
    await house.give(vera, ['focal-point', 'coordinator']);
    await hers();

    await house.until(plus(monday, days(2)));

    expect(heard(vera).flat()).toEqual(['YELLOW · review 1001']);
    expect(heard(mira).flat()).not.toContain('YELLOW · review 1001');
  });

  it('is not, even where nobody else coordinates: then the director is told', async () => {
    await house.give(lena, ['director']);
    await hers();

    await house.until(plus(monday, days(2)));

    expect(heard(lena).flat()).toEqual(['YELLOW · review 1001']);
    expect(heard(mira).flat()).toEqual(['Review 1001: due now.']);
  });

  it('is not told twice of a measure either: who coordinates besides her is', async () => {
    await house.give(vera, ['coordinator']);
    const id = await house.openCase(goran, [mira]);
    await house.measure(id, mira, inBelgrade(5, 4, 15));

    await house.until(inBelgrade(5, 4, 15));

    expect(heard(mira).flat()).toEqual(['Task for 1001: due now.']);
    expect(heard(vera).flat()).toEqual(['Task for 1001: overdue since 04.05. 15:00.']);
  });
});
