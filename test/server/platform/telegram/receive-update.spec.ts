import type { Update } from 'grammy/types';
import { minutes } from '../../../../src/domain/shared/time.js';
import { EdgeVault } from '../../../../src/e2ee/edge-vault.js';
import { ReceiveUpdate, kindOf } from '../../../../src/server/platform/telegram/receive-update.js';
import { ManualClock } from '../../../fakes/manual-clock.js';
import { silentLog } from '../../../fakes/silent-log.js';
import { rows } from '../../../../src/server/platform/database/database.js';
import { makeTestDatabase, type TestDatabase } from '../../support/test-database.js';

let test: TestDatabase;
let clock: ManualClock;
let taken: number[];
let fault: Error | null;
let receive: ReceiveUpdate;

beforeAll(async () => {
  test = await makeTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await test.empty();
  clock = new ManualClock();
  taken = [];
  fault = null;
  const handler = {
    bot: 'intake' as const,
    take: async (_tx: unknown, update: Update) => {
      taken.push(update.update_id);
      if (fault) throw fault;
    },
  };
  receive = new ReceiveUpdate(test.database, new EdgeVault(new Uint8Array(32)), clock, silentLog, handler);
});

const update = { update_id: 7, message: { text: 'moja tajna' } } as unknown as Update;

describe('an update', () => {
  it('is taken in once, however often it comes', async () => {
    const outcomes = await Promise.all([receive.run(update), receive.run(update), receive.run(update)]);

    expect(outcomes.sort()).toEqual(['known', 'known', 'taken']);
    expect(taken).toEqual([7]);
  });

  it('is offered again when the database went away under it', async () => {
    fault = Object.assign(new Error('terminating connection'), { code: '57P01' });
    await expect(receive.run(update)).rejects.toThrow();
    fault = null;

    expect(await receive.run(update)).toBe('taken');
  });

  it('that trips over a fault of ours is kept sealed, holds up nobody, and is tried again later', async () => {
    fault = new TypeError('cannot read');
    const first = await receive.run(update);
    const kept = await rows<{ sealed: Buffer }>(
      test.database.reader,
      'select sealed from telegram_quarantine',
    );
    fault = null;

    await receive.retryQuarantined();
    const early = taken.length;
    clock.advance(minutes(5));
    await receive.retryQuarantined();

    expect(first).toBe('quarantined');
    expect(kept.map(({ sealed }) => sealed.includes('tajna'))).toEqual([false]);
    expect([early, taken.length]).toEqual([1, 2]);
    expect(await test.source.query('select 1 from telegram_quarantine')).toEqual([]);
  });
});

describe('the kind of an update, for the log', () => {
  it.each([
    [{ update_id: 1, message: {} }, 'message'],
    [{ update_id: 1 }, 'unknown'],
    [{ update_id: 1, 'Moja Tajna 123': {} }, 'unknown'],
  ])('of %j is %s', (given, kind) => {
    expect(kindOf(given as Update)).toBe(kind);
  });
});
