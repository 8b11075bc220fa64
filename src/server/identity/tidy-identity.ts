import { days, hours, minus } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import type { Database } from '../platform/database/database.js';
import type { Sweep } from '../platform/queue/sweeper.js';

/** Long enough for an administrator to see what became of an invitation. */
const invitationsKeptFor = days(90);

/** Takes away sessions that are over, with their reload keys, spent time's challenges, and old invitations. */
export class TidyIdentity implements Sweep {
  readonly name = 'tidy-identity';
  readonly every = hours(1);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const now = this.clock.now();
    const { reader } = this.database;
    await reader.query(`delete from session where expires_at < $1`, [timestamp(now)]);
    await reader.query(`delete from sign_in_challenge where expires_at < $1`, [timestamp(now)]);
    await reader.query(`delete from invitation where expires_at < $1`, [
      timestamp(minus(now, invitationsKeptFor)),
    ]);
  }
}
