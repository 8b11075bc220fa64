import pg from 'pg';
import type { Log } from '../logging/log.js';

const reconnectMilliseconds = 1_000;

/**
 * PostgreSQL's LISTEN on a connection of its own, reopened when it breaks. A notification may be missed while it is down:
 * whoever listens must also look from time to time.
 */
export class Notifications {
  readonly #listeners = new Map<string, (() => void)[]>();
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(
    private readonly url: string,
    private readonly log: Log,
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
    await this.#client?.end().catch(() => undefined);
  }

  async #connect(): Promise<void> {
    if (this.#stopped) return;
    const client = new pg.Client({ connectionString: this.url, keepAlive: true });
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    client.on('notification', ({ channel }) => this.#listeners.get(channel)?.forEach((heard) => heard()));
    this.#client = client;
    try {
      await client.connect();
      for (const channel of this.#listeners.keys())
        await client.query(`listen ${client.escapeIdentifier(channel)}`);
      this.#listeners.forEach((heard) => heard.forEach((call) => call()));
    } catch (error) {
      this.log.error('listen-failed', error);
      this.#lost(client);
    }
  }

  #lost(client: pg.Client): void {
    if (this.#stopped || this.#client !== client) return;
    this.#client = null;
    client.end().catch(() => undefined);
    this.#timer = setTimeout(() => void this.#connect(), reconnectMilliseconds);
  }
}
