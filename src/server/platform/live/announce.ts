import type { StaffId } from '../../../domain/shared/ids.js';
import type { Clock } from '../clock/clock.js';
import { timestamp } from '../database/columns.js';
import type { Transaction } from '../database/database.js';

export interface Announcement {
  /** A word of the noun that changed (`directory`, `circle`). Never what changed. */
  readonly kind: string;
  /** Of what changed, so that a client knows what to read again. */
  readonly subjectId: string | null;
  /** Who may learn that something changed; everybody signed in when absent. */
  readonly for?: readonly StaffId[];
}

/** What ends a session announces it under this kind, with the session's id; its streams close at once. */
export const SESSION_ENDED = 'session-ended';

/**
 * Tells the open consoles, when the transaction commits, that something changed. Its place in the stream is given at commit,
 * in the order of commits, so that a reader who has seen place n never misses one below it.
 */
export class Announce {
  constructor(private readonly clock: Clock) {}

  async run(tx: Transaction, { kind, subjectId, for: readers }: Announcement): Promise<void> {
    await tx.query(`insert into event (kind, subject_id, readers, at) values ($1, $2, $3, $4)`, [
      kind,
      subjectId,
      readers ? [...readers] : null,
      timestamp(this.clock.now()),
    ]);
  }
}
