import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What the lock file of a data folder says about the server that wrote it. */
export interface Lock {
  readonly pid: number;
  readonly port: number;
}

const lockFile = (data: string): string => join(data, 'postmaster.pid');

/** @returns undefined when there is no lock file, or one that was not written to its end */
export function readLock(data: string): Lock | undefined {
  if (!existsSync(lockFile(data))) return undefined;
  const [pid, , , port] = readFileSync(lockFile(data), 'utf8').split('\n').map(Number);
  return pid && port ? { pid, port } : undefined;
}

/**
 * Whether the process is the server of this data folder.
 *
 * `elsewhere` is a living process that is certainly something else: the number was given out again after ours died.
 * `unknown` is a PostgreSQL of which we cannot see the folder; nobody may take its lock away.
 */
export type Holder = 'ours' | 'elsewhere' | 'dead' | 'unknown';

export function whoHolds(data: string, pid: number): Holder {
  if (!alive(pid)) return 'dead';
  return process.platform === 'linux' ? holderByProc(data, pid) : holderByName(pid);
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A PostgreSQL server, and each of its processes, works in its data folder; that tells ours from all others. */
function holderByProc(data: string, pid: number): Holder {
  try {
    if (readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')) return 'dead';
    if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'postgres') return 'elsewhere';
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data) ? 'ours' : 'elsewhere';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'dead' : 'unknown';
  }
}

function holderByName(pid: number): Holder {
  try {
    const name = execFileSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' });
    return name.includes('postgres') ? 'ours' : 'elsewhere';
  } catch {
    return 'unknown';
  }
}

/**
 * Removes a lock file whose process is no PostgreSQL of this folder. PostgreSQL removes one of a dead process itself, but
 * refuses to start when the number has been given to any other living process, as happens after every restart of a container.
 */
export function clearStaleLock(data: string): void {
  const lock = readLock(data);
  if (lock && whoHolds(data, lock.pid) === 'elsewhere') rmSync(lockFile(data), { force: true });
}

/**
 * Stops the server: open transactions are rolled back, everything committed is on the disk (PostgreSQL's "fast" shutdown).
 * After `patienceMs` it is stopped the hard way, which costs a recovery at the next start and loses nothing committed.
 */
export async function stopPostmaster(data: string, pid: number, patienceMs = 20_000): Promise<void> {
  signal(pid, 'SIGINT');
  if (await gone(data, pid, patienceMs)) return;
  signal(pid, 'SIGQUIT');
  if (await gone(data, pid, 10_000)) return;
  throw new Error(`PostgreSQL (process ${pid}) does not stop.`);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function gone(data: string, pid: number, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs;
  while (performance.now() < until) {
    const holder = whoHolds(data, pid);
    if (holder === 'dead' || holder === 'elsewhere') return true;
    await pause(25);
  }
  return false;
}
