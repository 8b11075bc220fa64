import type { CircleId } from '../../src/domain/circle/circle.js';
import { days, hours, minutes, plus } from '../../src/domain/shared/time.js';
import type { Identity } from '../../src/e2ee/shared/identity.js';
import { makeReviewsDatabase, ReviewsHouse } from '../builders/reviews-house.js';
import { inBelgrade } from '../builders/working-week.js';
import { everything, goran, lena, mira, refusalFrom, to, vera } from '../server/circles/circles-house.js';
import type { TestDatabase } from '../server/support/test-database.js';

let db: TestDatabase;
let house: ReviewsHouse;
beforeAll(async () => {
  db = await makeReviewsDatabase();
});
beforeEach(async () => {
  house = await ReviewsHouse.open(db);
  house.instrument = 'PSRA';
});
afterAll(() => db.drop());

const monday = inBelgrade(5, 4, 10);
const whole = { after: null, until: null, place: null, limit: 10 } as const;
const idOf = (one: Identity) => house.circles.as(one).id;

/** Goran's file about himself, read by those whom he names. */
const fileOf = (...named: Identity[]): Promise<CircleId> => {
  const recipients = [goran, ...named].map((one) => to(one, everything));
  return house.circles.as(goran).open('worker-file', recipients, { subject: goran });
};
const overdue = (one: Identity) => house.said(one).filter((text) => text.includes('overdue'));

describe('what is overdue in a worker’s file', () => {
  it('wakes her and those whom she named when it is extreme, and nobody else in the house learns of it', async () => {
    house.skipTo(inBelgrade(5, 4, 2));
    const file = await fileOf(vera);
    await house.assess(file, { level: 4 });

    await house.until(plus(monday, days(3)));

    const said = ['LOUD Review 1: overdue since 04.05. 15:00.', 'LOUD Review 1: overdue since 04.05. 15:00.'];
    expect([goran, vera].map(overdue)).toEqual([said, said]);
    expect([mira, lena].flatMap((one) => house.said(one))).toEqual([]);
    expect(await house.openAlerts()).toEqual([]);
  });

  it('is told without a sound below that, and a day later to a director when she is alone in it', async () => {
    await house.give(lena, ['director']);
    const file = await fileOf();
    await house.assess(file, { level: 3, due: plus(monday, days(1)) });

    await house.until(plus(monday, hours(25)));
    const first = [goran, lena].map(overdue);
    await house.until(plus(monday, days(4)));

    expect(first).toEqual([['Review 1: overdue since 05.05. 10:00.'], []]);
    expect(overdue(lena)).toEqual(['Review 1: overdue since 05.05. 10:00.']);
    expect([mira, vera].flatMap((one) => house.said(one))).toEqual([]);
  });

  it('of its measures is told to them too, and a coordinator whom it does not name gives them to nobody', async () => {
    const file = await fileOf(vera);
    const measure = await house.measure(file, goran, plus(monday, hours(2)));
    const give = { change: { owner: { is: 'person', staffId: idOf(vera) } }, seen: 1 } as const;
    const asMira = { staffId: idOf(mira), isCoordinator: true };

    await house.until(plus(monday, days(2)));

    expect([goran, vera].map((one) => overdue(one).length)).toEqual([2, 2]);
    expect(house.said(mira)).toEqual([]);
    const giving = house.circles.write((tx) =>
      house.changeMeasure.run(tx, { circle: file, id: measure }, give, asMira),
    );
    expect(await refusalFrom(giving)).toBe('circle-unknown');
  });

  it('is in no list of the whole house but for those whom it names, nor among what somebody who goes leaves behind', async () => {
    const own = await house.openCase(goran, []);
    const file = await fileOf(vera);
    await house.assess(file, { level: 4 });
    await house.measure(file, goran, plus(monday, days(2)));
    const listed = async (one: Identity) => {
      const asked = { ...whole, seenBy: idOf(one) };
      const reviews = await house.reviews.search(db.database.reader, asked);
      const measures = await house.measures.search(db.database.reader, asked);
      return [...reviews, ...measures].map(({ circle }) => circle);
    };
    const left = await house.circles.write((tx) => house.held.heldBy(tx, idOf(goran)));

    expect(await listed(mira)).toEqual([own]);
    expect((await listed(vera)).sort()).toEqual([own, file, file].sort());
    expect(left.map(({ kind, number }) => [kind, number])).toEqual([['review', 1001]]);
  });

  it('asks nobody outside it for a second signature, and is in nobody’s summary', async () => {
    const file = await fileOf(vera);
    await house.assess(file, { level: 4, inForce: 3, loweredFor: hours(48) });

    await house.until(plus(monday, days(2)));
    house.skipTo(plus(inBelgrade(5, 6, 9), minutes(1)));
    await house.digest.run();
    await house.night.relay.drain();

    expect((await house.review(file)).awaitsSignOff).toBe(true);
    const asked = [goran, vera].map((one) => house.said(one).filter((text) => /second signature/.test(text)));
    expect(asked.map((texts) => texts.length)).toEqual([3, 3]);
    expect([mira, lena].flatMap((one) => house.said(one))).toEqual([]);
  });
});
