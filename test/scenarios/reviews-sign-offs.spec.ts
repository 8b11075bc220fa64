import type { CircleId } from '../../src/domain/circle/circle.js';
import { days, hours, minutes, plus, type Instant } from '../../src/domain/shared/time.js';
import type { Identity } from '../../src/e2ee/shared/identity.js';
import { makeReviewsDatabase, ReviewsHouse } from '../builders/reviews-house.js';
import { inBelgrade } from '../builders/working-week.js';
import {
  everything,
  goran,
  lena,
  mira,
  readOnly,
  refusalFrom,
  to,
  vera,
} from '../server/circles/circles-house.js';
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
const asked = (one: Identity) => house.said(one).filter((text) => text.includes('second signature'));
const missing = async (id: CircleId) => (await house.review(id)).awaitsSignOff;

describe('a level that a supervisor has to sign', () => {
  it('is high or extreme; low and medium are signed by the case worker alone', async () => {
    const id = await house.openCase();
    const seen: boolean[] = [];
    for (const level of [1, 2, 3, 4] as const) {
      house.skipTo(plus(house.now, minutes(10)));
      await house.assess(id, { level });
      seen.push(await missing(id));
    }

    expect(seen).toEqual([false, false, true, true]);
  });

  it('asks the coordinator at once, again when it is late and a day after, by number and in working hours', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 3 });
    const { due } = await house.review(id);

    await house.until(plus(monday, days(4)));

    expect(asked(mira)).toEqual([
      'Review 1001: a second signature is wanted, by 05.05. 10:00.',
      'Review 1001: the second signature is missing since 05.05. 10:00.',
      'Review 1001: the second signature is missing since 05.05. 10:00.',
    ]);
    expect([goran, vera].flatMap(asked)).toEqual([]);
    expect([await missing(id), (await house.review(id)).due]).toEqual([true, due]);
  });

  it('is left in peace once another person has signed, and neither date nor level moves for it', async () => {
    const id = await house.openCase();
    const statement = await house.assess(id, { level: 4 });
    const before = await house.review(id);
    await house.until(plus(monday, hours(1)));

    await house.signOff(id, statement);
    const after = await house.review(id);
    await house.until(plus(monday, hours(23)));

    expect([before.awaitsSignOff, after.awaitsSignOff]).toEqual([true, false]);
    expect([after.due, after.latest, after.level]).toEqual([before.due, before.latest, before.level]);
    expect(asked(mira)).toHaveLength(1);
  });

  it('is asked for anew with every assessment: an old signature does not stand for a new one', async () => {
    const id = await house.openCase();
    await house.signOff(id, await house.assess(id, { level: 3 }));
    house.skipTo(plus(monday, days(1)));

    await house.assess(id, { level: 3 });
    await house.work();

    expect(await missing(id)).toBe(true);
    expect(asked(mira)).toEqual(['Review 1001: a second signature is wanted, by 06.05. 10:00.']);
  });

  it('is counted in the summary of every working day for who coordinates, until somebody has signed', async () => {
    const counted = (one: Identity) =>
      house.said(one).flatMap((text) => text.match(/Second signatures missing: \d+/g) ?? []);
    const sum = async (at: Instant) => {
      house.skipTo(at);
      await Promise.all([house.digest.run(), house.digest.run()]);
      await house.night.relay.drain();
    };
    await house.give(lena, ['coordinator']);
    await house.assess(await house.openCase(lena, [goran]), { level: 3, by: lena });
    const id = await house.openCase();
    const statement = await house.assess(id, { level: 3 });

    await sum(plus(monday, hours(1)));
    await sum(inBelgrade(5, 5, 13));
    const early = [mira, lena].flatMap(counted);
    await sum(inBelgrade(5, 6, 8));
    await sum(plus(inBelgrade(5, 6, 8), minutes(5)));
    await house.signOff(id, statement);
    await sum(inBelgrade(5, 7, 8));

    expect(early).toEqual([]);
    expect(counted(mira)).toEqual(['Second signatures missing: 2', 'Second signatures missing: 1']);
    expect(counted(lena)).toEqual(['Second signatures missing: 1']);
    expect([goran, vera].flatMap(counted)).toEqual([]);
  });

  it('is not signed by its author, and where she coordinates alone every other coordinator is told', async () => {
    const id = await house.openCase(mira, [goran]);
    const statement = await house.assess(id, { level: 3, by: mira });
    await house.give(lena, ['coordinator']);

    await house.until(plus(monday, hours(1)));

    expect(await refusalFrom(house.signOff(id, statement, mira))).toBe('sign-off-refused: second-signer');
    expect([asked(mira), asked(lena)]).toEqual([[], [expect.stringContaining('second signature')]]);
  });

  it('is asked of somebody in the house when the circle has no coordinator, or one who may only read', async () => {
    const alone = await house.openCase(goran, []);
    await house.assess(alone, { level: 3 });
    const read = await house.circles
      .as(goran)
      .open('client-case', [to(goran, everything), to(mira, readOnly)]);
    await house.assess(read, { level: 3 });

    await house.until(plus(monday, hours(1)));

    expect(asked(mira).map((text) => text.slice(0, 11))).toEqual(['Review 1001', 'Review 1002']);
  });

  it('is asked of the director when nobody else coordinates, so that somebody is appointed', async () => {
    await house.give(vera, ['director']);
    const id = await house.openCase(mira, []);

    await house.assess(id, { level: 3, by: mira });
    await house.until(plus(monday, hours(1)));

    expect(asked(vera)).toHaveLength(1);
  });

  it('wakes nobody: stated at night, it waits for the morning', async () => {
    house.skipTo(inBelgrade(5, 9, 3));
    const id = await house.openCase();
    await house.assess(id, { level: 3 });

    await house.until(inBelgrade(5, 11, 7, 59));
    const before = asked(mira);
    await house.until(inBelgrade(5, 11, 8));

    expect([before, asked(mira)]).toEqual([
      [],
      ['Review 1001: a second signature is wanted, by 12.05. 08:00.'],
    ]);
  });

  it('is forgotten neither by a lost job nor by an outage, and said once however often somebody looks', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 3 });

    house.skipTo(plus(monday, days(6)));
    await Promise.all([house.work(), house.work()]);
    await house.work();

    expect(asked(mira)).toEqual(['Review 1001: the second signature is missing since 05.05. 10:00.']);
  });

  it('is asked for in cases that were there before anybody asked for signatures', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 3 });
    await db.source.query('delete from review_sign_off');
    await db.source.query('update review set awaits_sign_off = false');
    await db.source.query('update review_circle set planned_by = 0');

    await house.work();

    expect([await missing(id), asked(mira).length]).toEqual([true, 1]);
  });

  it('ends with its case, and is asked for again when that is opened again', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 3 });
    await house.stand(id, 'closed');
    await house.until(plus(monday, days(2)));
    const closed = asked(mira);

    await house.stand(id, 'open');
    await house.work();

    expect(closed).toEqual([]);
    expect(asked(mira)).toHaveLength(1);
  });
});

