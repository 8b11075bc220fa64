/**
 * npm run bench [assessments|console|e2ee|reviews|spine]: how fast it is, beside its own ceiling and its peers, in one run on this machine. Figures are
 * for reading and comparing; no test depends on them.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, runScript } from './install.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const say = (sentence) => console.log(`· ${sentence}`);

await runScript(async () => {
  const wanted = process.argv[2];
  install(say);
  const { build } = await import('./build.mjs');
  await build(say);
  compile();
  const stops = [];
  try {
    const names = wanted ? [wanted] : ['spine', 'e2ee', 'console', 'assessments', 'reviews'];
    const env = names.some((name) => ['spine', 'reviews', 'console'].includes(name))
      ? await services(stops)
      : {};
    const codes = names.map((name) => run(join(root, '.build/bench/bench', `${name}.js`), env));
    return Math.max(...codes);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
});

function compile() {
  const folders = [
    'src',
    'migrations',
    'bench',
    'test/builders',
    'test/console/support',
    'test/e2ee',
    'test/fakes',
    'test/server/support',
    'test/server/circles',
  ];
  const swc = join(root, 'node_modules/.bin/swc');
  const { status } = spawnSync(swc, [...folders, '-d', '.build/bench', '-q'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The benchmarks could not be compiled.');
}

/** A PostgreSQL that forces everything to the disk, as in earnest; a Redis when there is one. */
async function services(stops) {
  const { startPostgres, erasePostgres } = await import(
    join(root, '.build/evaluation/src/server/platform/embedded/postgres.js')
  );
  const { findOrInstall, startRedis } = await import('./find-tools.mjs');
  const dataDir = join(root, '.build/bench-postgres');
  mkdirSync(dataDir, { recursive: true });
  stops.push(() => erasePostgres(dataDir));
  const { url } = await startPostgres({ dataDir, onProgress: say });
  const env = { ZAKLON_TEST_DATABASE_URL: url };
  const chromium = findOrInstall('chromium', 'chromium', 'chromium-browser', 'google-chrome');
  if (chromium) env.ZAKLON_TEST_CHROMIUM = chromium;
  const redis = findOrInstall('redis-server', 'redis-server', 'valkey-server');
  if (redis) {
    const server = await startRedis(redis);
    stops.push(server.stop);
    env.ZAKLON_TEST_REDIS_URL = server.url;
  }
  return env;
}

function run(file, env) {
  const result = spawnSync(process.execPath, [file], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return result.status ?? 1;
}
