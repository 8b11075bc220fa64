/**
 * npm start: the whole of Zaklon with one command.
 *
 * Without configuration it is an evaluation: a PostgreSQL of its own, a sandbox instead of Telegram, invented staff. With the
 * variables of the README it is the real thing; then nothing is invented, and what is missing is named.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { PlainError, install, sentenceFor } from './install.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const builtFile = (path) => join(root, '.build', 'evaluation', 'src', path);
const say = (sentence) => console.log(`· ${sentence}`);

/** How long a drain may take before we go without it. */
const drainMs = 30_000;

/** What to stop, in the order in which it was started; it is stopped backwards, so PostgreSQL is last. */
const stops = [];
let leaving = false;
/** For a second Ctrl-C: tells PostgreSQL to stop by itself while we leave at once. */
let postgresPid;

/** Ctrl-C came while we were still starting. */
class Interrupted extends Error {}

const startup = start();
listenForSignals();
noticeThatNpmIsGone();
// A connection that a library holds without listening throws when PostgreSQL goes away; the server outlives that.
process.on(
  'uncaughtException',
  (error) => void (/^(08|57P)/.test(error?.code ?? '') ? undefined : fail(error)),
);
startup.catch((error) => (error instanceof Interrupted ? undefined : fail(error)));

async function start() {
  install(say);
  const { build } = await import('./build.mjs');
  await build(say);
  const env = { ...process.env };
  const plan = planOf(env);
  env.DATA_DIR = resolve(root, env.DATA_DIR || '.data');
  if (plan.database || plan.sandbox) await holdData(env);
  if (plan.database) await startDatabase(env);
  const sandbox = plan.sandbox ? await startPhones(env) : undefined;
  const running = await startServer(env, plan.sandbox);
  if (sandbox) linkStaffPhones(sandbox, running.demoStaff);
  if (!leaving) printBanner(env, running, sandbox?.url);
  if (sandbox) makeDemoAccounts(env, running);
}

function unlessLeaving() {
  if (leaving) throw new Interrupted();
}

async function holdData(env) {
  const { holdFolder } = await import('./instance-lock.mjs');
  unlessLeaving();
  stops.push(await holdFolder(env.DATA_DIR, say, unlessLeaving));
}

/**
 * Whatever the user configures of the outside world makes it the real thing: a sandbox beside a real database, or invented
 * people among real ones, would be worse than a refusal that names what is missing.
 */
function planOf(env) {
  const given = (name) => Boolean(env[name] || env[`${name}_FILE`]);
  const production = env.NODE_ENV === 'production';
  const outside = ['DATABASE_URL', 'TELEGRAM_BOT_TOKEN', 'TELEGRAM_STAFF_BOT_TOKEN', 'TELEGRAM_API_ROOT'];
  return {
    database: !production && !given('DATABASE_URL'),
    sandbox: !production && !outside.some(given),
  };
}

async function startDatabase(env) {
  const { startPostgres } = await import(builtFile('server/platform/embedded/postgres.js'));
  unlessLeaving();
  const database = await startPostgres({ dataDir: env.DATA_DIR, onProgress: say }).catch((error) => {
    throw error.code ? error : new PlainError(error.message);
  });
  postgresPid = database.pid;
  stops.push(() => database.stop());
  env.DATABASE_URL = database.url;
}

async function startPhones(env) {
  say('Starting the sandbox: phones in the browser instead of Telegram.');
  const { evaluationSecrets } = await import(builtFile('server/app/evaluation-secrets.js'));
  const { startSandbox } = await import(builtFile('sandbox/sandbox.js'));
  const { keptPort } = await import('./ports.mjs');
  const secrets = evaluationSecrets(env.DATA_DIR);
  unlessLeaving();
  const sandbox = await startSandbox({
    port: await keptPort(env, 'PHONES_PORT', 3001),
    bots: { intake: secrets.TELEGRAM_BOT_TOKEN, staff: secrets.TELEGRAM_STAFF_BOT_TOKEN },
    // As the field guide wants it: a name that says nothing to somebody who grabs the phone.
    names: { intake: 'Notes', staff: 'Duty' },
    journal: join(env.DATA_DIR, 'sandbox.jsonl'),
  });
  stops.push(() => sandbox.stop());
  env.TELEGRAM_API_ROOT = sandbox.url;
  env.TELEGRAM_BOT_TOKEN = secrets.TELEGRAM_BOT_TOKEN;
  env.TELEGRAM_STAFF_BOT_TOKEN = secrets.TELEGRAM_STAFF_BOT_TOKEN;
  env.ZAKLON_EVALUATION = '1';
  env.ZAKLON_DEMO_STAFF = '1';
  env.LOG_LEVEL ||= 'warn';
  return sandbox;
}

/** The staff phones on the sandbox's page. */
const staffPhones = [2001, 2002, 2003];

/** Does for the invented colleagues what real ones do once: opens the staff bot with the code that an administrator gave. */
function linkStaffPhones(sandbox, members) {
  for (const [index, { code }] of members.entries()) {
    if (code !== null) sandbox.phone(staffPhones[index]).send('staff', `/start ${code}`);
  }
}

