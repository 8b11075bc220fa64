import type pg from 'pg';
import { seconds, type Duration } from '../../../domain/shared/time.js';
import type { Log } from '../logging/log.js';
import { makeClient } from './line.js';

/**
 * At most one process at a time: a session-level advisory lock of PostgreSQL. It is lost with the connection, so the
 * holder asks before every use; whoever asks next gets it.
 *
 * @param patience how long an answer may take; a line that went dead without a word counts as lost
 */
export class Leadership {
  #client: pg.Client | null = null;

  constructor(
    private readonly url: string,
    private readonly name: string,
    private readonly log: Log,
    private readonly patience: Duration = seconds(10),
  ) {}

  /** @returns whether this process leads now */
  async hold(): Promise<boolean> {
    if (this.#client) return this.#stillHeld(this.#client);
    const client = makeClient(this.url, this.patience);
    client.on('error', () => this.#forget(client));
    client.on('end', () => this.#forget(client));
    if (!(await this.#take(client))) return false;
    this.log.info('leading', { what: this.name });
    this.#client = client;
    return true;
  }

  async release(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => undefined);
  }

  /** @returns whether the lock is ours now; otherwise the connection is given up */
  async #take(client: pg.Client): Promise<boolean> {
    let held = false;
    try {
      await client.connect();
      const { rows } = await client.query<{ held: boolean }>(
        'select pg_try_advisory_lock(hashtext($1)) as held',
        [this.name],
      );
      held = rows[0]?.held === true;
      return held;
    } finally {
      if (!held) client.end().catch(() => undefined);
    }
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
