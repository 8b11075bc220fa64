import { makeTestDatabase } from '../../support/test-database.js';

describe('the accounts migration', () => {
  it('can be taken back and done again', async () => {
    const test = await makeTestDatabase();
    try {
      const done = async () =>
        (await test.source.query<{ name: string }[]>(`select name from schema_migration order by id`)).map(
          ({ name }) => name,
        );
      const before = await done();
      while ((await done()).includes('Accounts1790000400000')) await test.source.undoLastMigration();
      const [left] = await test.source.query<{ n: number }[]>(
        `select count(*)::int as n from pg_tables where tablename in ('event', 'account', 'session', 'ceremony')`,
      );

      await test.source.runMigrations();

      expect(left?.n).toBe(0);
      expect(await done()).toEqual(before);
    } finally {
      await test.drop();
    }
  });
});
