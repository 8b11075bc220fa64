import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { instant, minus, minutes, type Duration, type Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

/** One time that somebody had a circle open. */
export interface OpeningEntry {
  readonly id: number;
  readonly circle: CircleId;
  readonly staffId: StaffId;
  readonly openedAt: Instant;
  readonly lastReadAt: Instant;
}

/** The idle lock: after this a console has closed what it showed, and reading is opening anew. */
const sameOpening: Duration = minutes(15);

/** Who opened what, and when. Written before anything is handed out; never changed by a use case, except to go on. */
export class OpeningLog {
  constructor(private readonly clock: Clock) {}

  /** Pages of one visit are one opening: it goes on while the pauses are shorter than the idle lock. */
  async note(tx: Transaction, circle: CircleId, staffId: StaffId): Promise<void> {
    const now = this.clock.now();
    const going = await rows(
      tx,
      `update circle_opening set last_read_at = $3 where id = (
         select id from circle_opening where circle_id = $1 and staff_id = $2 and last_read_at > $4
         order by last_read_at desc limit 1) returning id`,
      [circle, staffId, timestamp(now), timestamp(minus(now, sameOpening))],
    );
    if (going.length > 0) return;
    await tx.query(
      `insert into circle_opening (circle_id, staff_id, opened_at, last_read_at) values ($1, $2, $3, $3)`,
      [circle, staffId, timestamp(now)],
    );
  }

  /** Of one circle or of one person; newest first, before a place in the log. */
  async page(
    tx: Transaction,
    of: { readonly circle: CircleId } | { readonly staffId: StaffId },
    before: number | null,
    limit: number,
  ): Promise<OpeningEntry[]> {
    const [column, value] = 'circle' in of ? ['circle_id', of.circle] : ['staff_id', of.staffId];
    const found = await rows<OpeningColumns>(
      tx,
      `select * from circle_opening where ${column} = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`,
      [value, before, limit],
    );
    return found.map((row) => ({
      id: Number(row.id),
      circle: row.circle_id,
      staffId: row.staff_id,
      openedAt: instant(row.opened_at.getTime()),
      lastReadAt: instant(row.last_read_at.getTime()),
    }));
  }
}

interface OpeningColumns {
  readonly id: string;
  readonly circle_id: CircleId;
  readonly staff_id: StaffId;
  readonly opened_at: Date;
  readonly last_read_at: Date;
}
