import type { CircleId } from '../../src/domain/circle/circle.js';
import { days, hours, minutes, plus } from '../../src/domain/shared/time.js';
import { FollowEveryCircle } from '../../src/server/reviews/follow-every-circle.js';
import type { MeasureChange } from '../../src/server/reviews/change-measure.js';
import { makeReviewsDatabase, ReviewsHouse } from '../builders/reviews-house.js';
import { inBelgrade } from '../builders/working-week.js';
import {
  everything,
  goran,
  lena,
  mira,
  readOnly,
  refusalFrom,
  staffIdOf,
  stranger,
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
const wednesday = inBelgrade(5, 6, 11);
const everyRow = { after: null, until: null, place: null, limit: 50 } as const;

describe('a review is not forgotten', () => {
  it('when everybody in its case has left: no holder, and the coordinators of the house are called', async () => {
    const id = await house.openCase(goran, [lena]);
    await house.assess(id, { level: 2, due: plus(monday, days(2)) });
    await house.leave(lena);
    await house.leave(goran);

    const { holder, due } = await house.review(id);
    await house.until(due);

    expect(holder).toBeNull();
    expect(house.said(mira)).toEqual(['YELLOW · review 1001']);
  });

  it('when its holder cannot be reached: the coordinator is called at the same hour', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 2, due: plus(monday, days(2)) });
    await db.source.query('update staff set telegram_reachable = false where id = $1', [staffIdOf(goran)]);

    await house.until(plus(monday, days(2)));

    expect(house.said(goran)).toEqual([]);
    expect(house.said(mira)).toEqual(['YELLOW · review 1001']);
    const told: unknown = await db.source.query(`select step, told from review_step where step = 'due'`);
    expect(told).toEqual([{ step: 'due', told: 0 }]);
  });

  it('when its holder’s key was replaced: somebody else has it until she is in the case again', async () => {
    const id = await house.openCase(goran, [mira]);
    await house.assess(id, { level: 2 });

    house.circles.organisation.rotate('goran', 2, 4);
    await house.circles.write((tx) => house.circles.watchers.tell(tx, id));

    expect((await house.review(id)).holder).toBe(staffIdOf(mira));
  });

  it('when nobody told reviews of the circle at all', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 4 });
    await db.source.query('delete from review_circle');
    const { log } = house.night;
    const all = { run: async (_tx: unknown, after: CircleId | null) => (after === null ? [id] : []) };
    const every = new FollowEveryCircle(db.database, all, house.reviewed, house.follow, log);

    await every.run();

    expect(await house.review(id)).toMatchObject({ level: 4, due: plus(monday, hours(24)) });
  });

  it('when its case sleeps, and when it was closed and is opened again after the date', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 2, due: plus(monday, days(2)) });
    await house.stand(id, 'dormant');
    const dormant = (await house.review(id)).due;
    await house.stand(id, 'closed');
    await house.until(plus(monday, days(3)));
    const closed = house.said(mira);

    await house.stand(id, 'open');
    await house.work();

    expect([dormant, closed]).toEqual([plus(monday, days(2)), []]);
    expect(house.said(mira)).toEqual(['YELLOW · review 1001']);
  });

  it('when the clock ran ahead and was set back: what was said on a day that had not come is said again when it does', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 2, due: plus(monday, days(2)) });
    await house.measure(id, goran, wednesday);
    house.skipTo(plus(monday, days(9)));
    await house.work();
    const early = house.said(mira).length;

    house.skipTo(plus(monday, minutes(1)));
    await house.work();
    const right = house.said(mira).length;
    await house.until(inBelgrade(5, 6, 12));

    expect([early, right]).toEqual([2, 2]);
    expect(house.said(mira).slice(2)).toEqual([
      'YELLOW · review 1001',
      'Task for 1001: overdue since 06.05. 11:00.',
    ]);
    expect(house.said(goran).filter((text) => text === 'Review 1001: due now.')).toHaveLength(2);
  });

  it('and a clock that jumps ahead by a night costs a reminder, not the call', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 4 });
    await house.work();
    await house.endAlerts();

    house.skipTo(plus(monday, hours(30)));
    await house.work();

    expect(house.said(vera).filter((text) => text.startsWith('LOUD'))).toHaveLength(2);
    expect(await house.openAlerts()).toEqual(['review-overdue']);
  });
});

