import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EdgeVault } from '../../../src/e2ee/edge-vault.js';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.js';
import { start, type Running } from '../../../src/server/app/main.js';
import { systemClock } from '../../../src/server/platform/clock/clock.js';
import { TestInbox } from '../../server/support/test-inbox.js';
import { makeTestDatabase, type TestDatabase } from '../../server/support/test-database.js';
import { patience } from '../../builders/patience.js';

export const bots = { intake: '1001:intake-token-of-the-sandbox', staff: '2001:staff-token-of-the-sandbox' };

/** The staff phones that the demo staff have, by duty name. */
export const phoneOf = { mira: 2001, jovan: 2002, ana: 2003 } as const;

export interface House {
  readonly sandbox: Sandbox;
  readonly test: TestDatabase;
  readonly running: Running;
  readonly inbox: TestInbox;
  readonly env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

/** Everything that `npm start` starts, on a database of its own: the sandbox, the whole server, linked staff phones. */
export async function startHouse(more: NodeJS.ProcessEnv = {}): Promise<House> {
  const test = await makeTestDatabase();
  const sandbox = await startSandbox({ port: 0, bots });
  const told = environment(test.url, sandbox.url);
  const inbox = await foundInbox(test, told);
  const env = { ...told, ...inbox.env, ...more };
  await putOffWeeklyTest(test);
  const running = await start(env);
  await linkPhones(sandbox, running);
  const stop = async (): Promise<void> => {
    await running.stop();
    await sandbox.stop();
    await test.drop();
  };
  return { sandbox, test, running, inbox, env, stop };
}

/** What a server needs to be told, for a database and a server that speaks the Bot API. */
export function environment(databaseUrl: string, telegramRoot: string): NodeJS.ProcessEnv {
  return {
    DATABASE_URL: databaseUrl,
    TELEGRAM_API_ROOT: telegramRoot,
    TELEGRAM_BOT_TOKEN: bots.intake,
    TELEGRAM_STAFF_BOT_TOKEN: bots.staff,
    EDGE_SECRET: randomBytes(32).toString('hex'),
    DATA_DIR: mkdtempSync(join(tmpdir(), 'zaklon-house-')),
    PORT: '0',
    LOG_LEVEL: 'fatal',
    ZAKLON_DEMO_STAFF: '1',
  };
}

/** An organisation with an inbox for a server that will be started with `env`; `TestInbox.env` tells the server of it. */
export const foundInbox = (test: TestDatabase, env: NodeJS.ProcessEnv): Promise<TestInbox> =>
  TestInbox.found(test.database, new EdgeVault(Buffer.from(env['EDGE_SECRET']!, 'hex')), systemClock);

/** Or every phone of staff would ring in the middle of a story that is told on a Tuesday at eleven. */
export async function putOffWeeklyTest(test: TestDatabase): Promise<void> {
  await test.source.query(
    `insert into weekly_test (number, due_at, raised_at, closed_at) values (0, now(), now() + interval '1 hour', now())`,
  );
}

export async function linkPhones(sandbox: Sandbox, running: Running): Promise<void> {
  const phones = Object.values(phoneOf);
  running.demoStaff.forEach(({ code }, index) => {
    if (code !== null) sandbox.phone(phones[index]!).send('staff', `/start ${code}`);
  });
  await eventually(() =>
    phones.every((id) =>
      sandbox
        .phone(id)
        .messages('staff')
        .some(({ from }) => from === 'bot'),
    ),
  );
}

/** Waits for something that happens by itself; fails when it has not in good time. */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  milliseconds = patience,
): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!(await holds(condition))) {
    if (performance.now() > end)
      throw new Error(`It did not happen within ${milliseconds} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A condition that cannot be asked just now (a database that restarts) does not hold yet. */
async function holds(condition: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await condition();
  } catch {
    return false;
  }
}
