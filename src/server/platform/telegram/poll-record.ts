import { between, seconds, type Duration, type Instant } from '../../../domain/shared/time.js';
import type { Clock } from '../clock/clock.js';
import { timestamp } from '../database/columns.js';
import type { Database } from '../database/database.js';
import type { BotName } from './bot-api.js';

/** Under traffic a poll is answered many times a second. */
const atMostEvery: Duration = seconds(10);

/** Writes down that Telegram answered a bot's poller and everything it gave was taken in. */
export class PollRecord {
  #written: Instant | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly bot: BotName,
  ) {}

  async answered(): Promise<void> {
    const now = this.clock.now();
    if (this.#written !== null && Math.abs(between(this.#written, now)) < atMostEvery) return;
    await this.database.reader.query(
      `insert into telegram_poll (bot, answered_at) values ($1, $2)
       on conflict (bot) do update set answered_at = excluded.answered_at`,
      [this.bot, timestamp(now)],
    );
    this.#written = now;
  }
}
