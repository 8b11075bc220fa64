import { migrate } from '../../../../src/server/platform/database/data-source.js';
import { Line } from '../../support/line.js';
import { makeTestDatabase, type TestDatabase } from '../../support/test-database.js';

describe('a connection to PostgreSQL', () => {
  let test: TestDatabase;

  beforeAll(async () => {
    test = await makeTestDatabase();
  });
  afterAll(() => test.drop());

  const setting = async (name: string): Promise<unknown> =>
    (await test.source.query<Record<string, unknown>[]>(`show ${name}`))[0]?.[name];

  it('is given up by PostgreSQL first, so that nothing is locked any more when we try again', async () => {
    const found = await Promise.all(
      ['statement_timeout', 'idle_in_transaction_session_timeout', 'tcp_user_timeout'].map(setting),
    );

    expect(found.slice(0, 2)).toEqual(['20s', '20s']);
    expect(['25s', 25_000, '25000']).toContain(found[2]);
  });

  it('has no such limits while the schema is brought up to date, however long that takes', async () => {
    const { line, url } = await Line.to(test.url);

    await migrate(url);

    expect(line.said).toContain('tcp_user_timeout');
    expect(line.said).not.toMatch(/statement_timeout|idle_in_transaction/);
    line.close();
  });
});
