import type { StaffId } from '../../domain/shared/ids.js';
import { plus, seconds } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Database } from '../platform/database/database.js';
import { hashOf, makeToken } from './tokens.js';

const life = seconds(60);

/**
 * The challenges that were handed out: each for one person, for 60 seconds, for one use, across all processes. In
 * transactions of their own, so that a refusal after it does not give a challenge back.
 */
export class Challenges {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @param user also an invented one, for a name that nobody has */
  async issue(user: StaffId): Promise<Uint8Array> {
    const challenge = makeToken();
    await this.database.reader.query(
      `insert into sign_in_challenge (hash, staff_id, expires_at) values ($1, $2, $3)`,
      [hashOf(challenge), user, timestamp(plus(this.clock.now(), life))],
    );
    return challenge;
  }

  /** Uses a challenge up, whether it fits or not. @returns whether it was this person's and still lived */
  async spend(user: StaffId, challenge: Uint8Array): Promise<boolean> {
    const [spent] = await rows<{ staff_id: StaffId; expires_at: Date }>(
      this.database.reader,
      `delete from sign_in_challenge where hash = $1 returning staff_id, expires_at`,
      [hashOf(challenge)],
    );
    return spent?.staff_id === user && spent.expires_at.getTime() >= this.clock.now();
  }
}
