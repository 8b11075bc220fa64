import { chmodSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.js';
import { startPostgres, type EmbeddedPostgres } from '../../../src/server/platform/embedded/postgres.js';
import { keepPort } from '../../builders/keep-port.js';
import { bots, environment, eventually } from '../support/house.js';
import { ServerProcess } from '../support/server-process.js';

const parts = [
  ...['relay', 'notifications', 'alarms', 'sweeps', 'watchdog', 'http'],
  ...['bot-sweeps', 'updates-intake', 'updates-staff'],
];
const moments = process.env['ZAKLON_LONG'] === '1' ? parts : ['relay', 'alarms'];
const contact = 1001;

let folder: string;
let postgres: EmbeddedPostgres;
let sandbox: Sandbox;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zaklon-birth-'));
  chmodSync(folder, 0o755);
  await keepPort(folder);
  postgres = await startPostgres({ dataDir: folder, fast: true });
  sandbox = await startSandbox({ port: 0, bots });
  env = { ...environment(postgres.url, sandbox.url), LOG_LEVEL: 'info' };
});
afterAll(async () => {
  await sandbox.stop();
  await postgres.stop();
});

/** Found by a storm: the server spun for ever, without a line in its log, and nobody's message was heard any more. */
describe('a PostgreSQL that restarts while the server is being born', () => {
  it.each(moments)(
    'just after %s: the server comes up by itself and hears what a contact wrote',
    async (part) => {
      const logFile = join(folder, `${part}.log`);
      const log = (): string => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
      const server = new ServerProcess(env, logFile);
      server.start();
      await eventually(() => log().includes(`"part":"${part}"`));

      await postgres.stop();
      postgres = await startPostgres({ dataDir: folder, fast: true });
      sandbox.phone(contact).send('intake', '/start');

      await eventually(() => sandbox.pending('intake') === 0);
      expect(server.crashes).toBe(0);
      await server.kill();
    },
  );
});
