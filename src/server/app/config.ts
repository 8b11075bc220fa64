import { readFileSync } from 'node:fs';
import { evaluationSecrets, sandboxToken } from './evaluation-secrets.js';
import type { OpeningHours } from './opening-hours.js';
import type { Secret } from './secret.js';
import type { WorkingHours } from '../../domain/review/working-hours.js';
import {
  mayComeAsFile,
  needed,
  variables,
  variablesSchema,
  type VariableName,
  type Variables,
} from './variables.js';

/** Which part of the work this process does; `all` is every part in one process. */
export type Role = Variables['ROLE'];

export interface BotConfig {
  readonly token: Secret;
  /** Present: Telegram calls us (webhook). Absent: we ask Telegram (long polling). Both bots or none. */
  readonly webhookSecret: Secret | undefined;
}

export interface Config {
  readonly role: Role;
  readonly production: boolean;
  /** Throw-away secrets were made by the machine; nobody is to be helped with this installation. */
  readonly evaluation: boolean;
  /** Invented people are to be put into an empty database; only in an evaluation. */
  readonly demoStaff: boolean;
  readonly dataDir: string;
  readonly databaseUrl: Secret;
  /** Absent: the queue lives in PostgreSQL. */
  readonly redisUrl: Secret | undefined;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Without a slash at its end. */
  readonly publicUrl: string | undefined;
  readonly telegram: {
    /** Without a slash at its end. */
    readonly apiRoot: string;
    readonly intake: BotConfig;
    readonly staff: BotConfig;
  };
  readonly mail: { readonly smtpUrl: Secret; readonly from: string } | undefined;
  readonly heartbeatUrl: Secret | undefined;
  readonly alertWebhook: { readonly url: Secret; readonly secret: Secret } | undefined;
  /** A file with ladders of the organisation's own; absent: the defaults. */
  readonly alertPoliciesFile: string | undefined;
  /** 32 bytes. */
  readonly edgeSecret: Secret<Uint8Array>;
  /** From where the edge verifies the inbox: root's fingerprint and the inbox's id. Absent: not told yet. */
  readonly edgeAnchor: { readonly rootFingerprint: Uint8Array; readonly inboxId: string } | undefined;
  /** IANA name. */
  readonly timeZone: string;
  readonly openingHours: OpeningHours;
  /** When paperwork is done: reviews are moved into these hours, and reminders wait for them. */
  readonly workingHours: WorkingHours;
  readonly logLevel: Variables['LOG_LEVEL'];
}

/** Whether this process answers the staff API. */
export const doesApi = ({ role }: Config): boolean => role === 'api' || role === 'all';

