import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BotApi } from './bot-api.js';
import { BotEndpoint } from './bot-endpoint.js';
import { CallLog, type SeenCall } from './call-log.js';
import { Cloud, type BotIdentity } from './cloud.js';
import { ControlApi } from './control-api.js';
import { FaultBox, type Faults } from './faults.js';
import { routeRequests } from './http-router.js';
import { openJournal } from './journal.js';
import { SandboxPhone, type Phone } from './phone.js';
import { defaultPhones, type PhoneOptions } from './phone-options.js';
import { RateGuard, telegramLimits, type RateLimits } from './rate-limits.js';
import { botNames, type BotName } from './telegram.js';
import { World } from './world.js';

export interface SandboxOptions {
  /** 0: any free port. */
  readonly port: number;
  /** Default 127.0.0.1: whoever reaches this server is every bot and every person. */
  readonly host?: string;
  /** Tokens. */
  readonly bots: Readonly<Record<BotName, string>>;
  /** What the bots are called until they name themselves. */
  readonly names?: Readonly<Record<BotName, string>>;
  /** JSON-lines file that keeps chats, message ids and unconfirmed updates over a restart; absent: memory. */
  readonly journal?: string;
  /** The phones on the page. Staff phones have met the staff bot before; every other id works as well. */
  readonly phones?: readonly PhoneOptions[];
  /** `true`: Telegram's own; absent: none. */
  readonly rateLimits?: boolean | RateLimits;
  /** Milliseconds before the second repetition to a webhook, doubled from there on; default 250. */
  readonly webhookBackoffMs?: number;
  /** Milliseconds since 1970; default the system clock. Long polls and pauses follow the system clock all the same. */
  readonly now?: () => number;
  /** From 0 up to but not including 1; default Math.random. */
  readonly chance?: () => number;
}

export interface Sandbox {
  /** Address of the Bot API (without a slash at the end) and of the page. */
  readonly url: string;
  readonly faults: Faults;
  phone(id: number): Phone;
  /** Calls that a bot made, oldest first, polls excepted; the last 25,000 at least. */
  calls(bot: BotName, method?: string): SeenCall[];
  /** Updates that the bot has not confirmed yet. */
  pending(bot: BotName): number;
  /** `false`: none; `true`: Telegram's own. */
  limitRates(limits: boolean | RateLimits): void;
  /**
   * Forgets chats, updates, notices, faults and calls. Ids go on counting, and what the bots told Telegram (names,
   * commands, webhook, allowed updates) stays, so that a running bot goes on.
   */
  reset(): void;
  stop(): Promise<void>;
}

const defaultNames: Readonly<Record<BotName, string>> = { intake: 'Intake bot', staff: 'Staff bot' };

/**
 * Starts a Telegram of our own on one port: the Bot API under `/bot<token>/`, phones for tests through the returned
 * object and for people on the page at `/`.
 *
 * @throws Error when the port is taken or the journal cannot be read
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const sandbox = new RunningSandbox(options);
  await sandbox.listen(options.port, options.host ?? '127.0.0.1');
  return sandbox;
}

class RunningSandbox implements Sandbox {
  readonly faults: FaultBox;
  readonly phones: readonly PhoneOptions[];
  private readonly cloud: Cloud;
  private readonly rates: RateGuard;
  private readonly log = new CallLog();
  private readonly apis: Readonly<Record<BotName, BotApi>>;
  private readonly control: ControlApi;
  private readonly server: Server;
  private readonly closeJournal: () => void;
  private readonly known = new Map<number, Phone>();

  constructor(options: SandboxOptions) {
    const now = options.now ?? Date.now;
    const chance = options.chance ?? Math.random;
    const world = new World(options.names ?? defaultNames);
    const journal = openJournal(options.journal, (event) => world.apply(event));
    this.closeJournal = () => journal.close();
    this.cloud = new Cloud(world, journal, identitiesOf(options.bots), now);
    this.faults = new FaultBox(chance);
    this.rates = new RateGuard(now);
    this.limitRates(options.rateLimits ?? false);
    this.phones = options.phones ?? defaultPhones;
    this.giveBirth(chance);
    const api = (bot: BotName): BotApi =>
      new BotApi(bot, this.cloud, this.rates, this.faults, options.webhookBackoffMs ?? 250);
    this.apis = { intake: api('intake'), staff: api('staff') };
    const identities = Object.values(this.cloud.identities);
    const endpoint = new BotEndpoint(identities, this.apis, this.faults, this.log, now);
    this.control = new ControlApi(this, this.cloud, this.faults, this.rates, this.phones);
    this.server = createServer(routeRequests(endpoint, this.control, options.host));
    // a poll may be silent for 50 seconds, and a fault may keep a request for ever
    this.server.requestTimeout = 0;
    this.server.keepAliveTimeout = 60_000;
  }

  get url(): string {
    const { address, port, family } = this.server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  }

  async listen(port: number, host: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, resolve);
    });
  }

  phone(id: number): Phone {
    const known = this.known.get(id);
    if (known) return known;
    const declared = this.phones.find((each) => each.id === id);
    const phone = new SandboxPhone(id, declared?.name ?? `Phone ${id}`, this.cloud, declared?.language);
    this.known.set(id, phone);
    return phone;
  }

  calls(bot: BotName, method?: string): SeenCall[] {
    return this.log.of(bot, method);
  }

  pending(bot: BotName): number {
    return this.cloud.bot(bot).queue.size;
  }

  limitRates(limits: boolean | RateLimits): void {
    this.rates.set(limits === true ? telegramLimits : limits || undefined);
  }

  reset(): void {
    this.cloud.commit({ type: 'reset' });
    this.faults.clear();
    this.log.clear();
    for (const bot of botNames) this.apis[bot].reset();
    this.introduceStaff();
  }

  async stop(): Promise<void> {
    for (const bot of botNames) this.apis[bot].stop();
    this.control.stop();
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
    this.closeJournal();
  }

  /** A new Telegram begins its ids anywhere, so that a database which outlives it meets no id a second time. */
  private giveBirth(chance: () => number): void {
    for (const bot of botNames) {
      if (this.cloud.bot(bot).nextUpdateId > 1) continue;
      this.cloud.commit({
        type: 'born',
        bot,
        nextUpdateId: 100_000_000 + Math.floor(chance() * 800_000_000),
      });
    }
    this.introduceStaff();
  }

  private introduceStaff(): void {
    for (const { id, kind } of this.phones) if (kind === 'staff') this.phone(id).open('staff');
  }
}

function identitiesOf(tokens: Readonly<Record<BotName, string>>): Readonly<Record<BotName, BotIdentity>> {
  const identity = (name: BotName, otherwise: number): BotIdentity => ({
    name,
    token: tokens[name],
    id: Number(/^(\d{1,12}):/.exec(tokens[name])?.[1] ?? otherwise),
    username: `${name}_sandbox_bot`,
  });
  return { intake: identity('intake', 7_000_001), staff: identity('staff', 7_000_002) };
}
