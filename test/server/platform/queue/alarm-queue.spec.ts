import { Redis } from 'ioredis';
import pg from 'pg';
import { instant, minutes } from '../../../../src/domain/shared/time.js';
import { systemClock } from '../../../../src/server/platform/clock/clock.js';
import { AlarmQueue } from '../../../../src/server/platform/queue/alarm-queue.js';
import { patience } from '../../../builders/patience.js';
import { ManualClock } from '../../../fakes/manual-clock.js';
import { silentLog } from '../../../fakes/silent-log.js';
import { makeTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { testRedis } from '../../support/test-redis.js';

const redisUrl = testRedis('alarms') ?? null;
const ref = '00000000-0000-4000-8000-000000000001';

const soon = (milliseconds: number) => instant(Date.now() + milliseconds);
const now = soon(0);

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + patience;
  while (!condition() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function emptied(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
}

/** The contract that both backends keep. */
function keepsTheContract(backend: 'PostgreSQL' | 'Redis'): void {
  describe(`alarms on ${backend}`, () => {
    let test: TestDatabase;
    let queue: AlarmQueue;
    let rung: { name: string; ref: string; at: number }[];

    beforeAll(async () => {
      test = await makeTestDatabase();
      // What rings again and again was left there by a run before this one.
      if (backend === 'Redis') await emptied(redisUrl!);
    });
    beforeEach(() => {
      rung = [];
      const address = { databaseUrl: test.url, redisUrl: backend === 'Redis' ? redisUrl : null };
      queue = new AlarmQueue(address, systemClock, silentLog);
      const handler = (name: string) => ({
        name,
        ring: async (what: string) => void rung.push({ name, ref: what, at: Date.now() }),
      });
      queue.answer([handler('one'), handler('two')]);
    });
    afterEach(() => queue.close());
    afterAll(() => test.drop());

    it('ring when they are due, not before, for the right handler', async () => {
      await queue.set({ name: 'two', ref, dueAt: soon(-60_000) });
      await until(() => rung.length === 1);
      const due = soon(1_500);
      await queue.set({ name: 'one', ref, dueAt: due });
      await until(() => rung.length === 2);

      expect(rung.map(({ name }) => name)).toEqual(['two', 'one']);
      expect(rung[1]!.at).toBeGreaterThanOrEqual(due);
    });

    it('ring once when the same alarm is set twice', async () => {
      const alarm = { name: 'one', ref, dueAt: soon(3_000) };
      await Promise.all([queue.set(alarm), queue.set(alarm)]);
      await until(() => rung.length > 0);
      await queue.set({ name: 'two', ref, dueAt: now });
      await until(() => rung.length > 1);

      expect(rung.map(({ name }) => name)).toEqual(['one', 'two']);
    });

    it('prove that they come through by a canary', async () => {
      const before = queue.alive;

      await queue.sendCanary();
      await until(() => queue.alive);

      expect([before, queue.alive]).toEqual([false, true]);
    });

    it('ring for nobody without a fault when no handler has the name', async () => {
      await queue.set({ name: 'unknown', ref, dueAt: now });
      await queue.set({ name: 'one', ref, dueAt: now });

      await until(() => rung.length === 1);

      expect(rung.map(({ name }) => name)).toEqual(['one']);
    });

    it('may be re-asserted as often as one likes when they repeat', async () => {
      const begin = Date.now();
      for (let count = 0; count < 3; count += 1) await queue.repeat('one', '* * * * * *', 'Europe/Belgrade');

      await until(() => rung.length >= 3);

      // It rings late when the machine is busy, never early: once for each full second that has come.
      const come = Math.floor(Date.now() / 1_000) - Math.floor(begin / 1_000);
      expect(rung.length).toBeLessThanOrEqual(come + 1);
    });
  });
}

keepsTheContract('PostgreSQL');
if (redisUrl !== null) keepsTheContract('Redis');

describe('an alarm queue whose database is not there when it is opened', () => {
  const url = new URL(process.env['ZAKLON_TEST_DATABASE_URL'] ?? '');
  const name = `zaklon_test_late_${process.pid}`;
  const onServer = async (statement: string): Promise<void> => {
    const client = new pg.Client(url.href);
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  const late = new URL(url);
  late.pathname = `/${name}`;

  afterAll(() => onServer(`drop database if exists ${name} with (force)`));

  it('lets the rest of the process live, and rings once the database has come', async () => {
    const clock = new ManualClock();
    const queue = new AlarmQueue({ databaseUrl: late.href, redisUrl: null }, clock, silentLog);

    queue.answer([]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await onServer(`create database ${name}`);
    await queue.sendCanary().catch(() => undefined);
    clock.advance(minutes(3));
    await queue.sendCanary();
    await until(() => queue.alive);

    expect(queue.alive).toBe(true);
    await queue.close();
  });
});
