import { mkdtempSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, type EmbeddedPostgres } from '../../../src/server/platform/embedded/postgres.js';
import { keepPort } from '../../builders/keep-port.js';
import { Storm } from './storm.js';

const restarts = process.env['ZAKLON_LONG'] === '1' ? 20 : 4;

let dataDir: string;
let postgres: EmbeddedPostgres;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'zaklon-restart-'));
  chmodSync(dataDir, 0o755);
  await keepPort(dataDir);
  postgres = await startPostgres({ dataDir });
  process.env['ZAKLON_TEST_DATABASE_URL'] = postgres.url;
});
afterAll(() => postgres.stop());

describe(`a PostgreSQL that restarts ${restarts} times while a thousand messages arrive`, () => {
  it('loses no message, no alert and no rung, and the server lives through it', async () => {
    const storm = await Storm.brew();
    try {
      let done = 0;
      const { load, remains } = await storm.rage(restarts * 4_000, async (isOver) => {
        // The server is up by then; a restart in the middle of its start costs it up to a minute (docs/STATE.md).
        await new Promise((resolve) => setTimeout(resolve, 4_000));
        while (done < restarts || !isOver()) {
          await new Promise((resolve) => setTimeout(resolve, 1_500));
          if (done === restarts) continue;
          await postgres.stop();
          postgres = await startPostgres({ dataDir });
          done += 1;
        }
      });

      console.log(
        `PostgreSQL restarted ${done} times; sent more than once: ${JSON.stringify(storm.repeated())}`,
      );
      storm.expectNothingLost(load, remains);
    } finally {
      await storm.calmDown();
    }
  });
});
