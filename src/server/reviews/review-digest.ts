import { dueBounds } from '../../domain/review/due-when.js';
import { dayNameOf, isWorking, type WorkingHours } from '../../domain/review/working-hours.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { days, minus, minutes, type Instant } from '../../domain/shared/time.js';
import { instantOf, wallClockOf } from '../../domain/shared/zoned-time.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Database } from '../platform/database/database.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import type { Coordinators } from './coordinators.js';
import type { SignOffRepository } from './sign-off.repository.js';
import type { StepLog } from './step-log.js';
import type { TellQuietly } from './tell-quietly.js';

interface Summary {
  readonly staff: StaffId;
  readonly overdue: number;
  readonly today: number;
  readonly week: number;
}

type Counts = Omit<Summary, 'staff'> & { readonly signatures: number };

/** What is counted of somebody who holds nothing. */
const nothing = { overdue: 0, today: 0, week: 0 } as const;

const kept = days(30);

/**
 * Sums up for each person, once on a working day, what she holds that is overdue or due; for those who coordinate also how many second
 * signatures are missing. Counts, nothing else.
 */
export class ReviewDigest implements Sweep {
  readonly name = 'review-digest';
  readonly every = minutes(5);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly working: WorkingHours,
    private readonly tell: TellQuietly,
    private readonly steps: StepLog,
    private readonly signOffs: SignOffRepository,
    private readonly coordinators: Coordinators,
  ) {}

  async run(): Promise<void> {
    const now = this.clock.now();
    if (!isWorking(this.working, now)) return;
    const day = dayNameOf(now, this.working.zone);
    const held = new Map((await this.#missing(day, now)).map(({ staff, ...counts }) => [staff, counts]));
    const signatures = await this.#signatures(now);
    for (const staff of new Set([...held.keys(), ...signatures.keys()])) {
      const counts = { ...(held.get(staff) ?? nothing), signatures: signatures.get(staff) ?? 0 };
      await this.#send(staff, counts, day, now);
    }
    await this.database.transaction(async (tx) => {
      await tx.query(`delete from review_digest where at < $1`, [timestamp(minus(now, kept))]);
      await this.steps.forget(tx, now);
    });
  }

  /** Everybody who has something to do within a week and was not told of it today. */
  #missing(day: string, now: Instant): Promise<Summary[]> {
    const { tomorrow, nextWeek } = dueBounds(now, this.working.zone);
    return rows<Summary>(
      this.database.reader,
      `select staff, count(*) filter (where due_at <= $1)::int as overdue,
         count(*) filter (where due_at > $1 and due_at < $2)::int as today,
         count(*) filter (where due_at >= $2)::int as week
       from (select holder as staff, due_at from review where due_at < $3 and holder is not null
             union all select owner_id, due_at from measure where state = 'open' and due_at < $3 and owner_id is not null
             union all select subject_id, due_at from review_task where outcome is null and due_at < $3) due
       where not exists (select from review_digest d where d.staff_id = staff and d.day = $4::date)
       group by staff order by staff`,
      [timestamp(now), timestamp(tomorrow), timestamp(nextWeek), day],
    );
  }

  /**
   * Signatures that were late when the day began, by whom they concern: as with the last reminder, all who coordinate besides the
   * assessor. What becomes late during the day is asked for by itself.
   */
  async #signatures(now: Instant): Promise<ReadonlyMap<StaffId, number>> {
    const { zone } = this.working;
    const tx = this.database.reader;
    const counts = new Map<StaffId, number>();
    const morning = instantOf({ ...wallClockOf(now, zone), hour: 0, minute: 0 }, zone);
    for (const { author, count } of await this.signOffs.missing(tx, morning))
      for (const staff of await this.coordinators.besides(tx, author))
        counts.set(staff, (counts.get(staff) ?? 0) + count);
    return counts;
  }

  /** Nothing overdue and nothing for today is no reason to write to anybody. Whoever was told today is not told again. */
  #send(staff: StaffId, counts: Counts, day: string, now: Instant): Promise<void> {
    return this.database.transaction(async (tx) => {
      const inserted = await rows(
        tx,
        `insert into review_digest (staff_id, day, at) values ($1, $2::date, $3) on conflict do nothing returning staff_id`,
        [staff, day, timestamp(now)],
      );
      if (inserted.length > 0 && counts.overdue + counts.today + counts.signatures > 0)
        await this.tell.run(tx, [staff], { say: 'digest', ...counts });
    });
  }
}
