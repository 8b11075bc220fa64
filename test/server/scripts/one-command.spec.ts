import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../builders/free-port.js';

const scripts = resolve('scripts');

let folder: string;
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zaklon-scripts-'));
  children = [];
});

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a few lines of plain JavaScript that may import the scripts, and gives what they printed. */
function run(lines: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', lines], {
    encoding: 'utf8',
  });
  return (stdout + stderr).trim();
}

const hold = (dataDir: string): string => `
  const { holdFolder } = await import(${JSON.stringify(join(scripts, 'instance-lock.mjs'))});
  const giveBack = await holdFolder(${JSON.stringify(dataDir)}, (sentence) => console.log(sentence), () => {
    if (process.env.IMPATIENT) throw new Error('enough');
  });
  console.log('held');`;

/** Another process that holds the folder until it is killed. */
async function holdElsewhere(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `${hold(folder)} setInterval(() => {}, 1000);`,
  ]);
  children.push(child);
  await new Promise((ready) => child.stdout.once('data', ready));
  return child;
}

async function occupy(): Promise<{ server: Server; port: number }> {
  const [server, port] = [createServer(), await freePort()];
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  return { server, port };
}

describe('one Zaklon for one data folder', () => {
  it('says that another one runs, and which, and waits for it', async () => {
    const other = await holdElsewhere();

    const said = run(`process.env.IMPATIENT = '1'; ${hold(folder)}`);

    expect(said).toContain(`Another Zaklon (process ${other.pid}) uses these data; waiting 10 seconds`);
    expect(said).not.toContain('held');
  });

  it('takes the folder over from one that was killed', async () => {
    const other = await holdElsewhere();
    const ended = new Promise((done) => other.once('exit', done));
    other.kill('SIGKILL');
    await ended;

    expect(run(hold(folder))).toBe('held');
  });

  it('is not fooled by a living process that was given the number of a dead one', () => {
    writeFileSync(join(folder, 'running.json'), JSON.stringify({ pid: process.pid, born: 'long ago' }));

    expect(run(hold(folder))).toBe('held');
  });

  it('gives the folder back', () => {
    expect(run(`${hold(folder)} giveBack();`)).toBe('held');
    expect(existsSync(join(folder, 'running.json'))).toBe(false);
  });
});

describe('addresses', () => {
  const ask = (env: Record<string, string>, usual: number): string =>
    run(`
      const { keptPort } = await import(${JSON.stringify(join(scripts, 'ports.mjs'))});
      const port = await keptPort(${JSON.stringify({ DATA_DIR: folder, ...env })}, 'PORT', ${usual}).catch((error) => error.message);
      console.log(port);`);

  it('stay from one start to the next, even when the usual one has become free', async () => {
    const { server, port } = await occupy();
    const first = Number(ask({}, port).split('\n').at(-1));
    await new Promise((closed) => server.close(closed));

    const second = Number(ask({}, port));

    expect(first).toBeGreaterThan(port);
    expect(second).toBe(first);
  });

  it('that the user named are used or refused, never changed', async () => {
    const { server, port } = await occupy();

    expect(ask({ PORT: String(port) }, 3000)).toBe(
      `Port ${port} is in use by another program. Stop that one, or choose another port: PORT=… npm start`,
    );
    await new Promise((closed) => server.close(closed));
    expect(ask({ PORT: String(port) }, 3000)).toBe(String(port));
  });
});

describe('installing', () => {
  /** A clone whose npm only leaves a mark. */
  function clone(installed: object | undefined): string {
    cpSync(join(scripts, 'install.mjs'), join(folder, 'scripts', 'install.mjs'));
    const lock = {
      packages: {
        '': {},
        'node_modules/a': { version: '2.0.0' },
        'node_modules/b': { version: '1.0.0', optional: true },
      },
    };
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    if (installed)
      writeFileSync(
        join(folder, 'node_modules', '.package-lock.json'),
        JSON.stringify({ packages: installed }),
      );
    return `
      const { writeFileSync, chmodSync } = await import('node:fs');
      writeFileSync('${folder}/npm', '#!/bin/sh\\necho npm "$@" >&2; exit ' + (process.env.EXIT ?? 0) + '\\n');
      chmodSync('${folder}/npm', 0o755);
      process.env.PATH = '${folder}:' + process.env.PATH;
      const { install, runScript } = await import('${folder}/scripts/install.mjs');
      await runScript(async () => { install((sentence) => console.log(sentence)); return 0; });`;
  }

  it('is done when nothing is installed, or an older version, or half', () => {
    expect(run(clone(undefined))).toContain('npm ci');
    expect(run(clone({ 'node_modules/a': { version: '1.0.0' } }))).toContain('npm ci');
    expect(run(clone({}))).toContain('npm ci');
  });

  it('is not done when everything that this machine can have is there', () => {
    expect(run(clone({ 'node_modules/a': { version: '2.0.0' } }))).toBe('');
  });

  it('says in a plain sentence what to look at when npm fails, without a stack', () => {
    const said = run(`process.env.EXIT = '1'; ${clone(undefined)}`);

    expect(said).toContain('If its registry cannot be reached, check the network');
    expect(said).not.toContain('    at ');
  });
});

describe('a start that cannot be', () => {
  it('names what is missing in production, starts nothing and leaves nothing behind', () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [join(scripts, 'start.mjs')], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], NODE_ENV: 'production', DATA_DIR: join(folder, 'data') },
    });

    expect(stderr).toContain('TELEGRAM_STAFF_BOT_TOKEN is missing (or TELEGRAM_STAFF_BOT_TOKEN_FILE)');
    expect(stderr).not.toContain('    at ');
    expect(stdout).not.toContain('sandbox');
    expect(status).toBe(1);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });
});

describe('the production build', () => {
  it('is told to leave out the sandbox, and the image too', () => {
    const nest = JSON.parse(readFileSync('nest-cli.json', 'utf8')) as {
      compilerOptions: { builder: { options: { ignore: string[] } } };
    };

    expect(nest.compilerOptions.builder.options.ignore).toContain('src/sandbox/**');
    expect(readFileSync('.dockerignore', 'utf8').split('\n')).toContain('src/sandbox');
  });
});
