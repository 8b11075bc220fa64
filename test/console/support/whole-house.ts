import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.js';
import { start, type Running } from '../../../src/server/app/main.js';
import { hashOf } from '../../../src/server/identity/tokens.js';
import { bots } from '../../scenarios/support/house.js';
import { makeTestDatabase, type TestDatabase } from '../../server/support/test-database.js';
import { BrowserDesk } from './browser-desk.js';
import { setUpToken } from './console-house.js';

/** Passphrases are hashed at the full cost here, on machines that may be busy. */

/** Everything that `npm start` starts, with a browser before it and contacts' phones behind it. */
export class WholeHouse {
  private constructor(
    readonly test: TestDatabase,
    readonly sandbox: Sandbox,
    readonly running: Running,
    readonly desk: BrowserDesk,
    private readonly folder: string,
  ) {}

  static async open(): Promise<WholeHouse> {
    const test = await makeTestDatabase();
    await test.source.query(`insert into set_up_token (hash) values ($1)`, [hashOf(setUpToken)]);
    const sandbox = await startSandbox({ port: 0, bots });
    const folder = mkdtempSync(join(tmpdir(), 'zaklon-whole-house-'));
    const running = await start({
      DATABASE_URL: test.url,
      TELEGRAM_API_ROOT: sandbox.url,
      TELEGRAM_BOT_TOKEN: bots.intake,
      TELEGRAM_STAFF_BOT_TOKEN: bots.staff,
      ZAKLON_EVALUATION: '1',
      DATA_DIR: folder,
      PORT: '0',
      LOG_LEVEL: 'fatal',
    });
    const { port } = new URL(running.url);
    const desk = await BrowserDesk.at(`http://localhost:${port}`);
    return new WholeHouse(test, sandbox, running, desk, folder);
  }

  async close(): Promise<void> {
    await this.desk.browser.close();
    await this.running.stop();
    await this.sandbox.stop();
    await this.test.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
