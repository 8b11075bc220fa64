import { VisitRepository } from '../../../src/server/safety/visit.repository.js';
import { planOf } from '../support/plan-of.js';
import { makeTestDatabase, type TestDatabase } from '../support/test-database.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await makeTestDatabase();
  // Circles are another noun's; here only the size of the table counts.
  await db.source.query('alter table field_visit drop constraint field_visit_circle_id_fkey');
  await db.source.query(
    `insert into field_visit (id, worker_id, circle_id, planned_at, check_in_minutes, needs_yes, departed_at, ended_at,
       ended_as, created_at)
     select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now(), 60, false, now(), now(), 'safe', now()
     from generate_series(1, 5000)`,
  );
  await db.source.query('analyze field_visit');
});
afterAll(() => db.drop());

describe('visits that somebody may have to look at', () => {
  it('are found without reading those that ended well, however many there are', async () => {
    const plan = await planOf(db.database, (tx) => new VisitRepository().open(tx));

    expect(plan).toContain('field_visit_open');
    expect(plan).not.toContain('Seq Scan');
    const rowsExpected = Number(/field_visit_open.*rows=(\d+)/.exec(plan)?.[1]);
    expect(rowsExpected).toBeLessThan(10);
  });
});
