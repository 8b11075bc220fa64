import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { ConfigRefused, readConfig } from '../../../src/server/app/config.js';
import { Secret } from '../../../src/server/app/secret.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'zaklon-config-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hex = 'ab'.repeat(32);

/** Everything that production needs. */
const whole: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://zaklon:passw0rd@db:5432/zaklon',
  TELEGRAM_BOT_TOKEN: '111:intake-token',
  TELEGRAM_STAFF_BOT_TOKEN: '222:staff-token',
  EDGE_SECRET: hex,
};

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigRefused) return error.problems;
    throw error;
  }
  return [];
}

function thrownBy(action: () => unknown): unknown {
  try {
    return action() && undefined;
  } catch (error) {
    return error;
  }
}

describe('reading the configuration', () => {
  it('takes what is given and has an answer for the rest', () => {
    const config = readConfig(whole);

    expect(config).toMatchObject({
      role: 'all',
      production: true,
      evaluation: false,
      demoStaff: false,
      host: '127.0.0.1',
      port: 3000,
      timeZone: 'Europe/Belgrade',
      openingHours: 'always',
      logLevel: 'info',
    });
    expect(config.telegram.apiRoot).toBe('https://api.telegram.org');
    expect(config.databaseUrl.reveal()).toBe(whole['DATABASE_URL']);
    expect(config.edgeSecret.reveal()).toEqual(new Uint8Array(32).fill(0xab));
    expect(config.telegram.intake.webhookSecret).toBeUndefined();
    expect(config.redisUrl ?? config.mail ?? config.alertWebhook ?? config.heartbeatUrl).toBeUndefined();
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ ...whole, REDIS_URL: '', PORT: ' ' })).toMatchObject({
      redisUrl: undefined,
      port: 3000,
    });
  });

  it.each([
    ['hex', hex],
    ['base64', Buffer.from(hex, 'hex').toString('base64')],
    ['base64 for addresses', Buffer.from(hex, 'hex').toString('base64url')],
  ])('reads a key in %s', (_, text) => {
    expect(readConfig({ ...whole, EDGE_SECRET: text }).edgeSecret.reveal()).toEqual(
      new Uint8Array(32).fill(0xab),
    );
  });

  it('reads opening hours, over the end of the week and over midnight', () => {
    const { openingHours } = readConfig({ ...whole, OPENING_HOURS: 'Sun-Mon 08:00-22:00; wed 20:00–04:00' });

    expect(openingHours).toEqual([
      { weekday: 7, from: '08:00', to: '22:00' },
      { weekday: 1, from: '08:00', to: '22:00' },
      { weekday: 3, from: '20:00', to: '04:00' },
    ]);
  });

  it('cuts the slash at the end of an address, to which paths will be added', () => {
    const config = readConfig({
      ...whole,
      TELEGRAM_API_ROOT: 'http://127.0.0.1:3001/',
      PUBLIC_URL: 'https://a.example/x/',
    });

    expect([config.telegram.apiRoot, config.publicUrl]).toEqual([
      'http://127.0.0.1:3001',
      'https://a.example/x',
    ]);
  });
});

