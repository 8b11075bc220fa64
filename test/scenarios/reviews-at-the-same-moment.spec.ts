import { setImmediate as nextTurn } from 'node:timers/promises';
import { idText } from '../../src/contracts/shared/scalars.js';
import type { CircleId } from '../../src/domain/circle/circle.js';
import { hours, minutes, plus } from '../../src/domain/shared/time.js';
import { ops } from '../../src/e2ee/directory/entry.js';
import type { Entry } from '../../src/e2ee/directory/entry.js';
import type { Task } from '../../src/server/reviews/task.repository.js';
import { aMeasureId, makeReviewsDatabase, ReviewsHouse } from '../builders/reviews-house.js';
import { inBelgrade } from '../builders/working-week.js';
import {
  everything,
  goran,
  mira,
  refusalFrom,
  staffIdOf,
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
const whole = { after: null, until: null, place: null, limit: 10 } as const;
const workerId = staffIdOf(goran);

/** Resolves when so many transactions wait for another one. */
async function wait(count: number): Promise<void> {
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await db.source.query<unknown[]>(waiting)).length < count) await nextTurn();
}

/** Locks something, as somebody does who is in the middle of it. @returns lets it go */
async function hold(sql: string, ...parameters: unknown[]): Promise<() => Promise<void>> {
  const someone = db.source.createQueryRunner();
  await someone.startTransaction();
  await someone.query(sql, parameters);
  return async () => {
    await someone.rollbackTransaction();
    await someone.release();
  };
}
const holdReview = (id: CircleId) => hold('select from review where circle_id = $1 for update', id);

const assess = (id: CircleId, level: 1 | 3 | 4, instrument: 'VSRA' | 'PSRA', by = goran) => {
  house.instrument = instrument;
  return house.assess(id, { level, by });
};
const become = (id: CircleId, level: 3 | 4) => assess(id, level, 'VSRA');

async function organisationFile(): Promise<CircleId> {
  const file = await house.openCircle('organisation-file', mira);
  await assess(file, 1, 'PSRA', mira);
  return file;
}
/** The organisation's file, and a case of Goran's and Mira's that comes after it in the order of ids, which chance draws. */
async function fileBeforeACase(): Promise<{ file: CircleId; id: CircleId }> {
  const [goransOwn, mirasOwn] = [house.circles.as(goran), house.circles.as(mira)];
  for (;;) {
    const first = mirasOwn.compose([to(mira, everything)]);
    const second = goransOwn.compose([goran, mira].map((one) => to(one, everything)));
    if (idText(first.caseId) > idText(second.caseId)) continue;
    const file = await mirasOwn.open('organisation-file', [], { composed: first });
    await assess(file, 1, 'PSRA', mira);
    return { file, id: await goransOwn.open('client-case', [], { composed: second }) };
  }
}

async function taskOfGoran(id: CircleId): Promise<Task> {
  const tasks = await house.tasks.search(db.database.reader, whole);
  return tasks.find(({ circle, subject }) => circle === id && subject === workerId)!;
}

/** Goran's file, which he has named for his task about a high case and not answered in yet. */
async function unansweredFile(id: CircleId): Promise<CircleId> {
  await become(id, 3);
  const file = await house.openCircle('worker-file', goran, goran);
  const worker = { staffId: workerId, leads: false, isCoordinator: false };
  const { id: task } = await taskOfGoran(id);
  const end = { outcome: 'done', circle: file } as const;
  await house.circles.write((tx) => house.closeTask.run(tx, task, end, worker));
  house.skipTo(plus(house.now, minutes(1)));
  return file;
}

describe('a case that becomes extreme, at the moment', () => {
  it('at which a worker on it assesses herself: both are done', async () => {
    const id = await house.openCase();
    const file = await unansweredFile(id);
    const release = await holdReview(file);

    const herself = assess(file, 1, 'PSRA');
    await wait(1);
    const extreme = become(id, 4);
    await wait(2);
    await release();
    await Promise.all([herself, extreme]);

    expect(await house.review(file)).toMatchObject({ because: 'trigger' });
    expect(await taskOfGoran(id)).toMatchObject({ due: plus(house.now, hours(24)), outcome: null });
  });

  it('at which another one does: the organisation’s file is woken by both', async () => {
    const file = await organisationFile();
    const [one, another] = [await house.openCase(), await house.openCase()];
    const release = await hold('select from review_circle where circle_id = $1 for key share', file);

    const both = [become(one, 4), become(another, 4)];
    await wait(2);
    await release();
    await Promise.all(both);

    const seen = await house.reviewed.triggers(db.database.reader, file);
    expect(seen.map(({ latest }) => latest)).toEqual([plus(monday, hours(24)), plus(monday, hours(24))]);
  });

  it('at which people are called because the organisation’s review is overdue: they are called, and told of the newer date afterwards', async () => {
    const file = await organisationFile();
    const { id: review, escalateAt } = await overdueOf(file);
    house.skipTo(escalateAt);
    const id = await house.openCase();
    const release = await hold('select pg_advisory_xact_lock(7240512, hashtext($1))', staffIdOf(vera));

    const extreme = become(id, 4);
    await wait(1);
    const overdue = house.advance.ring(review);
    await wait(2);
    await release();
    await Promise.all([extreme, overdue]);

    // The files were planned first, and what was due about the older date is done all the same.
    expect(await house.openAlerts()).toEqual(['level-extreme', 'review-overdue-quiet']);
    await house.until(plus(escalateAt, minutes(1)));
    expect(await house.review(file)).toMatchObject({
      further: { due: plus(escalateAt, hours(24)) },
      taken: null,
    });
  });

  it('at which a colleague’s key ends who is in several circles: they are told in the order in which cases wake files', async () => {
    const { file, id } = await fileBeforeACase();
    await become(id, 4);
    await house.stand(id, 'closed');
    const ended = { op: ops.revoke, subject: mira.user } as Entry;
    const release = await holdReview(file);

    const leaving = house.circles.write((tx) => house.circles.watch.entryAppended(tx, ended));
    await wait(1);
    const opening = house.stand(id, 'open');
    await wait(2);
    await release();
    await Promise.all([leaving, opening]);

    expect(await house.openAlerts()).toEqual(['level-extreme']);
  });
});

describe('measures', () => {
  it('that are set while their case is being closed: it is closed, and they are refused', async () => {
    const id = await house.openCase();
    await become(id, 3);
    const owner = { is: 'person', staffId: workerId } as const;
    const known = { id: await house.measure(id, goran, plus(monday, hours(2))), owner, seen: 1 };
    const wishes = [
      { ...known, due: plus(monday, hours(3)) },
      { id: aMeasureId(), owner, due: plus(monday, hours(3)), seen: 0 },
    ];
    const release = await holdReview(id);

    const closing = house.stand(id, 'closed');
    await wait(1);
    const setting = refusalFrom(house.circles.write((tx) => house.setMeasures.run(tx, id, wishes, workerId)));
    await wait(2);
    await release();
    await closing;

    expect(await setting).toBe('case-closed');
  });
});

/** The review of a file, and when people are called because it was not made. */
async function overdueOf(file: CircleId) {
  const [row] = await db.source.query<{ id: string; at: Date }[]>(
    'select id, escalate_at as at from review where circle_id = $1',
    [file],
  );
  return { id: row!.id, escalateAt: row!.at.getTime() as typeof monday };
}
