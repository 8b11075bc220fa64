import { days, hours, minutes, plus } from '../../src/domain/shared/time.js';
import { alarmStates } from '../../src/e2ee/circle/alarm.js';
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
const overdue = inBelgrade(5, 6, 10);
/** Everybody was told of the date, twice, and nobody assessed. */
const neglected = inBelgrade(5, 18, 10);

async function aNeglectedCase() {
  const id = await house.openCase(goran, [mira, lena]);
  await house.assess(id, { level: 3, due: overdue });
  await house.until(neglected);
  await house.endAlerts(mira);
  return id;
}
const heard = () => ({ goran: house.said(goran).length, mira: house.said(mira).length });
const since = (before: ReturnType<typeof heard>) => ({
  goran: house.said(goran).slice(before.goran),
  mira: house.said(mira).slice(before.mira),
});

describe('something that happens in a case whose review is late already', () => {
  it('is a deadline of its own: the holder is told, the coordinator called, and again after a day', async () => {
    const id = await aNeglectedCase();
    const before = heard();

    await house.happened(id, plus(neglected, hours(1)), lena);
    const review = await house.review(id);
    await house.until(plus(neglected, days(3)));

    expect(review).toMatchObject({ due: overdue, because: 'trigger', taken: null });
    expect(since(before).goran).toContain('Review 1001: due now.');
    expect(since(before).mira.filter((text) => text === 'YELLOW · review 1001')).toHaveLength(2);
    expect((await house.done()).slice(-3)).toEqual([
      { step: 'due', at: plus(neglected, hours(1)) },
      { step: 'overdue', at: plus(neglected, hours(1)) },
      { step: 'overdue-again', at: plus(neglected, hours(25)) },
    ]);
  });

  it('wakes people when the case is extreme, at the hour that the event leaves', async () => {
    const id = await house.openCase(goran, [mira, lena]);
    await house.assess(id, { level: 4 });
    for (const day of [5, 6]) {
      await house.until(inBelgrade(5, day, 10, 1));
      await house.endAlerts(vera);
    }
    const rung = house.said(vera).length;
    house.skipTo(inBelgrade(5, 10, 23));

    await house.happened(id, inBelgrade(5, 11, 0), lena);
    await house.until(inBelgrade(5, 10, 23, 59));
    const early = house.said(vera).slice(rung);
    await house.until(inBelgrade(5, 11, 0));

    expect(early).toEqual([]);
    expect(house.said(vera).slice(rung)).toEqual(['LOUD ORANGE · review 1001']);
  });

  it('takes nothing from what was still to be done about the first date', async () => {
    const id = await house.openCase(goran, [mira, lena]);
    await house.assess(id, { level: 2, due: overdue });
    await house.until(plus(overdue, hours(1)));
    const before = heard();

    // A change of guardianship leaves two days; the second call about the old date would come before.
    await house.happened(id, plus(overdue, hours(49)), lena);
    await house.until(plus(overdue, hours(24)));

    expect(since(before).mira).toContain('YELLOW · review 1001');
  });

  it('puts off no call that was due and not made yet, because no worker had come by', async () => {
    const id = await house.openCase(goran, [mira, lena]);
    await house.assess(id, { level: 2, due: overdue });
    house.skipTo(plus(overdue, minutes(1)));

    await house.happened(id, plus(overdue, hours(40)), lena);
    await house.until(plus(overdue, minutes(5)));

    expect(house.said(goran)).toContain('Review 1001: due now.');
    expect(house.said(mira)).toContain('YELLOW · review 1001');
    expect((await house.review(id)).because).toBe('trigger');
  });

  it('starts anew with each event, and with none of them twice, whatever rings', async () => {
    const id = await aNeglectedCase();
    await house.happened(id, plus(neglected, hours(4)), lena);
    const { id: ref } = await house.review(id);
    await house.until(plus(neglected, hours(4)));
    const first = heard();
    await house.happened(id, plus(neglected, hours(5)), lena);
    const ring = () =>
      Promise.all([house.advance.ring(ref), house.advance.run(), house.advance.ring(ref), house.stale.run()]);
    await ring();

    house.skipTo(plus(neglected, hours(5)));
    for (let time = 0; time < 3; time += 1) await ring();
    await house.work();

    expect(since(first).goran.filter((text) => text === 'Review 1001: due now.')).toHaveLength(1);
    expect(since(first).mira.filter((text) => text.startsWith('YELLOW'))).toHaveLength(1);
  });

  it('that was over when it was written down is due at once', async () => {
    const id = await aNeglectedCase();
    const before = heard();

    await house.happened(id, plus(overdue, hours(1)), lena);
    await house.work();

    expect(since(before).goran).toContain('Review 1001: due now.');
    expect(since(before).mira).toContain('YELLOW · review 1001');
  });

  it('leaves the call of before in force when it was written down by mistake and is cleared', async () => {
    const id = await house.openCase(goran, [mira, lena]);
    await house.assess(id, { level: 2, due: overdue });
    await house.until(plus(overdue, hours(1)));
    const alarm = await house.happened(id, plus(overdue, hours(5)), lena);
    await house.putAlarm(
      id,
      { alarm, counter: 2, due: plus(overdue, hours(5)), state: alarmStates.cleared },
      lena,
    );
    await house.work();

    expect(await house.openAlerts()).toEqual(['review-overdue-quiet']);
    expect(await house.review(id)).toMatchObject({ because: 'level', due: overdue });
  });

  it('ends with an assessment, as everything else does', async () => {
    const id = await aNeglectedCase();
    await house.happened(id, plus(neglected, hours(1)), lena);
    await house.until(plus(neglected, hours(2)));

    await house.assess(id, { level: 2 });
    await house.work();

    expect(await house.review(id)).toMatchObject({ because: 'level', due: plus(house.now, days(30)) });
    expect(await house.openAlerts()).toEqual([]);
  });
});

describe('a date in a case whose review is late already', () => {
  it('is told of as any date is: a reminder, the day itself, and the coordinator', async () => {
    const id = await house.openCase(goran, [mira, lena]);
    await house.assess(id, { level: 2, due: overdue });
    await house.date(id, inBelgrade(5, 20, 11));
    await house.until(inBelgrade(5, 19, 10));
    const before = heard();

    await house.until(plus(inBelgrade(5, 20, 11), minutes(1)));

    expect(since(before)).toEqual({
      goran: ['Review 1001: due on 20.05. at 11:00.', 'Review 1001: due now.'],
      mira: ['YELLOW · review 1001'],
    });
    expect(await house.review(id)).toMatchObject({ because: 'alarm', due: overdue });
  });

  it('is told of once when it falls into what is still being done about the first', async () => {
    const id = await house.openCase(goran, [mira, lena]);
    await house.assess(id, { level: 2, due: overdue });
    await house.date(id, plus(overdue, hours(3)));

    await house.until(plus(monday, days(14)));

    expect((await house.done()).map(({ step }) => step)).toEqual(['due', 'overdue', 'overdue-again']);
  });
});
