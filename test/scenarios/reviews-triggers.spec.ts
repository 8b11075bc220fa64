import { dueAround, dueAfter, TRIGGERS } from '../../src/domain/review/triggers.js';
import { days, hours, minutes, minus, plus } from '../../src/domain/shared/time.js';
import { alarmStates } from '../../src/e2ee/circle/alarm.js';
import type { CircleId } from '../../src/domain/circle/circle.js';
import { makeReviewsDatabase, ReviewsHouse } from '../builders/reviews-house.js';
import { inBelgrade, roundTheClock } from '../builders/working-week.js';
import { goran, lena, mira, refusalFrom, stranger, vera } from '../server/circles/circles-house.js';
import type { TestDatabase } from '../server/support/test-database.js';

let db: TestDatabase;
let house: ReviewsHouse;
beforeAll(async () => {
  db = await makeReviewsDatabase();
});
beforeEach(async () => {
  house = await ReviewsHouse.open(db, roundTheClock);
});
afterAll(() => db.drop());

const monday = inBelgrade(5, 4, 10);

/** A circle in which an event of this kind can be recorded, assessed as low. */
async function circleFor(kind: (typeof TRIGGERS)[number]): Promise<CircleId> {
  const isCase = kind.kinds.includes('client-case');
  house.instrument = isCase ? 'VSRA' : 'PSRA';
  const id = isCase
    ? await house.openCase()
    : kind.kinds.includes('worker-file')
      ? await house.openCircle('worker-file', goran, goran)
      : await house.openCircle('organisation-file', mira);
  await house.assess(id, { level: 1, by: isCase || kind.kinds.includes('worker-file') ? goran : mira });
  return id;
}
const by = (kind: (typeof TRIGGERS)[number]) =>
  kind.kinds.includes('client-case') || kind.kinds.includes('worker-file') ? goran : mira;

describe('an event', () => {
  it.each(TRIGGERS.map((kind) => [kind.id, kind] as const))(
    '%s brings the review forward to its own deadline, until somebody assesses again',
    async (_id, kind) => {
      const id = await circleFor(kind);
      house.skipTo(plus(monday, hours(1)));

      await house.happened(id, dueAfter(kind, house.now), by(kind));
      const after = await house.review(id);
      house.skipTo(plus(house.now, minutes(30)));
      await house.assess(id, { level: 1, by: by(kind) });

      expect(after).toMatchObject({
        latest: plus(monday, (hours(1) + kind.within) as never),
        because: 'trigger',
      });
      expect(await house.review(id)).toMatchObject({ because: 'level', due: plus(house.now, days(30)) });
    },
  );

  const dated = TRIGGERS.filter(({ before }) => before !== null);
  it.each(dated.map((kind) => [kind.id, kind] as const))(
    '%s that is known beforehand is reviewed before and after its date',
    async (_id, kind) => {
      const id = await circleFor(kind);
      const date = plus(monday, days(20));
      const [before, after] = dueAround(kind, date);

      for (const due of [before!, after!]) await house.date(id, due, by(kind));
      const first = await house.review(id);
      house.skipTo(before!);
      await house.assess(id, { level: 1, by: by(kind) });

      expect(first).toMatchObject({ latest: minus(date, kind.before!), because: 'alarm' });
      expect((await house.review(id)).latest).toBe(plus(date, kind.within));
    },
  );
});

describe('what the server enforces without knowing the event', () => {
  it('is the longest time that any event leaves in such a circle', async () => {
    const id = await house.openCase();

    const late = (span: number) => house.happened(id, plus(house.now, (hours(48) + span) as never));
    expect(await refusalFrom(late(minutes(5) + 1))).toBe('trigger-refused: due');
    await late(minutes(5));
    expect((await house.review(id)).latest).toBe(plus(house.now, hours(48)));
    const log = await house.openCircle('security-log', vera);
    expect(await refusalFrom(house.happened(log, house.now, vera))).toBe('trigger-refused: kind');
  });

  it('is that nothing moves it later, and that only a signed statement clears it', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 1 });
    const alarm = await house.happened(id, plus(house.now, hours(4)));
    await house.putAlarm(id, { alarm, counter: 2, due: plus(house.now, days(20)), state: alarmStates.set });
    const moved = await house.review(id);
    await house.putAlarm(id, { alarm, counter: 3, due: plus(house.now, hours(1)), state: alarmStates.set });
    const sooner = await house.review(id);

    await house.putAlarm(id, { alarm, counter: 4, due: house.now, state: alarmStates.cleared });

    expect(moved.latest).toBe(plus(house.now, hours(4)));
    expect(sooner.latest).toBe(plus(house.now, hours(1)));
    expect((await house.review(id)).because).toBe('level');
  });

  it('is who may say so: not a reader’s word, not a stranger’s, not in a closed case', async () => {
    const id = await house.openCase();
    const statement = house.alarmStatement(
      id,
      { alarm: new Uint8Array(16).fill(7), counter: 1, due: house.now, state: alarmStates.set },
      lena,
    );
    const carry = (caller: string) =>
      house.circles.write((tx) => house.trigger.run(tx, id, statement, caller as never));
    await house.circles.write((tx) =>
      house.circles.changeCase.run(
        tx,
        id,
        { change: { standing: { state: 'closed', reason: 'completed' } }, seen: 1 },
        house.circles.as(goran).id,
      ),
    );

    expect(await refusalFrom(carry(house.circles.as(stranger).id))).toBe('circle-unknown');
    expect(await refusalFrom(carry(house.circles.as(goran).id))).toMatch(/^alarm-refused/);
    expect(await refusalFrom(house.happened(id, house.now))).toBe('case-closed');
  });
});

