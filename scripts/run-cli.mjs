/** npm run -s score -- HIT: runs a command of src/cli. Its stdout belongs to the command alone; what we say goes to stderr. */
import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, runScript } from './install.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const say = (sentence) => console.error(`· ${sentence}`);

await runScript(async () => {
  install(say);
  const { build } = await import('./build.mjs');
  await build();
  const main = join(root, '.build', 'evaluation', 'src', 'cli', 'main.js');
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', main, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  return status ?? 1;
});
