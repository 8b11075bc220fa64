import { minutes, plus, seconds } from '../../../../src/domain/shared/time.js';
import { EdgeVault } from '../../../../src/e2ee/edge-vault.js';
import type {
  Courier,
  Delivery,
  DeliveryListener,
  Parcel,
} from '../../../../src/server/platform/outbox/courier.js';
import { Outbox } from '../../../../src/server/platform/outbox/outbox.js';
import { OutboxRelay } from '../../../../src/server/platform/outbox/relay.js';
import { ManualClock } from '../../../fakes/manual-clock.js';
import { silentLog } from '../../../fakes/silent-log.js';
import { makeTestDatabase, type TestDatabase } from '../../support/test-database.js';

const lane = '00000000-0000-4000-8000-00000000000a';

let test: TestDatabase;
let clock: ManualClock;
let outbox: Outbox;
let carried: Parcel[];
let heard: [string, Delivery['result']][];
let answers: (parcel: Parcel) => Delivery | Promise<Delivery>;
let relay: OutboxRelay;

beforeAll(async () => {
  test = await makeTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await test.empty();
  clock = new ManualClock();
  outbox = new Outbox(new EdgeVault(new Uint8Array(32).fill(3)), clock);
  carried = [];
  heard = [];
  answers = () => ({ result: 'sent' });
  relay = aRelay();
});

function aRelay(): OutboxRelay {
  const courier: Courier = {
    channel: 'mail',
    deliver: async (parcel) => {
      carried.push(parcel);
      return answers(parcel);
    },
  };
  const listener: DeliveryListener = {
    topic: 'letter',
    settled: async (_tx, parcel, delivery) =>
      void heard.push([JSON.stringify(parcel.payload).slice(1, -1), delivery.result]),
  };
  return new OutboxRelay(test.database, outbox, clock, silentLog, [courier], [listener]);
}

const put = (payload: string, more: object = {}): Promise<void> =>
  test.database.transaction((tx) => outbox.put(tx, { channel: 'mail', topic: 'letter', payload, ...more }));

const payloads = (): unknown[] => carried.map(({ payload }) => payload);
const stored = (): Promise<{ result: string | null; code: string | null; payload_sealed: Buffer | null }[]> =>
  test.source.query('select result, code, payload_sealed from outbox order by id');

describe('what is put into the outbox', () => {
  it('leaves when the transaction commits, and not when it rolls back', async () => {
    await put('kept');
    await test.database
      .transaction(async (tx) => {
        await outbox.put(tx, { channel: 'mail', topic: 'letter', payload: 'undone' });
        throw new Error('roll back');
      })
      .catch(() => undefined);

    await relay.drain();

    expect(payloads()).toEqual(['kept']);
    expect(heard).toEqual([['kept', 'sent']]);
  });

  it('cannot be read in the table, and is erased once it is sent', async () => {
    await put('a marked sentence');
    const before = await stored();

    await relay.drain();

    expect(before[0]?.payload_sealed?.includes('marked')).toBe(false);
    expect(await stored()).toEqual([{ result: 'sent', code: null, payload_sealed: null }]);
  });

  it('waits for its time', async () => {
    await put('later', { notBefore: plus(clock.now(), minutes(5)) });

    await relay.drain();
    const early = carried.length;
    clock.advance(minutes(5));
    await relay.drain();

    expect([early, carried.length]).toEqual([0, 1]);
  });

  it('can be withdrawn until it is handed over', async () => {
    await put('old news', { ref: lane });

    const withdrawn = await test.database.transaction((tx) => outbox.withdraw(tx, lane, 'letter'));
    await relay.drain();

    expect([withdrawn, carried.length]).toEqual([1, 0]);
  });
});

