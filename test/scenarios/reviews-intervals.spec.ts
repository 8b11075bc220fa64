import { days, hours, minutes, minus, plus } from '../../src/domain/shared/time.js';
import { makeReviewsDatabase, ReviewsHouse } from '../builders/reviews-house.js';
import { inBelgrade, roundTheClock } from '../builders/working-week.js';
import { goran, mira, vera } from '../server/circles/circles-house.js';
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

describe('the next review of a case', () => {
  it.each([
    [1, {}, days(30)],
    [2, {}, days(30)],
    [3, {}, days(7)],
    [4, {}, hours(24)],
    [1, { provisional: true }, days(7)],
    [2, { provisional: true }, days(7)],
    [2, { provisional: true, criticalUnknown: true }, hours(72)],
    [3, { criticalUnknown: true }, hours(72)],
    [4, { criticalUnknown: true }, hours(24)],
  ] as const)('of level %i %j comes no later than the instrument says', async (level, known, span) => {
    house = await ReviewsHouse.open(db, roundTheClock);
    const id = await house.openCase();

    await house.assess(id, { level, ...known });

    expect(await house.review(id)).toMatchObject({
      level,
      due: plus(monday, span),
      latest: plus(monday, span),
    });
  });

  it('is due within 72 hours of its opening while nobody has assessed anything', async () => {
    const id = await house.openCase();

    expect(await house.review(id)).toMatchObject({
      level: null,
      because: 'first',
      latest: plus(monday, hours(72)),
    });
  });

  it('stops with the case and begins again with it; dormant cases go on', async () => {
    const id = await house.openCase();
    const change = (seen: number, state: 'open' | 'dormant' | 'closed') =>
      house.circles.write((tx) =>
        house.circles.changeCase.run(
          tx,
          id,
          {
            change: {
              standing: (state === 'closed'
                ? { state, reason: 'completed' }
                : { state, reason: null }) as never,
            },
            seen,
          },
          house.circles.as(goran).id,
        ),
      );
    await house.assess(id, { level: 4 });

    await change(1, 'dormant');
    const dormant = await house.review(id);
    await change(2, 'closed');
    const closed = house.review(id);
    await expect(closed).rejects.toThrow('No review is planned.');
    await house.until(plus(monday, days(3)));
    await change(3, 'open');

    expect(dormant.due).toBe(plus(monday, hours(24)));
    expect(house.said(mira)).toEqual([]);
    expect((await house.review(id)).due).toBe(plus(monday, hours(24)));
  });
});

describe('what is done about a review that nobody makes', () => {
  it('reminds and tells the one who holds it, then calls the coordinator, and again after a day; nobody is woken', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 2, due: plus(monday, days(7)) });
    const { due } = await house.review(id);

    await house.until(minus(due, minutes(1)));
    const before = house.said(goran);
    await house.until(plus(due, days(10)));

    expect(due).toBe(inBelgrade(5, 11, 10));
    expect(before).toEqual(['Review 1001: due on 11.05. at 10:00.']);
    expect(house.said(goran).slice(1)).toEqual(['Review 1001: due now.']);
    expect(house.said(mira)).toEqual([
      expect.stringContaining('review 1001'),
      expect.stringContaining('YELLOW · review 1001'),
    ]);
    expect(house.said(vera)).toEqual([]);
    expect(await house.done()).toEqual([
      { step: 'remind', at: inBelgrade(5, 8, 15) },
      { step: 'due', at: due },
      { step: 'overdue', at: due },
      { step: 'overdue-again', at: inBelgrade(5, 12, 10) },
    ]);
  });

  it('wakes people at night when the level is extreme, and is quiet as soon as it is made', async () => {
    house.skipTo(inBelgrade(5, 4, 23));
    const id = await house.openCase();
    await house.assess(id, { level: 4 });

    await house.until(inBelgrade(5, 5, 23, 20));
    const woken = [mira, goran, vera].map((one) => house.said(one).filter((text) => text.startsWith('LOUD')));
    await house.assess(id, { level: 4 });
    await house.work();

    expect(woken.map((texts) => texts[0])).toEqual([
      'LOUD ORANGE · review 1001',
      'LOUD ORANGE · review 1001',
      'LOUD ORANGE · review 1001',
    ]);
    expect(await house.openAlerts()).toEqual(['level-extreme']);
  });

  it('never lowers a level by the passing of time', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 3 });

    await house.until(plus(monday, days(30)));

    expect((await house.review(id)).level).toBe(3);
  });
});

describe('an override', () => {
  it('downwards counts from the second signature to its end, and an extreme level then wakes again', async () => {
    const id = await house.openCase();
    const statement = await house.assess(id, {
      level: 4,
      inForce: 3,
      loweredFor: days(3),
      due: plus(monday, days(7)),
    });
    const before = await house.review(id);
    await house.signOff(id, statement);
    const signed = await house.review(id);
    await house.until(plus(monday, days(3)));

    expect([before.level, before.awaitsSignOff]).toEqual([4, true]);
    expect([signed.level, signed.latest]).toEqual([3, plus(monday, days(3))]);
    expect((await house.review(id)).level).toBe(4);
    expect((await house.review(id)).due).toBe(plus(monday, days(3)));
    expect(house.said(vera)).toContain('LOUD ORANGE · review 1001');
    expect(await house.openAlerts()).toEqual(['level-extreme', 'review-overdue']);
  });
});
