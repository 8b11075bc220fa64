import type { CircleId } from '../../src/domain/circle/circle.js';
import { days, hours, minus, minutes, plus, type Instant } from '../../src/domain/shared/time.js';
import type { Identity } from '../../src/e2ee/shared/identity.js';
import type { MeasureChange } from '../../src/server/reviews/change-measure.js';
import type { MeasureOwner } from '../../src/server/reviews/measure.repository.js';
import { aMeasureId, makeReviewsDatabase, ReviewsHouse } from '../builders/reviews-house.js';
import { inBelgrade } from '../builders/working-week.js';
import { goran, lena, mira, refusalFrom, staffIdOf, vera } from '../server/circles/circles-house.js';
import type { TestDatabase } from '../server/support/test-database.js';

let db: TestDatabase;
let house: ReviewsHouse;
let id: CircleId;
beforeAll(async () => {
  db = await makeReviewsDatabase();
});
beforeEach(async () => {
  house = await ReviewsHouse.open(db);
  id = await house.openCase(goran, [mira, lena]);
  await house.assess(id, { level: 1 });
});
afterAll(() => db.drop());

const of = (one: Identity): MeasureOwner => ({ is: 'person', staffId: staffIdOf(one) });
const set = (
  wish: { id?: string; owner?: MeasureOwner; due?: Instant; seen?: number } = {},
  caller = goran,
) => {
  const measure = { id: aMeasureId(), owner: of(lena), due: inBelgrade(5, 6, 11), seen: 0, ...wish };
  return house.circles.write(
    async (tx) => (await house.setMeasures.run(tx, id, [measure], staffIdOf(caller)))[0]!,
  );
};
const change = (measure: string, what: MeasureChange, caller = goran, seen = 1, isCoordinator = false) =>
  house.circles.write((tx) =>
    house.changeMeasure.run(
      tx,
      { circle: id, id: measure },
      { change: what, seen },
      { staffId: staffIdOf(caller), isCoordinator },
    ),
  );
const tasksSaid = (one: Identity) => house.said(one).filter((text) => text.startsWith('Task'));

describe('a measure', () => {
  it('is remembered: its owner before and when it is due, the coordinator when it is late, by number only', async () => {
    await set();

    await house.until(inBelgrade(5, 8, 12));

    expect(tasksSaid(lena)).toEqual(['Task for 1001: due on 06.05. at 11:00.', 'Task for 1001: due now.']);
    expect(tasksSaid(mira)).toEqual([
      'Task for 1001: overdue since 06.05. 11:00.',
      'Task for 1001: still overdue, since 06.05. 11:00.',
    ]);
  });

  it('is left in peace when it is done, and asked for anew when it gets a new date', async () => {
    const done = await set();
    const moved = await set({ owner: of(goran) });
    await change(done.id, { state: 'done', effect: 'effective' });
    await change(moved.id, { due: inBelgrade(5, 12, 11) });

    await house.until(inBelgrade(5, 11, 12));

    expect(tasksSaid(lena)).toEqual([]);
    expect(tasksSaid(goran)).toEqual(['Task for 1001: due on 12.05. at 11:00.']);
  });

  it('that names a function reaches those in the circle who have it', async () => {
    house.functions.set(staffIdOf(lena), ['legal']);
    house.functions.set(staffIdOf(vera), ['legal']);
    await set({ owner: { is: 'function', name: 'legal' } });

    await house.until(inBelgrade(5, 6, 12));

    expect(tasksSaid(lena)).toHaveLength(2);
    expect(tasksSaid(vera)).toEqual([]);
  });

  it('whose owner left is shown, told to the coordinators, and given to somebody else', async () => {
    const { id: left } = await set({ due: inBelgrade(5, 6, 11) });
    await house.leave(lena);
    const ownerless = await house.measures.search(db.database.reader, {
      ownerlessGiven: { names: [], ids: [] },
      after: null,
      until: null,
      place: null,
      limit: 10,
    });
    const held = await house.held.heldBy(db.database.reader, staffIdOf(lena));

    await house.until(inBelgrade(5, 5, 12));
    await change(left, { owner: of(goran) }, mira, 1, true);
    await house.until(inBelgrade(5, 6, 12));

    expect(ownerless.map((one) => one.id)).toEqual([left]);
    expect(held).toContainEqual(expect.objectContaining({ kind: 'measure', id: left, number: 1001 }));
    expect(tasksSaid(mira)[0]).toBe('Task for 1001: due on 06.05. at 11:00.');
    expect(tasksSaid(goran)).toEqual(['Task for 1001: due now.']);
  });

  it('is refused with its field named, and nothing of the plan is kept', async () => {
    const known = await set();
    const due = plus(house.now, days(400));
    const both = house.circles.write((tx) =>
      house.setMeasures.run(
        tx,
        id,
        [
          { id: aMeasureId(), owner: of(goran), due: inBelgrade(5, 7, 9), seen: 0 },
          { id: aMeasureId(), owner: of(goran), due, seen: 0 },
        ],
        staffIdOf(goran),
      ),
    );

    expect(await refusalFrom(both)).toBe('measure-refused: measures.1.due');
    expect(await refusalFrom(set({ owner: of(vera) }))).toBe('measure-refused: measures.0.owner');
    expect(await refusalFrom(set({ due: minus(house.now, days(31)) }))).toBe(
      'measure-refused: measures.0.due',
    );
    expect(await refusalFrom(set({ id: known.id }))).toBe('superseded');
    expect(await refusalFrom(change(known.id, { owner: of(vera) }))).toBe('measure-refused: owner');
    expect(await refusalFrom(change(known.id, { state: 'done' }, goran, 7))).toBe('superseded');
    expect(await refusalFrom(change(known.id, { state: 'done' }, vera))).toBe('circle-unknown');
    expect(await refusalFrom(change(known.id, { state: 'done' }, vera, 1, true))).toBe(
      'circle-right-missing',
    );
    expect(await refusalFrom(change(aMeasureId(), { state: 'done' }))).toBe('measure-unknown');
    const all = await house.measures.search(db.database.reader, {
      circle: id,
      after: null,
      until: null,
      place: null,
      limit: 10,
    });
    expect(all.map((one) => one.id)).toEqual([known.id]);
  });
});