/** The configuration cannot be used. Names every variable that is wrong or missing, at once, and never a value. */
export class ConfigRefused extends Error {
  override readonly name = 'ConfigRefused';
  constructor(readonly problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

type Texts = Partial<Record<VariableName, string>>;

/**
 * Reads the whole configuration; the only place that looks at environment variables.
 *
 * In an evaluation (ZAKLON_EVALUATION=1, set by `npm start`) missing secrets are made and kept in DATA_DIR.
 *
 * @throws ConfigRefused with all problems at once
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const problems: string[] = [];
  const texts = { ...generated(env), ...readTexts(env, problems) };
  const parsed = variablesSchema.safeParse(texts);
  if (!parsed.success)
    problems.push(...parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}.`));
  problems.push(...missing(texts), ...contradictions(texts));
  if (!parsed.success || problems.length > 0) throw new ConfigRefused([...new Set(problems)]);
  return configOf(parsed.data);
}

function generated(env: NodeJS.ProcessEnv): Texts {
  if (env['ZAKLON_EVALUATION'] !== '1' || env['NODE_ENV'] === 'production') return {};
  return evaluationSecrets(env['DATA_DIR'] || '.data');
}

function readTexts(env: NodeJS.ProcessEnv, problems: string[]): Texts {
  const texts: Texts = {};
  for (const name of Object.keys(variables) as VariableName[]) {
    const text = env[name]?.trim();
    if (text) texts[name] = text;
  }
  for (const name of mayComeAsFile) {
    const file = env[`${name}_FILE`]?.trim();
    if (!file) continue;
    if (texts[name] !== undefined) problems.push(`${name} and ${name}_FILE are both set; keep one of them.`);
    else texts[name] = readSecretFile(`${name}_FILE`, file, problems);
  }
  return texts;
}

function readSecretFile(variable: string, file: string, problems: string[]): string {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (text === '') problems.push(`${variable} names an empty file.`);
    return text;
  } catch {
    problems.push(`${variable} names a file that cannot be read.`);
    return '';
  }
}

function missing(texts: Texts): string[] {
  return (Object.keys(needed) as (keyof typeof needed)[])
    .filter((name) => texts[name] === undefined)
    .map((name) => `${name} is missing (or ${name}_FILE): ${needed[name]}.`);
}

/** What the variables need of each other: each rule gives its sentence when it is broken. */
const rules: readonly ((texts: Texts) => string | false)[] = [
  (texts) =>
    texts.TELEGRAM_BOT_TOKEN !== undefined &&
    texts.TELEGRAM_BOT_TOKEN === texts.TELEGRAM_STAFF_BOT_TOKEN &&
    'TELEGRAM_STAFF_BOT_TOKEN is the same as TELEGRAM_BOT_TOKEN; people in need and staff must not share a bot.',
  needs('TELEGRAM_WEBHOOK_SECRET', 'TELEGRAM_STAFF_WEBHOOK_SECRET'),
  needs('TELEGRAM_STAFF_WEBHOOK_SECRET', 'TELEGRAM_WEBHOOK_SECRET'),
  needs('TELEGRAM_WEBHOOK_SECRET', 'PUBLIC_URL'),
  needs('SMTP_URL', 'MAIL_FROM'),
  needs('ALERT_WEBHOOK_URL', 'ALERT_WEBHOOK_SECRET'),
  needs('EDGE_ROOT_FINGERPRINT', 'EDGE_INBOX_ID'),
  needs('EDGE_INBOX_ID', 'EDGE_ROOT_FINGERPRINT'),
  inProduction(
    'ZAKLON_EVALUATION',
    (text) => text === '1',
    'must not be set in production; there every secret is made by you',
  ),
  inProduction(
    'ZAKLON_DEMO_STAFF',
    (text) => text === '1',
    'must not be set in production; invented people would be given alerts',
  ),
  inProduction(
    'TELEGRAM_BOT_TOKEN',
    (text) => sandboxToken.test(text),
    'is a token of the sandbox; production needs one of @BotFather',
  ),
  inProduction(
    'TELEGRAM_STAFF_BOT_TOKEN',
    (text) => sandboxToken.test(text),
    'is a token of the sandbox; production needs one of @BotFather',
  ),
  inProduction(
    'PUBLIC_URL',
    (text) => !text.startsWith('https://'),
    'must begin with https:// in production',
  ),
];

function needs(given: VariableName, other: VariableName): (texts: Texts) => string | false {
  return (texts) =>
    texts[given] !== undefined && texts[other] === undefined && `${other} is missing: ${given} needs it.`;
}

function inProduction(
  name: VariableName,
  isWrong: (text: string) => boolean,
  sentence: string,
): (texts: Texts) => string | false {
  return (texts) => {
    const text = texts[name];
    return texts.NODE_ENV === 'production' && text !== undefined && isWrong(text) && `${name} ${sentence}.`;
  };
}

function contradictions(texts: Texts): string[] {
  return rules.map((rule) => rule(texts)).filter((sentence) => sentence !== false);
}

function configOf(given: Variables): Config {
  return {
    role: given.ROLE,
    production: given.NODE_ENV === 'production',
    evaluation: given.ZAKLON_EVALUATION === '1',
    demoStaff: given.ZAKLON_DEMO_STAFF === '1',
    dataDir: given.DATA_DIR,
    databaseUrl: present(given.DATABASE_URL),
    redisUrl: given.REDIS_URL,
    host: given.HOST,
    port: given.PORT,
    publicUrl: given.PUBLIC_URL && withoutSlash(given.PUBLIC_URL),
    telegram: telegramOf(given),
    mail: given.SMTP_URL && { smtpUrl: given.SMTP_URL, from: present(given.MAIL_FROM) },
    heartbeatUrl: given.HEARTBEAT_URL,
    alertWebhook: given.ALERT_WEBHOOK_URL && {
      url: given.ALERT_WEBHOOK_URL,
      secret: present(given.ALERT_WEBHOOK_SECRET),
    },
    alertPoliciesFile: given.ALERT_POLICIES_FILE,
    edgeSecret: present(given.EDGE_SECRET),
    edgeAnchor: anchorOf(given),
    timeZone: given.TIME_ZONE,
    openingHours: given.OPENING_HOURS,
    workingHours: {
      zone: given.TIME_ZONE,
      week: given.WORKING_HOURS === 'always' ? [] : given.WORKING_HOURS,
      holidays: given.HOLIDAYS,
    },
    logLevel: given.LOG_LEVEL,
  };
}

function anchorOf({ EDGE_ROOT_FINGERPRINT, EDGE_INBOX_ID }: Variables): Config['edgeAnchor'] {
  if (!EDGE_ROOT_FINGERPRINT || EDGE_INBOX_ID === undefined) return undefined;
  return { rootFingerprint: EDGE_ROOT_FINGERPRINT, inboxId: EDGE_INBOX_ID };
}

function telegramOf(given: Variables): Config['telegram'] {
  return {
    apiRoot: withoutSlash(given.TELEGRAM_API_ROOT),
    intake: { token: present(given.TELEGRAM_BOT_TOKEN), webhookSecret: given.TELEGRAM_WEBHOOK_SECRET },
    staff: {
      token: present(given.TELEGRAM_STAFF_BOT_TOKEN),
      webhookSecret: given.TELEGRAM_STAFF_WEBHOOK_SECRET,
    },
  };
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** `missing` and the rules have been asked before; the compiler cannot know. */
function present<T>(value: T | undefined): T {
  if (value === undefined) throw new ConfigRefused(['A needed variable is missing.']);
  return value;
}
