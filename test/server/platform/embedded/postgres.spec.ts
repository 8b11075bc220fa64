import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import {
  erasePostgres,
  startPostgres,
  type EmbeddedPostgres,
} from '../../../../src/server/platform/embedded/postgres.js';
import { readLock, whoHolds } from '../../../../src/server/platform/embedded/postmaster.js';
import { keepPort } from '../../../builders/keep-port.js';

/** Whom to be when the test itself is root; PostgreSQL's processes and the launcher then run as this ordinary user. */
const ordinary = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;
const built = resolve('.build/evaluation/src/server/platform/embedded/postgres.js');

let dataDir: string;
/** Killed after each test, or a failed one would keep Jest waiting for ever. */
let launchers: ChildProcess[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'zaklon-pg-'));
  chmodSync(dataDir, 0o755);
  launchers = [];
});

afterEach(async () => {
  for (const launcher of launchers) launcher.kill('SIGKILL');
  await erasePostgres(dataDir);
});

async function start(): Promise<EmbeddedPostgres> {
  return startPostgres({ dataDir, fast: true });
}

async function ask(url: string, question: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(question);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

/** Starts the launcher in a process of its own, which prints the address and then waits to be killed. */
async function startElsewhere(asUser?: {
  uid: number;
  gid: number;
}): Promise<{ url: string; child: ChildProcess }> {
  const script = `
    const { startPostgres } = await import(${JSON.stringify(built)});
    const { url } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, fast: true });
    console.log(url);
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...asUser,
  });
  launchers.push(child);
  const url = await new Promise<string>((found, failed) => {
    child.stdout?.once('data', (chunk: Buffer) => found(chunk.toString().trim()));
    child.once('exit', (code) => failed(new Error(`The launcher ended with ${code}.`)));
  });
  return { url, child };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await ended;
}

const ownerOf = (pid: number): number =>
  Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? -1);

describe('starting the built-in PostgreSQL', () => {
  it('keeps text as UTF-8 and knows the small letters of both our alphabets, whatever LANG says', async () => {
    const { url } = await start();

    expect(await ask(url, `select current_setting('server_encoding') as answer`)).toBe('UTF8');
    expect(await ask(url, `select lower('ЂШЧ ČĆĐ') as answer`)).toBe('ђшч čćđ');
  });

  it('listens on this machine only, and lets nobody in without the password', async () => {
    const { url } = await start();
    const wrong = new URL(url);
    wrong.password = 'wrong';

    expect(await ask(url, `select current_setting('listen_addresses') as answer`)).toBe('127.0.0.1');
    expect(await ask(url, `select current_setting('unix_socket_directories') as answer`)).toBe('');
    await expect(ask(wrong.href, 'select 1 as answer')).rejects.toThrow('password authentication failed');
    expect(statSync(join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
  });

  it('never runs as root', async () => {
    const { pid } = await start();

    expect(ownerOf(pid)).not.toBe(0);
  });

  it('keeps address and data from one start to the next', async () => {
    await keepPort(dataDir);
    const first = await start();
    await ask(first.url, 'create table kept as select 7 as answer');
    await first.stop();

    const second = await start();

    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'select answer from kept')).toBe(7);
  });

  it('moves to another port when somebody took ours meanwhile', async () => {
    const first = await start();
    await ask(first.url, 'create table kept as select 7 as answer');
    await first.stop();
    const thief = await occupy(Number(new URL(first.url).port));

    const second = await start();

    expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
    expect(await ask(second.url, 'select answer from kept')).toBe(7);
    await new Promise((closed) => thief.close(closed));
  });

  it('throws a broken-off beginning away and begins anew', async () => {
    const first = await start();
    await first.stop();
    const place = join(dataDir, 'postgres');
    rmSync(join(place, 'data'), { recursive: true });
    mkdirSync(join(place, 'data.unfinished', 'base'), { recursive: true });
    writeFileSync(join(place, 'data.unfinished', 'PG_VERSION'), '18\n');

    const second = await start();

    expect(await ask(second.url, 'select 1 as answer')).toBe(1);
  });

  it('writes no value of a failed statement into its log', async () => {
    const { url } = await start();
    await ask(url, 'create table people (name text primary key, age int not null)');

    await expect(ask(url, `insert into people values ('MARKED-VALUE', null)`)).rejects.toThrow('null value');
    await expect(ask(url, `select 'MARKED-VALUE'::int as answer`)).rejects.toThrow('invalid input');

    expect(readFileSync(join(dataDir, 'postgres', 'postgres.log'), 'utf8')).not.toContain('MARKED');
  });
});

describe('stopping', () => {
  it('returns when the process is gone, with everything written', async () => {
    const { pid, stop } = await start();

    await stop();

    expect(whoHolds(join(dataDir, 'postgres', 'data'), pid)).toBe('dead');
    expect(existsSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
  });

  it('does not wait for somebody who is still connected', async () => {
    const { url, pid, stop } = await start();
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    // For whoever waited for her, this would never end.
    await stop();

    expect(whoHolds(join(dataDir, 'postgres', 'data'), pid)).toBe('dead');
  });
});

describe('after whoever started it was killed', () => {
  it('takes over the server that lives on', async () => {
    const killed = await startElsewhere();
    await ask(killed.url, 'create table kept as select 7 as answer');
    const { pid } = readLock(join(dataDir, 'postgres', 'data')) ?? {};
    await kill(killed.child);

    const next = await start();

    expect(next.pid).toBe(pid);
    expect(await ask(next.url, 'select answer from kept')).toBe(7);
    await next.stop();
    expect(whoHolds(join(dataDir, 'postgres', 'data'), next.pid)).toBe('dead');
  });

  it('is not reached by a Ctrl-C that was meant for the application', async () => {
    const { child, url } = await startElsewhere();
    const { pid = 0 } = readLock(join(dataDir, 'postgres', 'data')) ?? {};

    const groupOf = (process: number): string | undefined =>
      readFileSync(`/proc/${process}/stat`, 'utf8').split(') ')[1]?.split(' ')[2];

    expect(groupOf(pid)).toBe(`${pid}`);
    expect(await ask(url, 'select 1 as answer')).toBe(1);
    await kill(child);
  });

  it('starts although the lock of a server that was killed too names a living process', async () => {
    const first = await start();
    await ask(first.url, 'create table kept as select 7 as answer');
    const lock = join(dataDir, 'postgres', 'data', 'postmaster.pid');
    const text = readFileSync(lock, 'utf8');
    await first.stop();
    // The number of the dead server was given to another process of the same user, as happens in containers, where numbers
    // begin at 1 again. (PostgreSQL itself overlooks its parent and the processes of other users.)
    const { uid, gid } = statSync(join(dataDir, 'postgres'));
    const stranger = spawn('sleep', ['60'], { cwd: '/', stdio: 'ignore', ...(isRoot ? { uid, gid } : {}) });
    launchers.push(stranger);
    writeFileSync(lock, text.replace(/^\d+/, String(stranger.pid)));
    if (isRoot) chownSync(lock, uid, gid);

    const second = await start();

    expect(await ask(second.url, 'select answer from kept')).toBe(7);
  });

  it('recovers what was committed when PostgreSQL itself was killed', async () => {
    const first = await startPostgres({ dataDir });
    await ask(first.url, 'create table kept as select 7 as answer');
    process.kill(first.pid, 'SIGKILL');

    const second = await start();

    expect(await ask(second.url, 'select answer from kept')).toBe(7);
  });
});

/** A clone in root's home is closed to everybody else, and then nobody else can start anything from it. */
const ordinaryUsersCanComeHere =
  isRoot && spawnSync(process.execPath, ['--check', built], { cwd: '/', ...ordinary }).status === 0;

const asRoot = isRoot ? describe : describe.skip;

asRoot(isRoot ? 'started by root' : 'started by root: these tests do not run as root', () => {
  it('uses a place outside a closed home, and finds it again', async () => {
    chmodSync(dataDir, 0o700);
    const first = await start();
    await ask(first.url, 'create table kept as select 7 as answer');
    await first.stop();

    const second = await start();

    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    expect(await ask(second.url, 'select answer from kept')).toBe(7);
  });

  (ordinaryUsersCanComeHere ? it : it.skip)(
    'goes on as the user whose data they are (needs a clone that others can enter)',
    async () => {
      chownSync(dataDir, ordinary.uid, ordinary.gid);
      const { child, url } = await startElsewhere(ordinary);
      await ask(url, 'create table kept as select 7 as answer');
      const { pid = 0 } = readLock(join(dataDir, 'postgres', 'data')) ?? {};
      await kill(child);
      process.kill(pid, 'SIGINT');

      const next = await start();

      expect(await ask(next.url, 'select answer from kept')).toBe(7);
      expect(ownerOf(next.pid)).toBe(ordinary.uid);
    },
  );
});

async function occupy(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  return server;
}
