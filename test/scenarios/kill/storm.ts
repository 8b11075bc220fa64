import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.js';
import { entities } from '../../../src/server/app/entities.js';
import { start } from '../../../src/server/app/main.js';
import { rows } from '../../../src/server/platform/database/database.js';
import { makeTestDatabase, type TestDatabase } from '../../server/support/test-database.js';
import type { TestInbox } from '../../server/support/test-inbox.js';
import { bots, environment, eventually, foundInbox, linkPhones } from '../support/house.js';
import { ServerProcess } from '../support/server-process.js';
import { whatRemains, type Remains } from './what-remains.js';
import { writeAll, type Load } from './load.js';

/** A RED ladder that climbs within seconds, so that the storm meets every rung of it. */
const quickLadder = {
  'contact-RED': {
    version: 2,
    steps: [
      {
        afterSeconds: 0,
        whom: [{ duty: 'focal-point' }, { duty: 'operator' }],
        channels: [{ channel: 'telegram' }],
      },
      { afterSeconds: 4, whom: [{ duty: 'deputy' }], channels: [{ channel: 'telegram' }] },
      { afterSeconds: 8, whom: [{ everyone: true }], channels: [{ channel: 'telegram' }] },
    ],
    repeatEverySeconds: 60,
    wakeAgainAfterSeconds: null,
  },
};

const mark = 'obeleženo-3f9a';

/** A server in a process of its own, a Telegram that redelivers every tenth update, and a thousand messages. */
export class Storm {
  private constructor(
    readonly test: TestDatabase,
    readonly sandbox: Sandbox,
    readonly inbox: TestInbox,
    readonly server: ServerProcess,
    readonly folder: string,
  ) {}

  static async brew(more: NodeJS.ProcessEnv = {}): Promise<Storm> {
    const test = await makeTestDatabase(entities);
    const sandbox = await startSandbox({ port: 0, bots });
    const folder = mkdtempSync(join(tmpdir(), 'zaklon-storm-'));
    const ladders = join(folder, 'ladders.json');
    writeFileSync(ladders, JSON.stringify(quickLadder));
    const told = environment(test.url, sandbox.url);
    const inbox = await foundInbox(test, told);
    const env = {
      ...told,
      ...inbox.env,
      LOG_LEVEL: 'info',
      ALERT_POLICIES_FILE: ladders,
      ...more,
    };
    // Demo staff and their phones belong to the calm before the storm.
    const calm = await start({ ...env, LOG_LEVEL: 'silent' });
    await linkPhones(sandbox, calm);
    await calm.stop();
    sandbox.faults.duplicateUpdates(0.1);
    const server = new ServerProcess(env, join(folder, 'server.log'));
    server.start();
    return new Storm(test, sandbox, inbox, server, folder);
  }

  /** Writes the load while `trouble` happens, then waits until everything has settled. */
  async rage(
    milliseconds: number,
    trouble: (isOver: () => boolean) => Promise<void>,
  ): Promise<{ load: Load; remains: Remains }> {
    let written = false;
    const writing = writeAll(this.sandbox, milliseconds, mark).finally(() => (written = true));
    await trouble(() => written);
    const load = await writing;
    if (!this.server.running) this.server.start();
    await this.#settle();
    return { load, remains: await whatRemains(this.test, this.inbox, this.sandbox) };
  }

  /** Every text is kept once, every contact in danger has her alert with every rung, and nothing crashed or was written to the log. */
  expectNothingLost(load: Load, remains: Remains): void {
    expect([...remains.texts].sort()).toEqual([...load.sent].sort());
    expect(remains.redConversations).toBe(load.endangered.length);
    expect(remains.alerts).toHaveLength(load.endangered.length);
    expect(remains.unseen).toEqual([]);
    expect(remains.broken).toEqual([]);
    expect(remains.behind).toEqual([]);
    expect(this.server.crashes).toBe(0);
    expect(this.log()).not.toContain(mark);
  }

  /** Texts that reached a phone more often than they were meant to, by what they are. */
  repeated(): { screens: number; notes: number; alerts: number; marked: number } {
    const sent = this.sandbox
      .calls('intake', 'sendMessage')
      .map(({ payload }) => payload as { chat_id: number; text: string });
    const screens = sent.filter((message) => 'reply_markup' in message);
    const extra = (messages: readonly { chat_id: number; text: string }[]): number =>
      messages.length - new Set(messages.map(({ chat_id }) => chat_id)).size;
    const alerts = this.sandbox
      .calls('staff', 'sendMessage')
      .map(({ payload }) => (payload as { text: string }).text);
    return {
      screens: extra(screens),
      notes: sent.length - screens.length,
      alerts: alerts.length,
      marked: alerts.filter((text) => text.includes('↻')).length,
    };
  }

  /** What the server printed. */
  log(): string {
    const file = join(this.folder, 'server.log');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  async calmDown(): Promise<void> {
    await this.server.stop();
    await this.sandbox.stop();
    await this.test.drop();
  }

  /** No update waits, nothing is due in the outbox, and the last rungs have been climbed. */
  async #settle(): Promise<void> {
    await eventually(() => this.sandbox.pending('intake') === 0, 240_000);
    await eventually(async () => {
      const [found] = await rows<{ due: string }>(
        this.test.database.reader,
        `select (select count(*) from outbox where settled_at is null and not_before <= now())
              + (select count(*) from alert where rungs_taken < 3 and policy->>'id' = 'contact-RED') as due`,
      );
      return Number(found?.due) === 0;
    }, 240_000);
  }
}
