import fc from 'fast-check';
import type { CircleId } from '../../src/domain/circle/circle.js';
import { longestInterval } from '../../src/domain/circle/level-rules.js';
import { dueAround, TRIGGERS } from '../../src/domain/review/triggers.js';
import { days, hours, minus, plus, type Instant } from '../../src/domain/shared/time.js';
import { alarmStates } from '../../src/e2ee/circle/alarm.js';
import { makeReviewsDatabase, ReviewsHouse } from '../builders/reviews-house.js';
import { inBelgrade } from '../builders/working-week.js';
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

const alarmsSet = () => house.night.alarms.parcels.filter(({ topic }) => topic === 'review');

describe('jobs', () => {
  it('that are lost change nothing: the sweep finds what is due', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 2, due: inBelgrade(5, 6, 11) });
    expect(alarmsSet().length).toBe(0);
    await house.night.relay.drain();
    expect(alarmsSet().length).toBeGreaterThan(0);

    // No alarm ever rings in this house: what is done is done by sweeps.
    await house.until(inBelgrade(5, 8, 12));

    expect((await house.done()).map(({ step }) => step)).toEqual([
      'remind',
      'due',
      'overdue',
      'overdue-again',
    ]);
  });

  it('that come twice, at once, early or for nothing do everything once', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 2, due: inBelgrade(5, 6, 11) });
    const { id: ref } = await house.review(id);
    const ringAll = () =>
      Promise.all([
        house.advance.ring(ref),
        house.advance.ring(ref),
        house.advance.run(),
        house.advance.run(),
      ]);

    await ringAll();
    for (const at of [
      inBelgrade(5, 5, 11),
      inBelgrade(5, 6, 11),
      inBelgrade(5, 7, 11),
      inBelgrade(5, 9, 11),
    ]) {
      house.skipTo(at);
      await ringAll();
      await house.work();
    }
    await house.advance.ring('00000000-0000-4000-8000-000000000000');

    expect(house.said(goran)).toEqual(['Review 1001: due on 06.05. at 11:00.', 'Review 1001: due now.']);
    expect(house.said(mira)).toHaveLength(2);
    expect(await house.done()).toHaveLength(4);
  });

  it('missed in an outage are made up for: one call, no reminder of what is overdue', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 2, due: inBelgrade(5, 6, 11) });

    house.skipTo(inBelgrade(5, 20, 9));
    await house.work();

    expect((await house.done()).map(({ step }) => step)).toEqual(['due', 'overdue-again']);
    expect(house.said(mira)).toEqual(['YELLOW · review 1001']);
  });
});

describe('days on which the clocks change', () => {
  it.each([
    ['of 23 hours', inBelgrade(3, 28, 21), inBelgrade(3, 29, 22)],
    ['of 25 hours', inBelgrade(10, 24, 21), inBelgrade(10, 25, 20)],
  ])(
    '%s: an extreme level is reviewed after 24 hours, whatever the clock on the wall shows',
    async (_day, assessed, due) => {
      house.skipTo(assessed);
      const id = await house.openCase();
      await house.assess(id, { level: 4 });

      await house.until(plus(due, hours(1)));

      expect((await house.review(id)).due).toBe(due);
      expect(house.said(vera)).toContain('LOUD ORANGE · review 1001');
    },
  );

  it('leave everything else in working hours by the clock on the wall', async () => {
    house.skipTo(inBelgrade(2, 27, 11));
    const id = await house.openCase();
    await house.assess(id, { level: 2 });

    expect(await house.review(id)).toMatchObject({
      latest: inBelgrade(3, 29, 12),
      due: inBelgrade(3, 27, 15),
    });
  });
});

