import { DataSource } from 'typeorm';
import { requestSourceOptions } from '../../../../src/server/platform/database/data-source.js';
import { Database, rows, type Transaction } from '../../../../src/server/platform/database/database.js';
import { passingFaultOf } from '../../../../src/server/platform/database/passing-fault.js';
import { asRequest } from '../../../../src/server/platform/database/request-lane.js';
import { makeTestDatabase, type TestDatabase } from '../../support/test-database.js';

describe('the connections of requests', () => {
  let test: TestDatabase;
  let requests: DataSource;
  let database: Database;

  /** As in earnest, but less patient. */
  beforeAll(async () => {
    test = await makeTestDatabase();
    const limits = { connectionTimeoutMillis: 3_000, lock_timeout: 200 };
    requests = await new DataSource(requestSourceOptions(test.url, [], limits)).initialize();
    database = new Database(test.source, requests);
  });
  afterAll(async () => {
    await requests.destroy();
    await test.drop();
  });

  const answer = async (tx: Transaction): Promise<number> =>
    (await rows<{ one: number }>(tx, 'select 1 as one'))[0]!.one;
  const refusalOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'answered', passingFaultOf);

  it('are all taken, and what rings at its deadline is done all the same; one more request is told to come again', async () => {
    let letGo = (): void => undefined;
    const end = new Promise<void>((resolve) => (letGo = resolve));
    const held: Promise<void>[] = [];
    const holdOne = () =>
      new Promise<void>((opened) => {
        const work = async (tx: Transaction) => {
          await answer(tx);
          opened();
          await end;
        };
        held.push(asRequest(() => database.transaction(work)));
      });
    // One after the other: opening ten connections at once may take a busy machine longer than one may wait.
    for (let connections = 0; connections < 10; connections += 1) await holdOne();

    expect(await database.transaction(answer)).toBe(1);
    expect(await answer(database.reader)).toBe(1);
    expect(await refusalOf(asRequest(() => database.transaction(answer)))).toBe('busy');
    letGo();
    await Promise.all(held);
    expect(await asRequest(() => database.transaction(answer))).toBe(1);
  });

  it('are given back when a lock does not come, and nothing was saved', async () => {
    await database.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock(1)');

      const waiting = asRequest(() =>
        database.transaction((other) => other.query('select pg_advisory_xact_lock(1)')),
      );
      expect(await refusalOf(waiting)).toBe('busy');
    });
  });

  it('are those of a snapshot too, which sees one moment and cannot write', async () => {
    const seen = await asRequest(() =>
      database.snapshot((tx) =>
        rows(
          tx,
          `select current_setting('lock_timeout') as lock, current_setting('transaction_isolation') as isolation`,
        ),
      ),
    );
    const writing = database.snapshot((tx) => tx.query(`delete from outbox`));

    expect(seen).toEqual([{ lock: '200ms', isolation: 'repeatable read' }]);
    await expect(writing).rejects.toThrow('read-only transaction');
  });
});