describe('a parcel that cannot be delivered now', () => {
  it('is tried again after the time it was told to wait, and not before', async () => {
    await put('patient');
    answers = () => ({ result: 'retry', after: seconds(30), code: 'too-many' });
    await relay.drain();
    answers = () => ({ result: 'sent' });

    clock.advance(seconds(29));
    await relay.drain();
    const before = carried.length;
    clock.advance(seconds(1));
    await relay.drain();

    expect([before, carried.length]).toEqual([1, 2]);
    expect(heard.map(([, result]) => result)).toEqual(['retry', 'sent']);
  });

  it('is dead once its time is over, and its listener is told', async () => {
    await put('perishable', { giveUpAt: plus(clock.now(), seconds(10)) });
    answers = () => ({ result: 'retry', after: seconds(30), code: 'server-error' });

    await relay.drain();

    expect(heard).toEqual([['perishable', 'dead']]);
    expect(await stored()).toEqual([{ result: 'dead', code: 'server-error', payload_sealed: null }]);
  });

  it('is retried when its courier throws, marked as perhaps arrived', async () => {
    await put('fragile');
    answers = () => Promise.reject(new Error('broken'));
    await relay.drain();
    answers = () => ({ result: 'sent' });

    clock.advance(seconds(10));
    await relay.drain();

    expect(carried.map(({ mayBeRepeat }) => mayBeRepeat)).toEqual([false, true]);
  });

  it('does not hold up the others', async () => {
    await put('stuck');
    await put('free');
    answers = ({ payload }) =>
      payload === 'stuck' ? { result: 'retry', after: minutes(60), code: 'x' } : { result: 'sent' };

    await relay.drain();

    expect(heard).toContainEqual(['free', 'sent']);
  });
});

describe('a relay that died with a parcel in its hands', () => {
  it('is succeeded by another within seconds, and the parcel is marked as perhaps arrived', async () => {
    await put('orphan');
    answers = () => new Promise(() => undefined);
    void relay.round();
    while (carried.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    answers = () => ({ result: 'sent' });

    clock.advance(seconds(10));
    await aRelay().drain();
    const tooEarly = carried.length;
    clock.advance(seconds(6));
    await aRelay().drain();

    expect(tooEarly).toBe(1);
    expect(carried.map(({ mayBeRepeat }) => mayBeRepeat)).toEqual([false, true]);
  });
});

describe('a relay whose courier takes long', () => {
  it('keeps its parcel as long as it lives', async () => {
    await put('slow');
    let answer: (delivery: Delivery) => void = () => undefined;
    answers = () => new Promise((resolve) => (answer = resolve));
    await relay.take();
    while (carried.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));

    for (let passed = 0; passed < 60; passed += 5) {
      clock.advance(seconds(5));
      await relay.renew();
      await aRelay().take();
    }
    answer({ result: 'sent' });
    await relay.idle();

    expect(carried).toHaveLength(1);
    expect(heard).toEqual([['slow', 'sent']]);
  });
});

describe('parcels of one lane', () => {
  it('leave one after the other, in order, also past a failure', async () => {
    let failures = 1;
    answers = () => (failures-- > 0 ? { result: 'retry', after: seconds(1), code: 'x' } : { result: 'sent' });
    for (const payload of ['one', 'two', 'three']) await put(payload, { lane });

    await relay.drain();
    clock.advance(seconds(1));
    await relay.drain();

    expect(payloads()).toEqual(['one', 'one', 'two', 'three']);
  });
});

describe('a parcel whose courier answers slowly', () => {
  it('holds up nobody: what is put later leaves meanwhile', async () => {
    let answer: (delivery: Delivery) => void = () => undefined;
    answers = ({ payload }) =>
      payload === 'slow' ? new Promise((resolve) => (answer = resolve)) : { result: 'sent' };
    await put('slow');
    await relay.take();
    await put('quick');

    await relay.take();
    while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    answer({ result: 'sent' });
    await relay.idle();

    expect(heard.map(([payload]) => payload)).toEqual(['quick', 'slow']);
  });

  it('does not let a full channel take more than its share', async () => {
    answers = () => new Promise(() => undefined);
    for (let count = 0; count < 45; count += 1) await put(`parcel ${count}`);

    const taken = [await relay.take(), await relay.take()];

    expect(taken).toEqual([40, 0]);
  });
});

describe('several relays', () => {
  it('carry each parcel once', async () => {
    for (let count = 0; count < 100; count += 1) await put(`parcel ${count}`);

    await Promise.all([aRelay().drain(), aRelay().drain(), aRelay().drain()]);

    expect(payloads()).toHaveLength(100);
    expect(new Set(payloads()).size).toBe(100);
  });
});
