import type { StaffId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import type { Transaction } from '../platform/database/database.js';

export interface Deed {
  /** Null: nobody who is known, or the house itself. */
  readonly actor: StaffId | null;
  /** Words of ours joined by dashes (`session-opened`), at most 40 characters. Never content. */
  readonly kind: string;
  /** The id of what it was done to. */
  readonly subject?: string | null;
}

/** Writes down who did what kind of thing, in the transaction of the deed: both stay or neither. */
export class RecordAudit {
  constructor(private readonly clock: Clock) {}

  async run(tx: Transaction, { actor, kind, subject = null }: Deed): Promise<void> {
    await tx.query(`insert into audit (at, actor, kind, subject) values ($1, $2, $3, $4)`, [
      timestamp(this.clock.now()),
      actor,
      kind,
      subject,
    ]);
  }
}
