import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../builders/free-port.js';
import { eventually } from './support/house.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const contact = 1001;
const mira = 2001;

interface Shown {
  readonly messageId: number;
  readonly from: string;
  readonly text: string;
  readonly buttons: readonly (readonly { readonly label: string }[])[];
}

let env: NodeJS.ProcessEnv;
let phones: string;
let started: ChildProcess | null = null;
let printed = '';
let before: readonly string[] = [];

beforeAll(async () => {
  const [port, phonesPort] = [await freePort(), await freePort()];
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'zaklon-start-'));
  env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    DATA_DIR,
    PORT: `${port}`,
    PHONES_PORT: `${phonesPort}`,
  };
  phones = `http://127.0.0.1:${phonesPort}`;
});
afterAll(async () => {
  if (started) await end('SIGTERM');
});

/** Runs what `npm start` runs, until its banner. */
async function start(): Promise<void> {
  printed = '';
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], { env, cwd: root });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (printed += text.toString()));
  started = child;
  await eventually(() => printed.includes('Open the phones'));
}

/** A name and six words each. */
const signIns = (): readonly string[] =>
  printed.match(/^ {2}\S+ +(\S+ ){5}\S+$/gm)?.map((line) => line.trim()) ?? [];

async function end(signal: NodeJS.Signals): Promise<number | null> {
  const child = started!;
  started = null;
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  child.kill(signal);
  return gone;
}

async function ask<T>(path: string, body?: object): Promise<T> {
  const request = body && {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  };
  const response = await fetch(`${phones}/sandbox/${path}`, request);
  if (!response.ok) throw new Error(`The sandbox answered ${response.status} to ${path}.`);
  return (await response.json()) as T;
}

const shownOn = async (phone: number, bot: string): Promise<readonly Shown[]> => {
  const answer = await ask<{ messages: readonly Shown[] } | readonly Shown[]>(
    `phones/${phone}/messages?bot=${bot}`,
  );
  return 'messages' in answer ? answer.messages : answer;
};

async function tap(phone: number, bot: string, label: string): Promise<void> {
  // A message that was on its way when the plug was pulled is taken up again within fifteen seconds.
  await eventually(
    async () =>
      (await shownOn(phone, bot)).some(({ buttons }) =>
        buttons.flat().some((button) => button.label.includes(label)),
      ),
    30_000,
  );
  await ask(`phones/${phone}/tapLabel`, { bot, label });
}

describe('building the console before a start', () => {
  it('leaves the process what it was: no production one, which would refuse to be an evaluation', async () => {
    const target = join(mkdtempSync(join(tmpdir(), 'zaklon-console-')), 'console');
    const code = `
      const { buildConsole } = await import(${JSON.stringify(join(root, 'scripts/build-console.mjs'))});
      await buildConsole({ target: ${JSON.stringify(target)} });
      process.stdout.write('<' + process.env.NODE_ENV + '>');`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
      cwd: root,
    });
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));

    await new Promise((resolve) => child.once('exit', resolve));

    expect(said).toContain('<undefined>');
  });
});

/** One story on one data folder; each step goes on where the one before ended. */
describe('npm start, without any configuration', () => {
  it('reaches its banner, and says what to open and what to try', async () => {
    await start();

    expect(printed).toContain(phones);
    expect(printed).toContain('What to try');
  });

  it('prints how the demo staff sign in, soon after', async () => {
    await eventually(() => printed.includes('Sign in at'));
    await eventually(() => signIns().length === 8);

    for (const name of ['Dunja', 'Jovan', 'Lena', 'Goran', 'Mira', 'Ana', 'Sonja', 'Petar'])
      expect(signIns().some((line) => line.startsWith(`${name} `))).toBe(true);
    expect(printed).toMatch(/Compare them with these:\n {2}\S+( \S+){5}\n/);
    expect(printed).not.toContain('set-up token');
    before = signIns();
  });

  it('goes on where it stopped after the plug was pulled', async () => {
    await ask(`phones/${contact}/send`, { bot: 'intake', text: '/start' });
    await tap(contact, 'intake', 'English');
    await tap(contact, 'intake', 'Yes');
    await eventually(async () =>
      (await shownOn(contact, 'intake')).some(({ text }) => text.includes('program')),
    );

    await end('SIGKILL');
    await start();
    await eventually(() => signIns().length === 8);
    expect(signIns()).toEqual(before);
    await tap(contact, 'intake', 'Start');
    await tap(contact, 'intake', 'About me');
    await tap(contact, 'intake', 'Yes, now');

    await eventually(async () => (await shownOn(mira, 'staff')).some(({ text }) => text.includes('RED')));
    const fromBot = (await shownOn(contact, 'intake')).filter(({ from }) => from === 'bot');
    expect(fromBot).toHaveLength(1);
  });

  it('says so in a plain sentence when it is running already', async () => {
    const second = spawn(process.execPath, [join(root, 'scripts/start.mjs')], { env, cwd: root });
    let said = '';
    for (const stream of [second.stdout, second.stderr])
      stream.on('data', (text: Buffer) => (said += text.toString()));

    const code = await new Promise<number | null>((resolve) => second.once('exit', (exit) => resolve(exit)));

    expect(code).toBe(1);
    expect(said).toMatch(/already runs/i);
  });

  it('drains and stops everything at Ctrl-C', async () => {
    const code = await end('SIGINT');

    expect(code).toBe(0);
    await expect(fetch(phones)).rejects.toThrow();
  });
});
