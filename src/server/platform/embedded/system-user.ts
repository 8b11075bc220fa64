import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';

/** Whom a PostgreSQL process runs as. Absent: whoever we are ourselves. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root, so root needs somebody else; the last two are what systems have when we may add nobody. */
const candidates = ['zaklon', 'postgres', 'nobody'] as const;

/** `useradd` is Debian's and Red Hat's, `adduser -S` is BusyBox's. */
const waysToAdd = [
  [
    'useradd',
    '--system',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    'zaklon',
  ],
  ['adduser', '-S', '-D', '-H', 'zaklon'],
] as const;

/**
 * Who shall run PostgreSQL.
 *
 * @param existing a folder that already holds data: its owner goes on owning it, whoever starts us today
 * @returns undefined when we are not root: then PostgreSQL runs as we do, and no user is ever created
 * @throws Error with a plain sentence when we are root and there is nobody else
 */
export function whoRunsPostgres(existing: string): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(existing)) {
    const { uid, gid } = statSync(existing);
    if (uid !== 0) return { uid, gid };
  }
  const found = lookUp('zaklon') ?? addedUser() ?? candidates.map(lookUp).find((user) => user !== undefined);
  if (!found) {
    throw new Error(
      'PostgreSQL refuses to run as root, and no user could be created for it. Start Zaklon as an ordinary user, ' +
        'or set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
  return found;
}

function addedUser(): RunAs | undefined {
  for (const [command, ...args] of waysToAdd) {
    if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) return lookUp('zaklon');
  }
  return undefined;
}

function lookUp(name: string): RunAs | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return undefined;
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

/** Whether that user can enter the folder, asked of the system itself so that every parent and every ACL counts. */
export function canEnter(folder: string, runAs: RunAs | undefined): boolean {
  return spawnSync('test', ['-x', folder], { cwd: '/', stdio: 'ignore', ...runAs }).status === 0;
}
