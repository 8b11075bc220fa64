import type { StaffId } from '../../domain/shared/ids.js';
import { days, minus, plus } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { WhoHolds } from './who-holds.js';

/** A worker of a shelter in a year, according to ASTRA (2021): what the figures beside are compared with. */
export const WORKLOAD_REFERENCE = { newCasesPerYear: 47.5, openCasesPerYear: 83 } as const;

export interface Workload {
  readonly staffId: StaffId;
  readonly openCases: number;
  readonly newCases: number;
  readonly casesOfYear: number;
  readonly reviewsDue: number;
  readonly reviewsOverdue: number;
  readonly measuresDue: number;
  readonly measuresOverdue: number;
}

/**
 * Who has how much: cases in which she may write, and what she holds that is overdue, or due within seven days. A measure of a
 * function counts for every member of its circle who has that function.
 */
export class ReadWorkload {
  constructor(
    private readonly clock: Clock,
    private readonly who: Pick<WhoHolds, 'everywhere'>,
  ) {}

  async run(tx: Transaction): Promise<Workload[]> {
    const now = this.clock.now();
    const { names, ids } = await this.who.everywhere(tx);
    return rows<Workload>(
      tx,
      `with cases as (
         select m.staff_id, count(*) filter (where c.open)::int as "openCases",
           count(*) filter (where c.opened_at > $2)::int as "newCases",
           count(*) filter (where c.open or c.closed_at > $2)::int as "casesOfYear"
         from review_member m join review_circle c using (circle_id)
         where m.may_write and c.kind = 'client-case' group by m.staff_id),
       reviews as (
         select holder as staff_id, count(*) filter (where due_at > $1)::int as "reviewsDue",
           count(*) filter (where due_at <= $1)::int as "reviewsOverdue"
         from review where holder is not null and due_at < $3 group by holder),
       measures as (
         select rm.staff_id, count(*) filter (where m.due_at > $1)::int as "measuresDue",
           count(*) filter (where m.due_at <= $1)::int as "measuresOverdue"
         from measure m join review_member rm on rm.circle_id = m.circle_id and (rm.staff_id = m.owner_id
           or (m.owner_name, rm.staff_id) in (select * from unnest($4::text[], $5::uuid[])))
         where m.state = 'open' and m.due_at < $3 group by rm.staff_id)
       select staff_id as "staffId", coalesce("openCases", 0) as "openCases", coalesce("newCases", 0) as "newCases",
         coalesce("casesOfYear", 0) as "casesOfYear", coalesce("reviewsDue", 0) as "reviewsDue",
         coalesce("reviewsOverdue", 0) as "reviewsOverdue", coalesce("measuresDue", 0) as "measuresDue",
         coalesce("measuresOverdue", 0) as "measuresOverdue"
       from cases full join reviews using (staff_id) full join measures using (staff_id)
       order by "openCases" desc, staff_id`,
      [timestamp(now), timestamp(minus(now, days(365))), timestamp(plus(now, days(7))), [...names], [...ids]],
    );
  }
}