describe('the one who holds a review', () => {
  it('stays with the colleague to whom it was handed, until somebody assesses anew', async () => {
    const { id: review } = await house.review(id);
    const order = { kind: 'review', id: review, from: staffIdOf(goran), to: staffIdOf(lena) } as const;
    await house.circles.write((tx) => house.held.handOver(tx, order));
    await house.date(id, inBelgrade(5, 20, 9));
    const handed = (await house.review(id)).holder;
    house.skipTo(plus(house.now, days(1)));
    await house.assess(id, { level: 2 });

    expect([handed, (await house.review(id)).holder]).toEqual([staffIdOf(lena), staffIdOf(goran)]);
  });

  it('is followed by a colleague when she leaves, so that somebody is always reminded', async () => {
    const before = await house.review(id);

    await house.leave(goran);

    expect(before.holder).toBe(staffIdOf(goran));
    expect([staffIdOf(mira), staffIdOf(lena)]).toContain((await house.review(id)).holder);
  });
});

describe('the summary of the day', () => {
  it('counts what is overdue and due, once a working day, and says nothing on a quiet one', async () => {
    await set({ owner: of(goran), due: inBelgrade(5, 5, 15) });
    const digests = (one: Identity) => house.said(one).filter((text) => text.startsWith('Overdue'));
    const sum = async (at: Instant) => {
      house.skipTo(at);
      await Promise.all([house.digest.run(), house.digest.run()]);
      await house.night.relay.drain();
    };

    await sum(inBelgrade(5, 5, 7));
    const early = digests(goran);
    await sum(inBelgrade(5, 5, 8));
    await sum(plus(inBelgrade(5, 5, 8), minutes(5)));
    await sum(inBelgrade(5, 6, 8));
    await sum(plus(inBelgrade(5, 9, 8), hours(3)));

    expect(early).toEqual([]);
    expect(digests(goran)).toEqual([
      'Overdue: 0. Due today: 1. Due within seven days: 0. The console has the list.',
      'Overdue: 1. Due today: 0. Due within seven days: 0. The console has the list.',
    ]);
    expect(digests(lena)).toEqual([]);
  });
});
