import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Leadership } from '../../../../src/server/platform/database/leadership.js';
import type { ReceiveUpdate } from '../../../../src/server/platform/telegram/receive-update.js';
import { UpdatePoller } from '../../../../src/server/platform/telegram/update-poller.js';
import { patience } from '../../../builders/patience.js';
import { silentLog } from '../../../fakes/silent-log.js';

/** Telegram as far as polling sees it: updates, and the offset up to which they were confirmed. */
class FakeTelegram {
  confirmed = 0;
  constructor(private readonly updates: readonly unknown[]) {}

  readonly api = {
    deleteWebhook: async () => true,
    getUpdates: async ({ offset = 0 }: { offset?: number }) => {
      this.confirmed = Math.max(this.confirmed, offset);
      const waiting = this.updates.filter((update) => (update as Update).update_id >= offset);
      if (waiting.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      return waiting;
    },
  } as unknown as Api;
}

const alwaysLeads = { hold: async () => true, release: async () => undefined } as unknown as Leadership;

async function poll(
  telegram: FakeTelegram,
  take: (update: Update) => Promise<void>,
  until: () => boolean,
  answered: () => Promise<void> = async () => undefined,
): Promise<void> {
  const receive = {
    runAll: async (updates: readonly Update[]) => {
      for (const update of updates) await take(update);
    },
  } as unknown as ReceiveUpdate;
  const poller = new UpdatePoller(telegram.api, receive, alwaysLeads, silentLog, { answered });
  poller.start();
  const end = Date.now() + patience;
  while (!until() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
  await poller.stop();
}

describe('polling for updates', () => {
  it('is not held up by updates of a shape that nobody knows', async () => {
    const odd = [
      { message: {} },
      { message: null },
      { callback_query: {} },
      { edited_message: { chat: {} } },
      {},
    ];
    const telegram = new FakeTelegram([
      ...odd.map((update, index) => ({ update_id: index + 1, ...update })),
      { update_id: 9, message: { chat: { id: 7 }, text: 'pomoć' } },
    ]);
    const taken: number[] = [];

    await poll(
      telegram,
      async ({ update_id }) => void taken.push(update_id),
      () => telegram.confirmed > 9,
    );

    expect([...taken].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 9]);
    expect(telegram.confirmed).toBe(10);
  });

  it('confirms nothing that was not taken in, and offers it again', async () => {
    const telegram = new FakeTelegram([{ update_id: 1, message: { chat: { id: 7 } } }]);
    let tries = 0;
    const confirmedAt: number[] = [];

    await poll(
      telegram,
      async () => {
        tries += 1;
        confirmedAt.push(telegram.confirmed);
        if (tries === 1) throw new Error('The database is away.');
      },
      () => telegram.confirmed > 1,
    );

    expect(tries).toBe(2);
    expect(confirmedAt).toEqual([0, 0]);
  });

  it('takes the updates of one chat in their order', async () => {
    const updates = Array.from({ length: 60 }, (_, index) => ({
      update_id: index + 1,
      message: { chat: { id: index % 3 } },
    }));
    const telegram = new FakeTelegram(updates);
    const taken: number[] = [];

    await poll(
      telegram,
      async ({ update_id }) => void taken.push(update_id),
      () => telegram.confirmed > 60,
    );

    for (const chat of [0, 1, 2]) {
      const order = taken.filter((id) => (id - 1) % 3 === chat);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
    expect(taken).toHaveLength(60);
  });

  it('writes down that it was answered only when everything was taken in', async () => {
    const telegram = new FakeTelegram([{ update_id: 1, message: { chat: { id: 7 }, text: 'pomoć' } }]);
    let [tries, answers] = [0, 0];
    const take = async (): Promise<void> => {
      tries += 1;
      if (tries === 1) {
        expect(answers).toBe(0);
        throw new Error('the database is away');
      }
    };

    await poll(
      telegram,
      take,
      () => answers > 0,
      async () => void (answers += 1),
    );

    expect(tries).toBe(2);
    expect(answers).toBeGreaterThan(0);
  });
});