/** Accounts for the invented colleagues, made by a client of the API while the phones work already; it prints the sign-ins. */
function makeDemoAccounts(env, { url, demoStaff }) {
  if (leaving || ['bot', 'worker'].includes(env.ROLE)) return;
  const script = spawn(process.execPath, ['--enable-source-maps', builtFile('cli/demo/main.js')], {
    env,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const gone = new Promise((resolve) => script.once('close', resolve));
  script.once('error', () => say('The demo staff could not be made. Everything else runs.'));
  stops.push(() => {
    script.kill();
    return gone;
  });
  const onDuty = demoStaff.map(({ staffId, dutyName }) => ({ staffId, dutyName }));
  const words = join(root, 'src/console/keeper/eff-large-word-list.txt');
  script.stdin.end(JSON.stringify({ url, dataDir: env.DATA_DIR, words, onDuty }));
}

async function startServer(env, evaluation) {
  say('Starting Zaklon.');
  const { keptPort, refuseTaken } = await import('./ports.mjs');
  if (evaluation) env.PORT = String(await keptPort(env, 'PORT', 3000));
  else await refuseTaken(env, 'PORT');
  const server = await import(builtFile('server/app/main.js'));
  unlessLeaving();
  const running = await server.start(env);
  stops.push(() => running.stop());
  return running;
}

function printBanner(env, running, phones) {
  const line = '─'.repeat(78);
  const folder = relative(process.cwd(), env.DATA_DIR) || '.';
  const lines = [`Zaklon is running: ${running.url}`];
  if (!phones) lines.push(...running.banner);
  else {
    lines.push(
      '',
      `Open the phones:   ${phones}`,
      '',
      'What to try',
      '  1. On a contact\'s phone: Start, a language, and answer; at "in danger right now" tap "Yes, now".',
      '  2. Within a second the focal point\'s phone shows an alert: tap "I take it". The others are told.',
      '  3. Tap "I am in contact": the answer clock stops.',
      '  4. Do it again and tap nothing: see who is called next, and when.',
      '  5. Sign in to the console as one of the staff: the sign-ins follow here in a moment.',
      '',
      'This is an evaluation: the people are invented, the phones stand in for Telegram, and whoever',
      'uses this machine can read it. Help nobody with it; the README says how to run it in earnest.',
    );
  }
  lines.push('', `The data stay in ${folder}. Ctrl-C stops everything; the next start goes on from there.`);
  console.log(['', line, ...lines, line, ''].join('\n'));
}

/** npm passes on a Ctrl-C that the terminal has already given to us: what comes within a second is the same one. */
function listenForSignals() {
  let first;
  const onSignal = () => {
    if (first === undefined) {
      first = performance.now();
      console.log('');
      say('Stopping: finishing what is under way (Ctrl-C again to leave at once).');
      void leave(0);
    } else if (performance.now() - first > 1_000) forceOut();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
}

/**
 * A signal to npm alone ends npm and its shell, which pass nothing on, and SIGKILL cannot be passed on: without this we would
 * run on, unseen, and the next start would find the folder in use.
 */
function noticeThatNpmIsGone() {
  if (!process.env.npm_lifecycle_event) return;
  const before = npmsChain();
  const watch = setInterval(() => {
    if (npmsChain() === before) return;
    clearInterval(watch);
    void leave(0);
  }, 250);
  watch.unref();
}

/** Our parent and, when that is the shell that npm runs scripts in, npm itself; an orphan is given to another parent. */
function npmsChain() {
  const parent = process.ppid;
  try {
    const [, name, rest] = /\((.*)\) (.*)/s.exec(readFileSync(`/proc/${parent}/stat`, 'utf8'));
    return ['sh', 'dash', 'bash', 'ash', 'busybox'].includes(name)
      ? `${parent} ${rest.split(' ')[1]}`
      : `${parent}`;
  } catch {
    return `${parent}`;
  }
}

async function fail(error) {
  const sentence = sentenceFor(error);
  console.error(sentence ? `\n${sentence}\n` : error);
  await leave(1);
}

async function leave(code) {
  if (leaving) return;
  leaving = true;
  const patience = setTimeout(() => {
    say(
      `It takes longer than ${drainMs / 1_000} seconds; leaving without it. Nothing that was saved is lost.`,
    );
    forceOut();
  }, drainMs);
  // What is just being started belongs to nobody yet: let it end, or nobody would stop it.
  await startup.catch(() => undefined);
  let trouble = code;
  for (let stop = stops.pop(); stop; stop = stops.pop()) {
    try {
      await stop();
    } catch (error) {
      trouble = 1;
      console.error(error);
    }
  }
  clearTimeout(patience);
  say(trouble === 0 ? 'Stopped.' : 'Stopped because of an error.');
  process.exit(trouble);
}

function forceOut() {
  try {
    if (postgresPid) process.kill(postgresPid, 'SIGINT');
  } catch {
    // It is gone already, which is what we want.
  }
  process.exit(1);
}