describe('refusing a configuration', () => {
  it('names everything that is missing in production at once', () => {
    const problems = problemsOf({ NODE_ENV: 'production' }).join('\n');

    for (const name of ['DATABASE_URL', 'TELEGRAM_BOT_TOKEN', 'TELEGRAM_STAFF_BOT_TOKEN', 'EDGE_SECRET']) {
      expect(problems).toContain(`${name} is missing (or ${name}_FILE): `);
    }
  });

  it.each([
    ['DATABASE_URL', 'mysql://MARKED-VALUE'],
    ['REDIS_URL', 'MARKED-VALUE'],
    ['TELEGRAM_BOT_TOKEN', 'MARKED-VALUE'],
    ['TELEGRAM_API_ROOT', 'ftp://MARKED-VALUE'],
    ['PUBLIC_URL', 'MARKED-VALUE'],
    ['SMTP_URL', 'http://MARKED-VALUE'],
    ['HEARTBEAT_URL', 'MARKED-VALUE'],
    ['EDGE_SECRET', 'MARKED-VALUE'],
    ['EDGE_ROOT_FINGERPRINT', `MARKED-VALUE${'0'.repeat(60)}`],
    ['EDGE_INBOX_ID', 'MARKED-VALUE'],
    ['PORT', 'MARKED-VALUE'],
    ['PORT', '70000'],
    ['ROLE', 'MARKED-VALUE'],
    ['TIME_ZONE', 'Europe/MARKED-VALUE'],
    ['OPENING_HOURS', 'Mon-Fri MARKED-VALUE'],
    ['OPENING_HOURS', 'Mon-Fri 08:00-24:30'],
    ['OPENING_HOURS', ';'],
    ['LOG_LEVEL', 'MARKED-VALUE'],
    ['NODE_ENV', 'MARKED-VALUE'],
    ['TELEGRAM_WEBHOOK_SECRET', 'MARKED-VALUE with spaces'],
    ['ALERT_WEBHOOK_SECRET', 'MARKED-VALUE'],
  ])('names %s when its value cannot be used, and never the value', (name, value) => {
    const problems = problemsOf({ ...whole, [name]: value });

    expect(problems.filter((problem) => problem.startsWith(`${name} `))).not.toEqual([]);
    expect(problems.join('\n')).not.toContain('MARKED');
  });

  it.each([
    [
      'webhooks for one bot only',
      { TELEGRAM_WEBHOOK_SECRET: 'a'.repeat(32), PUBLIC_URL: 'https://a.example' },
      'TELEGRAM_STAFF_WEBHOOK_SECRET',
    ],
    [
      'webhooks without an address',
      { TELEGRAM_WEBHOOK_SECRET: 'a'.repeat(32), TELEGRAM_STAFF_WEBHOOK_SECRET: 'b'.repeat(32) },
      'PUBLIC_URL',
    ],
    ['mail without a sender', { SMTP_URL: 'smtp://mail' }, 'MAIL_FROM'],
    [
      'an alert gateway that cannot tell us from others',
      { ALERT_WEBHOOK_URL: 'https://sms.example' },
      'ALERT_WEBHOOK_SECRET',
    ],
    [
      'one bot for staff and for people in need',
      { TELEGRAM_STAFF_BOT_TOKEN: '111:intake-token' },
      'TELEGRAM_STAFF_BOT_TOKEN',
    ],
    ['an evaluation in production', { ZAKLON_EVALUATION: '1' }, 'ZAKLON_EVALUATION'],
    ['invented people in production', { ZAKLON_DEMO_STAFF: '1' }, 'ZAKLON_DEMO_STAFF'],
    ['a bot of the sandbox in production', { TELEGRAM_BOT_TOKEN: '1000001:sandbox-0' }, 'TELEGRAM_BOT_TOKEN'],
    [
      'a staff bot of the sandbox in production',
      { TELEGRAM_STAFF_BOT_TOKEN: '1000002:sandbox-0' },
      'TELEGRAM_STAFF_BOT_TOKEN',
    ],
    ['a public address in the clear in production', { PUBLIC_URL: 'http://a.example' }, 'PUBLIC_URL'],
  ])('refuses %s', (_, change, name) => {
    const problems = problemsOf({ ...whole, ...change });

    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} `));
  });

  it('makes no secrets in production, not even when asked for an evaluation', () => {
    const problems = problemsOf({ NODE_ENV: 'production', ZAKLON_EVALUATION: '1', DATA_DIR: folder });

    expect(problems.join('\n')).toContain('EDGE_SECRET is missing');
    expect(() => statSync(join(folder, 'secrets.json'))).toThrow('ENOENT');
  });
});

describe('secrets in files', () => {
  it('are read without the line break at their end', () => {
    const file = join(folder, 'token');
    writeFileSync(file, '333:from-a-file\n');

    const config = readConfig({ ...whole, TELEGRAM_BOT_TOKEN: undefined, TELEGRAM_BOT_TOKEN_FILE: file });

    expect(config.telegram.intake.token.reveal()).toBe('333:from-a-file');
  });

  it('are refused when the variable itself is set as well', () => {
    const file = join(folder, 'edge');
    writeFileSync(file, hex);

    expect(problemsOf({ ...whole, EDGE_SECRET_FILE: file })).toEqual([
      'EDGE_SECRET and EDGE_SECRET_FILE are both set; keep one of them.',
    ]);
  });

  it('are refused when the file is empty or not there', () => {
    const file = join(folder, 'empty');
    writeFileSync(file, '\n');

    const env = { ...whole, EDGE_SECRET: undefined, DATABASE_URL: undefined };
    const problems = problemsOf({ ...env, EDGE_SECRET_FILE: file, DATABASE_URL_FILE: join(folder, 'none') });

    expect(problems).toContain('EDGE_SECRET_FILE names an empty file.');
    expect(problems).toContain('DATABASE_URL_FILE names a file that cannot be read.');
  });
});

describe('a secret', () => {
  it('shows itself to nobody who does not ask', () => {
    const shown = [
      new Secret('MARKED'),
      { deep: [readConfig({ ...whole, REDIS_URL: 'redis://MARKED:6379' })] },
    ].flatMap((thing) => [
      JSON.stringify(thing),
      inspect(thing, { depth: 9, showHidden: true }),
      `${thing as unknown as string}`,
    ]);

    expect(shown.join('\n')).not.toContain('MARKED');
    expect(shown.join('\n')).not.toContain('passw0rd');
    expect(shown[0]).toBe('"[secret]"');
  });
});

describe('an evaluation', () => {
  const env = (): NodeJS.ProcessEnv => ({
    ZAKLON_EVALUATION: '1',
    DATA_DIR: folder,
    DATABASE_URL: whole['DATABASE_URL'],
  });

  it('makes the secrets that are missing and keeps them', () => {
    const first = readConfig(env());
    const second = readConfig(env());

    expect(first.edgeSecret.reveal()).toHaveLength(32);
    expect(first.edgeAnchor).toBeUndefined();
    expect(second.edgeSecret.reveal()).toEqual(first.edgeSecret.reveal());
    expect(second.telegram.staff.token.reveal()).toBe(first.telegram.staff.token.reveal());
  });

  it('lets nobody else read them', () => {
    readConfig(env());

    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('prefers what it is given', () => {
    expect(readConfig({ ...env(), TELEGRAM_BOT_TOKEN: '9:own' }).telegram.intake.token.reveal()).toBe(
      '9:own',
    );
  });

  it('says in a plain sentence that the file is broken, without what is in it', () => {
    const file = join(folder, 'secrets.json');
    writeFileSync(file, '{"EDGE_SECRET": "MARKED');

    expect(() => readConfig(env())).toThrow('cannot be read');
    expect(inspect(thrownBy(() => readConfig(env())))).not.toContain('MARKED');
  });
});
