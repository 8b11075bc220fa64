import type { Update } from 'grammy/types';
import { minutes, plus } from '../../../domain/shared/time.js';
import type { EdgeVault } from '../../../e2ee/edge-vault.js';
import type { Clock } from '../clock/clock.js';
import { timestamp } from '../database/columns.js';
import { rows, type Database, type Transaction } from '../database/database.js';
import { isPassingFault } from '../database/passing-fault.js';
import type { Log } from '../logging/log.js';
import type { BotName } from './bot-api.js';

/** What a bot does with an update, inside the transaction that also remembers the update. */
export interface UpdateHandler {
  readonly bot: BotName;
  take(tx: Transaction, update: Update): Promise<void>;
}

const purpose = 'quarantine';
const retryAfter = minutes(5);

/**
 * Takes in one update exactly once. When `run` resolves, its effects are committed (or it was known already), and it may be
 * confirmed to Telegram. Rejects only for passing faults: then it must be offered again.
 */
export class ReceiveUpdate {
  constructor(
    private readonly database: Database,
    private readonly vault: EdgeVault,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly handler: UpdateHandler,
  ) {}

  async run(update: Update): Promise<'taken' | 'known' | 'quarantined'> {
    try {
      return await this.database.transaction((tx) => this.#take(tx, update));
    } catch (error) {
      if (isPassingFault(error)) throw error;
      this.log.error('update-quarantined', error, { bot: this.handler.bot, kind: kindOf(update) });
      await this.#quarantine(update, error);
      return 'quarantined';
    }
  }

  /**
   * Takes in updates of one chat, in order and in one transaction, so that a flood costs one commit for many. One that trips
   * is found by taking them in one by one.
   */
  async runAll(updates: readonly Update[]): Promise<void> {
    try {
      await this.database.transaction(async (tx) => {
        for (const update of updates) await this.#take(tx, update);
      });
    } catch (error) {
      if (isPassingFault(error)) throw error;
      for (const update of updates) await this.run(update);
    }
  }

  /** Tries again what a fault of ours kept out; a sweep calls it, so that a mended program loses nothing. */
  async retryQuarantined(): Promise<void> {
    const now = this.clock.now();
    const due = await rows<{ update_id: string; sealed: Buffer }>(
      this.database.reader,
      `select update_id, sealed from telegram_quarantine where bot = $1 and retry_at <= $2 order by update_id limit 20`,
      [this.handler.bot, timestamp(now)],
    );
    for (const { update_id, sealed } of due) {
      const update = JSON.parse(
        new TextDecoder().decode(this.vault.open(purpose, this.#context(update_id), sealed)),
      ) as Update;
      if ((await this.run(update)) === 'quarantined') continue;
      await this.database.reader.query(`delete from telegram_quarantine where bot = $1 and update_id = $2`, [
        this.handler.bot,
        update_id,
      ]);
    }
  }

  async #take(tx: Transaction, update: Update): Promise<'taken' | 'known'> {
    const first = await rows(
      tx,
      `insert into telegram_update (bot, update_id, kind, received_at) values ($1, $2, $3, $4)
       on conflict do nothing returning update_id`,
      [this.handler.bot, update.update_id, kindOf(update), timestamp(this.clock.now())],
    );
    if (first.length === 0) return 'known';
    await this.handler.take(tx, update);
    return 'taken';
  }

  async #quarantine(update: Update, error: unknown): Promise<void> {
    const bytes = new TextEncoder().encode(JSON.stringify(update));
    const sealed = this.vault.seal(purpose, this.#context(String(update.update_id)), bytes);
    await this.database.reader.query(
      `insert into telegram_quarantine (bot, update_id, sealed, fault, retry_at) values ($1, $2, $3, $4, $5)
       on conflict (bot, update_id) do update set tries = telegram_quarantine.tries + 1, fault = $4, retry_at = $5`,
      [
        this.handler.bot,
        update.update_id,
        Buffer.from(sealed),
        error instanceof Error ? error.name : 'fault',
        timestamp(plus(this.clock.now(), retryAfter)),
      ],
    );
  }

  #context(updateId: string): string {
    return `${this.handler.bot}\0${updateId}`;
  }
}

/** The name of the update's one payload, as the Bot API calls it; `unknown` when there is none we know the shape of. */
export function kindOf(update: Update): string {
  const kind = Object.keys(update).find((key) => key !== 'update_id');
  return kind !== undefined && /^[a-z_]{1,40}$/.test(kind) ? kind : 'unknown';
}
