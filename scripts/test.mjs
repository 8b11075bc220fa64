/**
 * npm test: everything that a clean clone can test, with a PostgreSQL and, when there is one, a Redis of its own.
 * npm run test:long (--long): the files *.long.spec.ts and, with larger numbers, those with "kill" in their name and the flood.
 * Further arguments go to Jest, for example: npm test -- test/domain
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PlainError, install, runScript } from './install.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, '.build', 'test-postgres');
const say = (sentence) => console.log(`· ${sentence}`);

await runScript(async () => {
  const long = process.argv.includes('--long');
  const filters = process.argv.slice(2).filter((argument) => argument !== '--long');
  install(say);
  const { build } = await import('./build.mjs');
  await build(say);
  const { findOrInstall } = await import('./find-tools.mjs');

  // Ctrl-C reaches Jest by itself; we wait for it, so that the servers are stopped after their users.
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (interrupted = true));
  const stops = [];
  const missing = [];
  try {
    const env = { ZAKLON_LONG: long ? '1' : undefined, ...(await services(findOrInstall, stops, missing)) };
    if (interrupted) throw new PlainError('Interrupted before the first test.');
    return await runJest(long, filters, env, missing);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
});

/** Whatever starts is put into `stops` at once, so that a failure half-way leaves nothing running. */
async function services(findOrInstall, stops, missing) {
  const { startRedis } = await import('./find-tools.mjs');
  const { startPostgres, erasePostgres } = await import(
    join(root, '.build/evaluation/src/server/platform/embedded/postgres.js')
  );
  await eraseLeftovers(erasePostgres);
  // A folder a run: two runs at once must not stop each other's server.
  const dataDir = join(folder, String(process.pid));
  mkdirSync(dataDir, { recursive: true });
  stops.push(() => erasePostgres(dataDir));
  const { url } = await startPostgres({ dataDir, onProgress: say, fast: true });

  const env = { ZAKLON_TEST_DATABASE_URL: url };
  const redis = findOrInstall('redis-server', 'redis-server', 'valkey-server');
  if (redis) {
    const server = await startRedis(redis);
    stops.push(server.stop);
    env.ZAKLON_TEST_REDIS_URL = server.url;
  } else {
    missing.push('the queue on Redis: no redis-server was found (Debian: apt-get install redis-server)');
  }
  const chromium = findOrInstall(
    'chromium',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  );
  if (chromium) env.ZAKLON_TEST_CHROMIUM = chromium;
  else missing.push('what needs a real browser: no Chromium was found (Debian: apt-get install chromium)');
  return env;
}

/** A run that was killed could not tidy up after itself. */
async function eraseLeftovers(erasePostgres) {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (!isRunning(Number(name))) await erasePostgres(join(folder, name));
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function runJest(long, filters, env, missing) {
  const results = join(root, '.build', `test-results-${process.pid}.json`);
  const args = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(root, 'node_modules/jest/bin/jest.js'),
    '--max-workers=2',
    '--json',
    `--outputFile=${results}`,
    ...(long
      ? ['--testPathPatterns', '(\\.long\\.spec\\.ts$|(kill[^/]*|/flood)\\.spec\\.ts$)']
      : ['--testPathIgnorePatterns', '\\.long\\.spec\\.ts$', '/node_modules/']),
    '--',
    ...filters,
  ];
  const code = await run(args, { ...process.env, NODE_ENV: 'test', ...env });
  if (!existsSync(results)) throw new PlainError('Jest did not come to its end.');
  const outcome = JSON.parse(readFileSync(results, 'utf8'));
  rmSync(results, { force: true });
  report(outcome, missing);
  return code === 0 && outcome.success ? 0 : 1;
}

function run(args, env) {
  return new Promise((done) => {
    // Jest repeats its results on stdout as JSON, which is for no human; people read its stderr.
    const jest = spawn(process.execPath, args, { cwd: root, env, stdio: ['inherit', 'ignore', 'inherit'] });
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => jest.kill(signal));
    jest.once('exit', (code) => done(code ?? 1));
  });
}

function report(outcome, missing) {
  const skipped = outcome.testResults.flatMap((file) =>
    file.assertionResults
      .filter(({ status }) => status === 'pending' || status === 'todo' || status === 'disabled')
      .map(({ fullName }) => `${fullName} (${file.name.slice(root.length + 1)})`),
  );
  const broken = outcome.numRuntimeErrorTestSuites;
  console.log('');
  for (const reason of missing) console.log(`Not tested: ${reason}.`);
  for (const name of skipped) console.log(`Skipped: ${name}`);
  if (broken > 0) console.log(`${broken} files could not be run at all; each counts as one failure.`);
  if (missing.length + skipped.length === 0) console.log('Nothing was skipped.');
  console.log(
    `${outcome.numPassedTests} passed, ${outcome.numFailedTests + broken} failed, ${skipped.length} skipped`,
  );
}
