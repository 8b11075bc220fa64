/** npm run check: format, lint, types, dependency rules, dead code. All of them run, even when one fails. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, runScript } from './install.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const folders = ['src', 'migrations', 'test', 'bench'].filter((folder) => existsSync(join(root, folder)));

const require = createRequire(import.meta.url);
const inPackage = (manifest, program) => join(dirname(manifest), program);

/** Asked for only after the installation, before which none of them is there. */
const checks = () => ({
  format: [
    inPackage(require.resolve('prettier/package.json'), 'bin/prettier.cjs'),
    '--check',
    '--log-level',
    'warn',
    '.',
  ],
  lint: [inPackage(require.resolve('eslint/package.json'), 'bin/eslint.js'), '--max-warnings', '0', '.'],
  types: [inPackage(require.resolve('typescript/package.json'), 'bin/tsc'), '--noEmit'],
  'dependency rules': [
    inPackage(require.resolve('dependency-cruiser/package.json'), 'bin/dependency-cruise.mjs'),
    ...['--config', '.dependency-cruiser.cjs', ...folders],
  ],
  'dead code': [inPackage(require.resolve('knip/package.json'), 'bin/knip.js')],
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
