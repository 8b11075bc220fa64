import { z } from 'zod';
import { isDayName } from '../../domain/review/working-hours.js';
import { isZone } from '../../domain/shared/zoned-time.js';
import { readOpeningHours, type OpeningHours } from './opening-hours.js';
import { Secret } from './secret.js';

/** Every message says what to do and never quotes the value: the value may be a password in the wrong place. */
const hint = (what: string): { readonly error: string } => ({ error: what });

const oneOf = <const T extends readonly [string, ...string[]]>(...words: T) =>
  z.enum(words, hint(`must be one of ${words.join(', ')}`));

const address = (schemes: readonly string[], what: string) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), hint(what));

const secret = (schema: z.ZodType<string>) => schema.transform((text) => new Secret(text));

const webAddress = (what: string) => address(['http:', 'https:'], what);

const token = secret(
  z.string().regex(/^\d+:[\w-]+$/, hint('is no bot token; @BotFather gives it, like 123456:ABC-def')),
);

const webhookSecret = secret(
  z
    .string()
    .regex(
      /^[\w-]{16,256}$/,
      hint('must be 16 to 256 of A-Z, a-z, 0-9, _ and -; make one with: openssl rand -hex 32'),
    ),
);

/** 32 bytes as 64 hexadecimal digits, or as base64 with or without padding. */
function bytes32(text: string): Uint8Array | null {
  const bytes = /^[0-9a-f]{64}$/i.test(text)
    ? Buffer.from(text, 'hex')
    : /^[\w+/-]{43}=?$/.test(text)
      ? Buffer.from(text, 'base64')
      : null;
  return bytes?.length === 32 ? new Uint8Array(bytes) : null;
}

const key = (what: string) =>
  z.string().transform((text, check): Uint8Array => {
    const bytes = bytes32(text);
    if (bytes) return bytes;
    check.addIssue({ code: 'custom', message: what });
    return z.NEVER;
  });

const openingHours = z.string().transform((text, check): OpeningHours => {
  const hours = readOpeningHours(text);
  if (hours) return hours;
  check.addIssue({
    code: 'custom',
    message: 'must be like "Mon-Fri 08:00-22:00; Sat-Sun 10:00-18:00", or "always"',
  });
  return z.NEVER;
});

const holidays = z
  .string()
  .transform((text) => text.split(/[\s,;]+/).filter((day) => day !== ''))
  .refine((days) => days.every(isDayName), hint('must be days like "2026-01-07, 2026-05-01"'));

/** Each variable by itself; what they need of each other is in config.ts. Absent and empty are the same. */
export const variables = {
  DATABASE_URL: secret(
    address(['postgres:', 'postgresql:'], 'must be like postgres://user:password@host:5432/name'),
  ).optional(),
  REDIS_URL: secret(address(['redis:', 'rediss:'], 'must be like redis://host:6379')).optional(),
  TELEGRAM_BOT_TOKEN: token.optional(),
  TELEGRAM_STAFF_BOT_TOKEN: token.optional(),
  TELEGRAM_API_ROOT: webAddress('must be an address like https://api.telegram.org').default(
    'https://api.telegram.org',
  ),
  TELEGRAM_WEBHOOK_SECRET: webhookSecret.optional(),
  TELEGRAM_STAFF_WEBHOOK_SECRET: webhookSecret.optional(),
  PUBLIC_URL: webAddress(
    'must be the address under which the internet reaches this server, like https://help.example.org',
  ).optional(),
  SMTP_URL: secret(
    address(['smtp:', 'smtps:'], 'must be like smtps://user:password@mail.example.org'),
  ).optional(),
  MAIL_FROM: z.string().includes('@', hint('must be a mail address')).optional(),
  HEARTBEAT_URL: secret(webAddress('must be an address that notices when it is no longer called')).optional(),
  ALERT_WEBHOOK_URL: secret(webAddress('must be the address of your SMS or voice gateway')).optional(),
  ALERT_WEBHOOK_SECRET: secret(
    z.string().min(16, hint('must have 16 characters or more; make one with: openssl rand -hex 32')),
  ).optional(),
  ALERT_POLICIES_FILE: z.string().optional(),
  EDGE_SECRET: key('must be 32 bytes in hex or base64; make one with: openssl rand -hex 32')
    .transform((bytes) => new Secret(bytes))
    .optional(),
  EDGE_ROOT_FINGERPRINT: key(
    "must be the fingerprint of the organisation's root key: 32 bytes in hex",
  ).optional(),
  EDGE_INBOX_ID: z
    .guid(hint('must be the id of the inbox circle, as the console shows it'))
    .toLowerCase()
    .optional(),
  DATA_DIR: z.string().default('.data'),
  PORT: z.coerce.number(hint('must be a port, 0 to 65535')).int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  ROLE: oneOf('api', 'bot', 'worker', 'all').default('all'),
  TIME_ZONE: z
    .string()
    .refine(isZone, hint('must be a time zone like Europe/Belgrade'))
    .default('Europe/Belgrade'),
  OPENING_HOURS: openingHours.default('always'),
  WORKING_HOURS: openingHours.prefault('Mon-Fri 08:00-16:00'),
  HOLIDAYS: holidays.default([]),
  LOG_LEVEL: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info'),
  NODE_ENV: oneOf('production', 'development', 'test').default('development'),
  ZAKLON_EVALUATION: oneOf('0', '1').default('0'),
  ZAKLON_DEMO_STAFF: oneOf('0', '1').default('0'),
} as const;

export type VariableName = keyof typeof variables;

export const variablesSchema = z.object(variables);

/** All variables, each valid by itself. */
export type Variables = z.infer<typeof variablesSchema>;

/** These may come as NAME_FILE, the path of a file that holds the value, as container secrets do. */
export const mayComeAsFile = [
  'DATABASE_URL',
  'REDIS_URL',
  'TELEGRAM_BOT_TOKEN',
  'TELEGRAM_STAFF_BOT_TOKEN',
  'TELEGRAM_WEBHOOK_SECRET',
  'TELEGRAM_STAFF_WEBHOOK_SECRET',
  'SMTP_URL',
  'HEARTBEAT_URL',
  'ALERT_WEBHOOK_URL',
  'ALERT_WEBHOOK_SECRET',
  'EDGE_SECRET',
  'EDGE_ROOT_FINGERPRINT',
  'EDGE_INBOX_ID',
] as const satisfies readonly VariableName[];

/** Without these nothing works; what to do about each. */
export const needed = {
  DATABASE_URL: 'the address of PostgreSQL, like postgres://user:password@host:5432/name',
  TELEGRAM_BOT_TOKEN: 'the token of the bot that people in need write to; @BotFather makes one',
  TELEGRAM_STAFF_BOT_TOKEN: 'the token of a second bot, for staff only; @BotFather makes one',
  EDGE_SECRET: '32 random bytes that seal chat ids; make them once with: openssl rand -hex 32',
} as const satisfies Partial<Record<VariableName, string>>;
