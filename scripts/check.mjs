/** npm run check: format, lint, types, dependency rules, dead code. All of them run, even when one fails. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, runScript } from './install.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const folders = ['src', 'migrations', 'test', 'bench'].filter((folder) => existsSync(join(root, folder)));

/** A package's folder, whatever it exports. */
const home = (entry) => {
  let folder = dirname(fileURLToPath(entry));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
};

/** Asked for only after the installation, before which none of them is there. */
const checks = () => ({
  format: [
    join(home(import.meta.resolve('prettier')), 'bin/prettier.cjs'),
    '--check',
    '--log-level',
    'warn',
    '.',
  ],
  lint: [join(home(import.meta.resolve('eslint')), 'bin/eslint.js'), '--max-warnings', '0', '.'],
  types: [join(home(import.meta.resolve('typescript')), 'bin/tsc'), '--noEmit'],
  'types of the console': [
    join(home(import.meta.resolve('typescript')), 'bin/tsc'),
    '--noEmit',
    '-p',
    'src/console',
  ],
  'types of the tests of the keeper': [
    join(home(import.meta.resolve('typescript')), 'bin/tsc'),
    '--noEmit',
    '-p',
    'test/console/keeper',
  ],
  'dependency rules': [
    join(home(import.meta.resolve('dependency-cruiser')), 'bin/dependency-cruise.mjs'),
    ...['--config', '.dependency-cruiser.cjs', ...folders],
  ],
  'dead code': [join(home(import.meta.resolve('knip')), 'bin/knip.js')],
});

await runScript(async () => {
  install((sentence) => console.log(`· ${sentence}`));
  const failed = Object.entries(checks())
    .filter(([name, command]) => !passes(name, command))
    .map(([name]) => name);
  console.log(failed.length === 0 ? 'Every check passed.' : `Failed: ${failed.join(', ')}.`);
  return failed.length === 0 ? 0 : 1;
});

function passes(name, [program, ...args]) {
  console.log(`· ${name}`);
  const { status } = spawnSync(process.execPath, [program, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return status === 0;
}
