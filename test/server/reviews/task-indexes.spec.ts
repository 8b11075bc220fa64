import type { CircleId } from '../../../src/domain/circle/circle.js';
import type { StaffId } from '../../../src/domain/shared/ids.js';
import type { Instant } from '../../../src/domain/shared/time.js';
import { TaskRepository } from '../../../src/server/reviews/task.repository.js';
import { planOf } from '../support/plan-of.js';
import { makeTestDatabase, type TestDatabase } from '../support/test-database.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await makeTestDatabase();
  // Circles are another noun's; here only the size of the table counts.
  await db.source.query('alter table review_task drop constraint review_task_circle_id_fkey');
  await db.source.query(
    `insert into review_task (id, kind, circle_id, subject_id, opened_at, due_at, made_circle_id)
     select gen_random_uuid(), 'provider-assessment', gen_random_uuid(), gen_random_uuid(), now(), now(), gen_random_uuid()
     from generate_series(1, 5000)`,
  );
  await db.source.query('analyze review_task');
});
afterAll(() => db.drop());

const tasks = new TaskRepository();
const anId = '00000000-0000-4000-8000-000000000001';
const [circle, subject] = [anId as CircleId, anId as StaffId];
const at = 1_777_000_000_000 as Instant;

describe('the tasks of a worker', () => {
  it('are found by the file that answers them, however many there are', async () => {
    const plan = await planOf(db.database, (tx) =>
      tasks.answered(tx, circle, { stated: at, author: subject }, at),
    );

    expect(plan).toContain('review_task_made');
    expect(plan).not.toContain('Seq Scan');
  });

  it('are found by their case, to open one more and to wake its files', async () => {
    const task = { circle, subject, opened: at, due: at };

    const [opened, files] = [
      await planOf(db.database, (tx) => tasks.open(tx, task, false)),
      await planOf(db.database, (tx) => tasks.filesOf(tx, circle)),
    ];

    expect(opened.match(/review_task_circle/g)).toHaveLength(2);
    expect(files).toContain('review_task_circle');
    expect(opened).not.toContain('Seq Scan');
    expect(files).not.toContain('Seq Scan on review_task');
  });
});
