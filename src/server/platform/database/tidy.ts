import { days, hours, minus, type Duration } from '../../../domain/shared/time.js';
import type { Clock } from '../clock/clock.js';
import type { Sweep } from '../queue/sweeper.js';
import { timestamp } from './columns.js';
import type { Database } from './database.js';

/** Telegram keeps an update for 24 hours; after a week none of them can come again. */
const updatesKnownFor: Duration = days(7);
/** Long enough to look into yesterday's trouble; the payloads were erased when they were sent. */
const settledKeptFor: Duration = days(7);

/** Takes away what has no further use, so that cost does not grow with age. */
export class Tidy implements Sweep {
  readonly name = 'tidy';
  readonly every = hours(1);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const now = this.clock.now();
    const { reader } = this.database;
    await reader.query(`delete from outbox where settled_at < $1`, [timestamp(minus(now, settledKeptFor))]);
    await reader.query(`delete from telegram_update where received_at < $1`, [
      timestamp(minus(now, updatesKnownFor)),
    ]);
  }
}