describe('a year of a case with sixty events', () => {
  /** What can happen. @returns until when the review is due at the latest because of it; null: nothing new */
  const happenings = {
    assess: async (id, { level, provisional }) => {
      await house.assess(id, { level, provisional });
      return plus(house.now, longestInterval(level, { provisional, criticalUnknown: false }));
    },
    extreme: async (id) => {
      await house.assess(id, { level: 4 });
      const { latest } = await house.review(id);
      expect(latest).toBe(plus(house.now, hours(24)));
      await house.until(plus(house.now, hours(6)));
      await house.endAlerts();
      await house.assess(id, { level: 3 });
      return plus(house.now, days(7));
    },
    override: async (id) => {
      const due = plus(house.now, days(3));
      const statement = await house.assess(id, { level: 3, inForce: 2, loweredFor: days(3), due });
      await house.signOff(id, statement);
      return due;
    },
    happened: async (id, { within }) => {
      await house.happened(id, plus(house.now, hours(within)));
      return plus(house.now, hours(within));
    },
    mistaken: async (id, { within }) => {
      const due = plus(house.now, hours(within));
      const alarm = await house.happened(id, due);
      await house.putAlarm(id, { alarm, counter: 2, due, state: alarmStates.cleared });
      return null;
    },
    hearing: async (id, { within }) => {
      for (const due of dueAround(hearing, plus(house.now, days(8 + within)))) {
        await house.date(id, due);
        dates.push(due);
      }
      return null;
    },
    closed: async (id) => {
      await house.stand(id, 'closed');
      await house.until(plus(house.now, days(1)));
      await house.stand(id, 'open');
      return null;
    },
  } as const satisfies Record<string, (id: CircleId, how: Happening) => Promise<Instant | null>>;
  interface Happening {
    readonly gap: number;
    readonly what: string;
    readonly level: 1 | 2 | 3;
    readonly provisional: boolean;
    readonly within: number;
  }
  type What = keyof typeof happenings;
  const assesses: readonly What[] = ['assess', 'extreme', 'override'];
  const hearing = TRIGGERS.find(({ id }) => id === 'T04')!;
  let dates: Instant[] = [];
  const loud = () =>
    [goran, mira, vera].flatMap((one) => house.said(one)).filter((text) => text.startsWith('LOUD')).length;

  it('is never without a date, never later than the level, its events and its dates allow, and only what is extreme wakes people', async () => {
    const id = await house.openCase();
    const begin = house.now;
    const [events] = fc.sample(
      fc.array(
        fc.record({
          gap: fc.integer({ min: 48, max: 11 * 24 }),
          what: fc.constantFrom(...(Object.keys(happenings) as What[])),
          level: fc.constantFrom<1 | 2 | 3>(1, 2, 3),
          provisional: fc.boolean(),
          within: fc.integer({ min: 1, max: 48 }),
        }),
        { minLength: 60, maxLength: 60 },
      ),
      { seed: 4769, numRuns: 1 },
    );
    dates = [];
    let bound: Instant = plus(begin, hours(72));
    for (const event of events!) {
      const before = loud();
      await house.until(plus(house.now, hours(event.gap)));
      const due = await happenings[event.what](id, event);
      const isNew = assesses.includes(event.what);
      if (due !== null) bound = isNew ? due : (Math.min(bound, due) as Instant);
      // A review may be moved to the Friday before a date, and answers it.
      if (isNew) dates = dates.filter((date) => date > plus(house.now, days(4)));
      const review = await house.review(id);
      expect(review.latest).toBeLessThanOrEqual(Math.min(bound, ...dates));
      expect(review.due).toBeLessThanOrEqual(review.latest);
      if (event.what !== 'extreme') expect(loud()).toBe(before);
    }

    expect(new Set(events!.map(({ what }) => what)).size).toBe(Object.keys(happenings).length);
    expect(minus(house.now, begin as never)).toBeGreaterThan(days(330));
    const twice: unknown = await house.db.source.query(
      'select subject_id, due_at, step from review_step group by 1, 2, 3 having count(*) > 1',
    );
    expect(twice).toEqual([]);
  });
});