describe('a case that becomes high or extreme', () => {
  it('calls the focal point: high without a sound, extreme aloud at night and up the ladder until somebody has it', async () => {
    const id = await house.openCase();
    house.skipTo(inBelgrade(5, 4, 23));
    await house.assess(id, { level: 3 });
    await house.work();
    const high = house.said(vera);

    await house.assess(id, { level: 4 });
    await house.until(plus(house.now, minutes(31)));

    expect(high).toEqual(['YELLOW · review 1001']);
    expect(house.said(vera)).toContain('LOUD ORANGE · review 1001');
    expect(house.said(lena)).toContain('LOUD ORANGE · review 1001');
    expect(await house.openAlerts()).toEqual(['level-extreme']);
  });

  it('calls once for a rise, not for each assessment, and lets people go when the level falls', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 4 });
    await house.work();
    house.skipTo(plus(monday, minutes(1)));
    await house.assess(id, { level: 4 });
    await house.work();
    const twice = house.said(vera).length;

    await house.assess(id, { level: 3 });

    expect([twice, await house.openAlerts()]).toEqual([1, []]);
  });

  it('calls nobody any more when it is closed, and calls again when it is opened again', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 4 });

    await house.stand(id, 'closed');
    const closed = await house.openAlerts();
    await house.stand(id, 'open');

    expect([closed, await house.openAlerts()]).toEqual([[], ['level-extreme']]);
  });

  it('calls when an override has ended, though nobody touched the case', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 3 });
    await house.signOff(
      id,
      await house.assess(id, { level: 4, inForce: 3, loweredFor: days(2), due: plus(monday, days(2)) }),
    );
    expect(await house.openAlerts()).toEqual([]);

    await house.until(plus(monday, days(2)));

    expect(await house.openAlerts()).toEqual(['level-extreme', 'review-overdue']);
  });
});