describe('measures and tasks of a closed case', () => {
  it('ring for nobody, whatever is left in the queue; when it is opened again everything that is late is told', async () => {
    const id = await house.openCase(goran, [mira, lena]);
    await house.assess(id, { level: 3 });
    const measure = await house.measure(id, lena, wednesday);
    const tasks = await house.tasks.search(db.database.reader, everyRow);
    await house.work();
    await house.stand(id, 'closed');
    const before = [goran, mira, lena].map((one) => house.said(one).length);

    house.skipTo(plus(monday, days(5)));
    await house.ringAll('measure', [measure]);
    await house.ringAll(
      'review-task',
      tasks.map((task) => task.id),
    );
    await house.work();
    const after = [goran, mira, lena].map((one) => house.said(one).length);
    await house.stand(id, 'open');
    await house.until(inBelgrade(5, 11, 8));

    expect(after).toEqual(before);
    expect(house.said(lena).filter((text) => text.startsWith('Task'))).not.toEqual([]);
    expect(house.said(mira)).toContain('Task for 1001: still overdue, since 06.05. 11:00.');
  });

  it('are not set ringing by a change while it is closed', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 1 });
    const measure = await house.measure(id, goran, wednesday);
    await house.stand(id, 'closed');

    await house.circles.write((tx) =>
      house.changeMeasure.run(
        tx,
        { circle: id, id: measure },
        { change: { due: inBelgrade(5, 7, 11) }, seen: 1 },
        { staffId: staffIdOf(goran), isCoordinator: false },
      ),
    );
    await house.until(inBelgrade(5, 8, 12));
    const closed = house.said(goran).filter((text) => text.startsWith('Task'));
    await house.stand(id, 'open');
    await house.work();

    expect(closed).toEqual([]);
    expect(house.said(goran).filter((text) => text.startsWith('Task'))).toEqual(['Task for 1001: due now.']);
  });
});

describe('who may change a measure', () => {
  const fields: Readonly<Record<string, MeasureChange>> = {
    state: { state: 'done' },
    effect: { effect: 'partly' },
    due: { due: inBelgrade(5, 20, 11) },
    owner: { owner: { is: 'function', name: 'legal' } },
    'state and due': { state: 'done', due: inBelgrade(5, 20, 11) },
  };
  const may = {
    'a member who may write': [goran, false, ['state', 'effect', 'due', 'owner', 'state and due']],
    'its owner, who may only read': [lena, false, ['state', 'effect']],
    'another member who may only read': [vera, false, []],
    'a coordinator who is not in the case': [mira, true, ['owner']],
    'somebody outside': [stranger, false, []],
  } as const;

  it.each(Object.entries(may))('%s', async (_who, [who, isCoordinator, allowed]) => {
    const id = await house.circles
      .as(goran)
      .open('client-case', [to(goran, everything), to(lena, readOnly), to(vera, readOnly)]);
    const done: string[] = [];
    for (const [name, change] of Object.entries(fields)) {
      const measure = await house.measure(id, lena, wednesday);
      const caller = { staffId: staffIdOf(who), isCoordinator };
      const refusal = await refusalFrom(
        house.circles.write((tx) =>
          house.changeMeasure.run(tx, { circle: id, id: measure }, { change, seen: 1 }, caller),
        ),
      );
      const [after] = (await house.measures.lock(db.database.reader, [measure])).values();
      if (refusal === 'nothing refused') done.push(name);
      else expect([name, after?.version, after?.state]).toEqual([name, 1, 'open']);
    }

    expect(done).toEqual(allowed);
  });

  it('is asked anew for everybody who was removed', async () => {
    const id = await house.openCase(goran, [lena]);
    const measure = await house.measure(id, lena, wednesday);
    await house.circles.as(goran).change(id, [to(goran, everything)]);

    const change = house.circles.write((tx) =>
      house.changeMeasure.run(
        tx,
        { circle: id, id: measure },
        { change: { state: 'done' }, seen: 1 },
        { staffId: staffIdOf(lena), isCoordinator: false },
      ),
    );

    expect(await refusalFrom(change)).toBe('circle-unknown');
  });
});
