import { migrations } from '../../../migrations/all.js';
import { makeTestDatabase } from './test-database.js';
import { rows } from '../../../src/server/platform/database/database.js';

describe('a database of one’s own for a test', () => {
  it('has every table, no rows, and is gone afterwards', async () => {
    const first = await makeTestDatabase();
    const second = await makeTestDatabase();
    await first.source.query(
      `insert into telegram_update (bot, update_id, kind, received_at) values ('staff', 1, 'message', now())`,
    );

    const elsewhere = await rows(second.database.reader, 'select * from telegram_update');
    const here = await rows(first.database.reader, 'select * from telegram_update');
    await first.empty();
    const emptied = await rows(first.database.reader, 'select * from telegram_update');
    await first.drop();
    const left = await rows(second.database.reader, 'select from pg_database where datname = $1', [
      new URL(first.url).pathname.slice(1),
    ]);
    await second.drop();

    expect([elsewhere.length, here.length, emptied.length, left.length]).toEqual([0, 1, 0, 0]);
  });

  it('is made by migrations of which each has a moment of its own, in the order of time', () => {
    const moments = migrations.map(({ name }) => Number(/\d{13}$/.exec(name)));

    expect(moments).toEqual([...new Set(moments)].sort((a, b) => a - b));
  });

  it('can go back through every migration to nothing, and forward again', async () => {
    const db = await makeTestDatabase();
    const tables = (): Promise<unknown[]> =>
      rows(
        db.database.reader,
        `select tablename from pg_tables where schemaname = 'public' order by tablename`,
      );
    const before = await tables();

    for (const _each of migrations) await db.source.undoLastMigration();
    const undone = await tables();
    await db.source.runMigrations();
    const after = await tables();
    await db.drop();

    expect(undone).toEqual([{ tablename: 'schema_migration' }]);
    expect(after).toEqual(before);
  });
});
