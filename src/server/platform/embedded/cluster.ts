import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Binaries } from './binaries.js';
import { canEnter, whoRunsPostgres, type RunAs } from './system-user.js';

/** Where root keeps what the system user must reach: root's own home is closed to that user. */
export const sharedFolder = '/var/lib/zaklon';

const settingsSchema = z.strictObject({
  place: z.string(),
  port: z.int().min(1).max(65_535),
  password: z.string().min(32),
});

/** Kept in `postgres.json` of the data folder, readable by its owner only. `place` is relative to it, so that the folder may move. */
export type Settings = z.infer<typeof settingsSchema>;

/** One data folder's PostgreSQL: where it lives and who runs it. */
export interface Cluster {
  readonly dataDir: string;
  readonly runAs: RunAs | undefined;
  readonly settings: Settings;
  /** The folder that belongs to the user who runs it. */
  readonly place: string;
  /** PostgreSQL's own data folder. */
  readonly data: string;
  readonly log: string;
  /** For a copy of the programs, should one be needed. */
  readonly programs: string;
}

/** Finds what an earlier start settled, or settles it now. */
export async function settleCluster(dataDir: string): Promise<Cluster> {
  const folder = resolve(dataDir);
  mkdirSync(folder, { recursive: true });
  const known = readSettings(folder);
  const runAs = whoRunsPostgres(resolve(folder, known?.place ?? 'postgres'));
  const settings = known ?? {
    place: choosePlace(folder, runAs),
    port: await freePort(),
    password: randomBytes(24).toString('hex'),
  };
  if (!known) writeSettings(folder, settings);
  const place = resolve(folder, settings.place);
  makePlace(place, runAs);
  return {
    dataDir: folder,
    runAs,
    settings,
    place,
    data: join(place, 'data'),
    log: join(place, 'postgres.log'),
    programs: runAs ? sharedFolder : folder,
  };
}

export function readSettings(dataDir: string): Settings | undefined {
  const file = join(resolve(dataDir), 'postgres.json');
  if (!existsSync(file)) return undefined;
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Without the parser's own words, which would quote the password.
    throw new Error(
      `${file} cannot be read. Start as the user who started first, or choose another DATA_DIR.`,
    );
  }
}

function writeSettings(dataDir: string, settings: Settings): void {
  const file = join(dataDir, 'postgres.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(settings)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Another program took our port while we were away: take a free one and remember it. */
export async function moveToFreePort(cluster: Cluster): Promise<Cluster> {
  const settings = { ...cluster.settings, port: await freePort() };
  writeSettings(cluster.dataDir, settings);
  return { ...cluster, settings };
}

function choosePlace(dataDir: string, runAs: RunAs | undefined): string {
  if (!runAs || canEnter(dataDir, runAs)) return 'postgres';
  return join(sharedFolder, `postgres-${randomBytes(6).toString('hex')}`);
}

function makePlace(place: string, runAs: RunAs | undefined): void {
  if (existsSync(place)) return;
  mkdirSync(place, { recursive: true, mode: 0o755 });
  chmodSync(place, 0o700);
  if (runAs) chownSync(place, runAs.uid, runAs.gid);
}

export async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? found(address.port) : failed(new Error('No free port.')),
      );
    });
  });
}

export async function portIsFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
  });
}

/**
 * Makes the data folder, once. It is made beside its place and renamed at the end: what was broken off is thrown away, not used.
 * The text encoding and the sort order are PostgreSQL's own (builtin C.UTF-8), so that neither LANG nor the system's libraries matter.
 */
export async function makeDataFolder(cluster: Cluster, binaries: Binaries, quick: boolean): Promise<void> {
  const unfinished = join(cluster.place, 'data.unfinished');
  const passwordFile = join(cluster.place, 'password.once');
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, `${cluster.settings.password}\n`, { mode: 0o600, flag: 'wx' });
  if (cluster.runAs) chownSync(passwordFile, cluster.runAs.uid, cluster.runAs.gid);
  try {
    await run(cluster, binaries.initdb, [
      ...[`--pgdata=${unfinished}`, '--username=zaklon', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
      ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
      ...['--no-instructions', ...(quick ? ['--no-sync'] : [])],
    ]);
    renameSync(unfinished, cluster.data);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** What PostgreSQL's programs may see of our environment: nothing that could steer them, and none of our secrets. */
export const bareEnvironment: NodeJS.ProcessEnv = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

async function run(cluster: Cluster, program: string, args: readonly string[]): Promise<void> {
  await new Promise<void>((done, failed) => {
    const child = spawn(program, args, {
      cwd: cluster.place,
      env: bareEnvironment,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...cluster.runAs,
    });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.once('error', failed);
    child.once('close', (code) =>
      code === 0
        ? done()
        : failed(new Error(`PostgreSQL's data folder could not be made: ${complaint.trim().slice(-600)}`)),
    );
  });
}
