import type pg from 'pg';
import { seconds, type Duration } from '../../../domain/shared/time.js';
import { within } from '../clock/within.js';
import type { Log } from '../logging/log.js';
import { makeClient } from './line.js';

const reconnectMilliseconds = 1_000;

/** How often the line is asked whether it still carries anything, and how long its answer may take. */
interface Pulse {
  readonly every: Duration;
  readonly patience: Duration;
}

const usualPulse: Pulse = { every: seconds(10), patience: seconds(5) };

/**
 * PostgreSQL's LISTEN on a connection of its own, reopened when it breaks, and when it went dead without a word: nobody would miss
 * what such a line no longer says. A notification may be missed while it is down: whoever listens must also look from time to time.
 */
export class Notifications {
  readonly #listeners = new Map<string, (() => void)[]>();
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(
    private readonly url: string,
    private readonly log: Log,
    private readonly pulse = usualPulse,
  ) {}

  /** Call before `start`. `heard` runs on every notification and whenever the connection is opened anew. */
  listen(channel: string, heard: () => void): void {
    this.#listeners.set(channel, [...(this.#listeners.get(channel) ?? []), heard]);
  }

  async start(): Promise<void> {
    await this.#connect();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    // A dead line does not confirm its end.
    if (this.#client) await within(this.pulse.patience, this.#client.end()).catch(() => undefined);
  }

  async #connect(): Promise<void> {
    if (this.#stopped) return;
    const client = makeClient(this.url, this.pulse.patience);
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    client.on('notification', ({ channel }) => this.#listeners.get(channel)?.forEach((heard) => heard()));
    this.#client = client;
    try {
      await client.connect();
      for (const channel of this.#listeners.keys())
        await client.query(`listen ${client.escapeIdentifier(channel)}`);
      this.#listeners.forEach((heard) => heard.forEach((call) => call()));
      this.#askLater(client);
    } catch (error) {
      this.log.error('listen-failed', error);
      this.#lost(client);
    }
  }

  #askLater(client: pg.Client): void {
    if (this.#stopped || this.#client !== client) return;
    this.#timer = setTimeout(() => {
      client.query('select 1').then(
        () => this.#askLater(client),
        (error: unknown) => {
          this.log.error('listen-silent', error);
          this.#lost(client);
        },
      );
    }, this.pulse.every);
  }

  #lost(client: pg.Client): void {
    if (this.#stopped || this.#client !== client) return;
    this.#client = null;
    if (this.#timer) clearTimeout(this.#timer);
    client.end().catch(() => undefined);
    this.#timer = setTimeout(() => void this.#connect(), reconnectMilliseconds);
  }
}