describe('a level that becomes high or extreme', () => {
  it('asks for an assessment of each worker on the case, once, sooner when it becomes extreme', async () => {
    const id = await house.openCase(goran, [mira, lena]);
    const open = () =>
      house.tasks.search(db.database.reader, { after: null, until: null, place: null, limit: 10 });

    await house.assess(id, { level: 3 });
    const high = await open();
    house.skipTo(plus(monday, hours(1)));
    await house.assess(id, { level: 3 });
    await house.assess(id, { level: 4 });
    const extreme = await open();

    const people = [goran, lena, mira].map((one) => house.circles.as(one).id).sort();
    expect(high.map(({ subject }) => subject).sort()).toEqual(people);
    expect(new Set(high.map(({ due }) => due))).toEqual(new Set([plus(monday, hours(72))]));
    expect(extreme.map(({ id: task }) => task).sort()).toEqual(high.map(({ id: task }) => task).sort());
    expect(new Set(extreme.map(({ due }) => due))).toEqual(new Set([plus(monday, hours(25))]));
  });

  it('is reviewed for the organisation too when it is extreme', async () => {
    house.instrument = 'PSRA';
    const file = await house.openCircle('organisation-file', mira);
    await house.assess(file, { level: 1, by: mira });
    house.instrument = 'VSRA';
    const id = await house.openCase();
    house.skipTo(plus(monday, hours(1)));

    await house.assess(id, { level: 4 });

    expect(await house.review(file)).toMatchObject({ latest: plus(monday, hours(25)), because: 'trigger' });
  });

  it('is done with when she has assessed herself in her file, not when she has opened it', async () => {
    const id = await house.openCase();
    await house.assess(id, { level: 3 });
    const all = await house.tasks.search(db.database.reader, {
      after: null,
      until: null,
      place: null,
      limit: 10,
    });
    const task = all.find(({ subject }) => subject === house.circles.as(goran).id)!;
    const worker = { staffId: house.circles.as(goran).id, leads: false, isCoordinator: false };
    const close = (end: Parameters<ReviewsHouse['closeTask']['run']>[2], caller = worker) =>
      house.circles.write((tx) => house.closeTask.run(tx, task.id, end, caller));
    const file = await house.openCircle('worker-file', goran, goran);

    expect(await refusalFrom(close({ outcome: 'done', circle: id }))).toBe('task-refused: circle');
    expect(await refusalFrom(close({ outcome: 'not-needed' }))).toBe('task-refused: outcome');
    const lenas = { ...worker, staffId: house.circles.as(lena).id };
    expect(await refusalFrom(close({ outcome: 'done', circle: file }, lenas))).toBe('task-unknown');
    expect(await close({ outcome: 'done', circle: file })).toMatchObject({ outcome: null, due: task.due });
    house.instrument = 'PSRA';
    await house.assess(file, { level: 1 });
    expect(await close({ outcome: 'done', circle: id })).toMatchObject({ outcome: 'done' });

    house.instrument = 'VSRA';
    house.skipTo(plus(monday, hours(1)));
    await house.assess(id, { level: 4 });
    const open = () =>
      house.tasks.search(db.database.reader, { after: null, until: null, place: null, limit: 10 });
    const mine = async () => (await open()).filter(({ subject }) => subject === worker.staffId).length;
    const again = await mine();
    expect(await house.review(file)).toMatchObject({ latest: plus(monday, hours(25)), because: 'trigger' });
    house.instrument = 'PSRA';
    house.skipTo(plus(monday, hours(2)));
    await house.assess(file, { level: 1 });
    expect([again, await mine()]).toEqual([1, 0]);
  });
});
