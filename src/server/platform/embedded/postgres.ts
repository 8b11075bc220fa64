import { spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { usableBinaries, type Binaries } from './binaries.js';
import {
  bareEnvironment,
  makeDataFolder,
  moveToFreePort,
  portIsFree,
  readSettings,
  settleCluster,
  type Cluster,
} from './cluster.js';
import { clearStaleLock, readLock, stopPostmaster, whoHolds } from './postmaster.js';

export interface EmbeddedPostgresOptions {
  /** Holds `postgres.json` (port, password, place) and, where its user can reach it, the data themselves. */
  readonly dataDir: string;
  /** Told in a plain sentence what takes a moment. */
  readonly onProgress?: (sentence: string) => void;
  /** For throw-away data only: nothing is forced to the disk, and a crash of the machine loses it all. */
  readonly fast?: boolean;
}

export interface EmbeddedPostgres {
  /** `postgres://…@127.0.0.1:port/zaklon`; contains the password. */
  readonly url: string;
  readonly pid: number;
  /** Lets open statements end at once, writes everything and returns when the process is gone. Call it last. */
  readonly stop: () => Promise<void>;
}

/** How long a server that is starting, recovering or going away is waited for. */
const patienceMs = 10_000;
/** Recovery after a crash may be long; it is waited for as long as the process lives, up to this. */
const recoveryMs = 180_000;

/**
 * Starts the PostgreSQL that came with `npm ci`, for one data folder, on 127.0.0.1 only and with a random password.
 * A server that is still running for this folder, because whoever started it was killed, is taken over.
 *
 * The caller makes sure that nobody else who is alive uses the folder.
 *
 * @throws Error with a plain sentence when PostgreSQL cannot be had on this machine
 */
export async function startPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32') {
    throw new Error('The built-in PostgreSQL does not run on Windows. Use WSL, or set DATABASE_URL.');
  }
  const tell = options.onProgress ?? (() => undefined);
  const settled = await settleCluster(options.dataDir);
  const adopted = await adopt(settled);
  if (adopted) return adopted;

  const binaries = usableBinaries(settled.programs, settled.runAs);
  if (!existsSync(settled.data)) {
    tell('Making a new database (a few seconds, only once).');
    await makeDataFolder(settled, binaries, options.fast ?? false);
  }
  tell('Starting the database.');
  return launch(settled, binaries, options.fast ?? false);
}

/** Stops whatever runs for this folder and removes its data, for ever. */
export async function erasePostgres(dataDir: string): Promise<void> {
  const settings = readSettings(dataDir);
  if (settings) {
    const place = resolve(dataDir, settings.place);
    const data = join(place, 'data');
    const lock = readLock(data);
    if (lock && whoHolds(data, lock.pid) === 'ours') await stopPostmaster(data, lock.pid);
    rmSync(place, { recursive: true, force: true });
  }
  rmSync(dataDir, { recursive: true, force: true });
}

async function adopt(cluster: Cluster): Promise<EmbeddedPostgres | undefined> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const lock = readLock(cluster.data);
    if (!lock || whoHolds(cluster.data, lock.pid) !== 'ours') return undefined;
    if (await answers(cluster, lock.port)) return running(cluster, lock.pid, lock.port);
    if (performance.now() > until) {
      throw new Error(
        `PostgreSQL (process ${lock.pid}) runs for ${cluster.data} but does not answer. Stop it, then start again.`,
      );
    }
    await pause(100);
  }
}

async function launch(settled: Cluster, binaries: Binaries, fast: boolean): Promise<EmbeddedPostgres> {
  const until = performance.now() + patienceMs;
  let cluster = settled;
  for (;;) {
    clearStaleLock(cluster.data);
    if (!(await portIsFree(cluster.settings.port))) cluster = await moveToFreePort(cluster);
    const pid = await attempt(cluster, binaries, fast);
    if (pid !== undefined) return running(cluster, pid, cluster.settings.port);
    if (performance.now() > until)
      throw new Error(`PostgreSQL did not start. It said: ${lastWords(cluster)}`);
    await pause(250);
  }
}

/** @returns the process id once it answers, undefined when it gave up (the memory of a dead one may take a moment to go) */
async function attempt(cluster: Cluster, binaries: Binaries, fast: boolean): Promise<number | undefined> {
  const log = openSync(cluster.log, 'w', 0o600);
  if (cluster.runAs) chownSync(cluster.log, cluster.runAs.uid, cluster.runAs.gid);
  // In a process group of its own, or a Ctrl-C in the terminal would stop it before our drain has written its last row.
  const child = spawn(binaries.postgres, serverArguments(cluster, fast), {
    cwd: cluster.place,
    env: bareEnvironment,
    stdio: ['ignore', log, log],
    detached: true,
    ...cluster.runAs,
  });
  closeSync(log);
  let over = false;
  child.once('exit', () => (over = true));
  child.once('error', () => (over = true));
  child.unref();
  const until = performance.now() + recoveryMs;
  while (!over && performance.now() < until) {
    if (await answers(cluster, cluster.settings.port)) return child.pid;
    await pause(50);
  }
  return undefined;
}

function serverArguments(cluster: Cluster, fast: boolean): string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${cluster.settings.port}`,
    // A socket file would need a folder with a short path, and nobody asks for it.
    'unix_socket_directories=',
    'password_encryption=scram-sha-256',
    'timezone=UTC',
    'log_timezone=UTC',
    'max_connections=200',
    // Errors quote values and statements, and values here are people: the server's log keeps its own life only.
    'log_min_messages=log',
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    'log_parameter_max_length_on_error=0',
    ...(fast ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ];
  return ['-D', cluster.data, ...settings.flatMap((setting) => ['-c', setting])];
}

function connectionUrl(cluster: Cluster, port: number, database: string): string {
  return `postgres://zaklon:${cluster.settings.password}@127.0.0.1:${port}/${database}`;
}

/** Whether it answers to our password, which also proves that it is ours; makes our database when it is missing. */
async function answers(cluster: Cluster, port: number): Promise<boolean> {
  const client = new pg.Client({
    connectionString: connectionUrl(cluster, port, 'postgres'),
    connectionTimeoutMillis: 2_000,
  });
  // A server that goes away under an idle connection is told by event; without a listener that would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query("select from pg_database where datname = 'zaklon'");
    if (rowCount === 0) await client.query('create database zaklon');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function running(cluster: Cluster, pid: number, port: number): EmbeddedPostgres {
  return { url: connectionUrl(cluster, port, 'zaklon'), pid, stop: () => stopPostmaster(cluster.data, pid) };
}

function lastWords(cluster: Cluster): string {
  const words = existsSync(cluster.log) ? readFileSync(cluster.log, 'utf8').trim() : '';
  return words === '' ? 'nothing.' : words.slice(-600);
}
