import { Circles1790000500000 } from '../../../migrations/1790000500000-circles.js';
import { migrations } from '../../../migrations/all.js';
import { rows } from '../../../src/server/platform/database/database.js';
import { makeTestDatabase } from '../support/test-database.js';

describe('the tables of circles', () => {
  it('can be taken away and made again, after whatever was built on them', async () => {
    const db = await makeTestDatabase();
    const sinceThen = migrations.slice(migrations.indexOf(Circles1790000500000)).map((Each) => new Each());
    const runner = db.source.createQueryRunner();
    const tables = () =>
      rows<{ tablename: string }>(
        db.database.reader,
        `select tablename from pg_tables where tablename ~ '^(circle|chain)' order by tablename`,
      );

    const before = await tables();
    for (const migration of sinceThen.toReversed()) await migration.down(runner);
    const without = await tables();
    for (const migration of sinceThen) await migration.up(runner);
    const after = await tables();
    await runner.release();
    await db.drop();

    expect([before.length, without.length]).toEqual([13, 0]);
    expect(after).toEqual(before);
  });
});
