import { Circles1790000500000 } from '../../../migrations/1790000500000-circles.js';
import { rows } from '../../../src/server/platform/database/database.js';
import { makeTestDatabase } from '../support/test-database.js';

describe('the tables of circles', () => {
  it('can be taken away and made again', async () => {
    const db = await makeTestDatabase();
    const migration = new Circles1790000500000();
    const runner = db.source.createQueryRunner();
    const tables = () =>
      rows<{ tablename: string }>(
        db.database.reader,
        `select tablename from pg_tables where tablename ~ '^(circle|chain)' order by tablename`,
      );

    const before = await tables();
    await migration.down(runner);
    const without = await tables();
    await migration.up(runner);
    const after = await tables();
    await runner.release();
    await db.drop();

    expect([before.length, without.length]).toEqual([13, 0]);
    expect(after).toEqual(before);
  });
});
