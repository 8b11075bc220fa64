import { days, hours, minus } from '../../../domain/shared/time.js';
import type { Clock } from '../clock/clock.js';
import { timestamp } from '../database/columns.js';
import type { Database } from '../database/database.js';
import type { Sweep } from '../queue/sweeper.js';
import { KEY_LIFE } from './answered-writes.js';

/** A console that was away longer reads everything anew. */
const eventsKeptFor = days(7);

/** Takes away answered writes, old events and old counts. The newest event stays, so that its place is never forgotten. */
export class TidyApi implements Sweep {
  readonly name = 'tidy-api';
  readonly every = hours(1);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const now = this.clock.now();
    const { reader } = this.database;
    await reader.query(`delete from answered_write where at < $1`, [timestamp(minus(now, KEY_LIFE))]);
    await reader.query(`delete from try_count where expire < $1`, [now]);
    await reader.query(`delete from event where at < $1 and seq < (select max(seq) from event)`, [
      timestamp(minus(now, eventsKeptFor)),
    ]);
  }
}
