import pg from 'pg';
import type { Log } from '../logging/log.js';

/**
 * At most one process at a time: a session-level advisory lock of PostgreSQL. It is lost with the connection, so the
 * holder asks before every use; whoever asks next gets it.
 */
export class Leadership {
  #client: pg.Client | null = null;

  constructor(
    private readonly url: string,
    private readonly name: string,
    private readonly log: Log,
  ) {}

  /** @returns whether this process leads now */
  async hold(): Promise<boolean> {
    if (this.#client) return this.#stillHeld(this.#client);
    const client = new pg.Client({
      connectionString: this.url,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => this.#forget(client));
    client.on('end', () => this.#forget(client));
    await client.connect();
    const { rows } = await client.query<{ held: boolean }>(
      'select pg_try_advisory_lock(hashtext($1)) as held',
      [this.name],
    );
    if (rows[0]?.held !== true) {
      await client.end();
      return false;
    }
    this.log.info('leading', { what: this.name });
    this.#client = client;
    return true;
  }

  async release(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => undefined);
  }

  async #stillHeld(client: pg.Client): Promise<boolean> {
    try {
      await client.query('select 1');
      return true;
    } catch {
      this.#forget(client);
      return false;
    }
  }

  #forget(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = null;
    client.end().catch(() => undefined);
  }
}
