import type { CircleId } from '../../domain/circle/circle.js';
import type { Conclusion, Saying, VisitEnd, Yes } from '../../domain/safety/field-visit.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { minutes, type Instant } from '../../domain/shared/time.js';
import { instantOrNull, timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { Visit, VisitEvent, VisitId } from './visit.js';

interface Columns {
  readonly id: VisitId;
  readonly number: number;
  readonly worker_id: StaffId;
  readonly circle_id: CircleId;
  readonly planned_at: Date;
  readonly check_in_minutes: number;
  readonly needs_yes: boolean;
  readonly yes: Yes;
  readonly yes_by: StaffId | null;
  readonly departure_due_at: Date | null;
  readonly asked_at: Date | null;
  readonly departed_at: Date | null;
  readonly due_at: Date | null;
  readonly extensions: number;
  readonly wrong_words: number;
  readonly missed_at: Date | null;
  readonly duress_at: Date | null;
  readonly ended_at: Date | null;
  readonly ended_as: VisitEnd | null;
  readonly concluded_at: Date | null;
  readonly concluded_as: Conclusion | null;
  readonly concluded_by: StaffId | null;
  readonly asked: Saying | null;
  readonly created_at: Date;
}

export interface CourseEntry {
  readonly at: Instant;
  readonly what: VisitEvent;
  /** Null: a deadline. */
  readonly staffId: StaffId | null;
}

const mostOpen = 200;
const mostEnded = 30;
const batch = 50;

/** As `field_visit_open` has it. */
const open = `concluded_at is null and (ended_at is null or duress_at is not null)`;
const openVisits = `select * from field_visit where ${open} order by due_at nulls last, planned_at limit $1`;

/** Visits and their courses. Whoever changes a visit holds its lock. */
export class VisitRepository {
  /** @returns the visit's number; null when the id is taken */
  async insert(tx: Transaction, visit: Omit<Visit, 'number'>): Promise<number | null> {
    const [row] = await rows<{ number: number }>(
      tx,
      `insert into field_visit (id, worker_id, circle_id, planned_at, check_in_minutes, needs_yes, departure_due_at, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing returning number`,
      [
        visit.id,
        visit.workerId,
        visit.circle,
        timestamp(visit.plannedAt),
        Math.round(visit.checkInEvery / minutes(1)),
        visit.needsYes,
        dateOrNull(visit.departureDueAt),
        timestamp(visit.checkedAt),
      ],
    );
    return row?.number ?? null;
  }

  /** What can change of a visit, as it is now. */
  async save(tx: Transaction, visit: Visit): Promise<void> {
    await tx.query(
      `update field_visit set yes = $2, yes_by = $3, departed_at = $4, due_at = $5, extensions = $6, wrong_words = $7,
         missed_at = $8, duress_at = $9, ended_at = $10, ended_as = $11, concluded_at = $12, concluded_as = $13,
         concluded_by = $14, asked = $15, departure_due_at = $16, asked_at = $17, needs_yes = $18
       where id = $1`,
      [
        visit.id,
        visit.yes,
        visit.yesBy,
        dateOrNull(visit.departedAt),
        dateOrNull(visit.dueAt),
        visit.extensions,
        visit.wrongWords,
        dateOrNull(visit.missedAt),
        dateOrNull(visit.duressAt),
        dateOrNull(visit.endedAt),
        visit.end,
        dateOrNull(visit.concludedAt),
        visit.conclusion,
        visit.concludedBy,
        visit.asked,
        dateOrNull(visit.departureDueAt),
        dateOrNull(visit.askedAt),
        visit.needsYes,
      ],
    );
  }

  /** As it is now, changed by nobody else until the transaction ends. */
  async lock(tx: Transaction, id: VisitId): Promise<Visit | null> {
    const [row] = await rows<Columns>(tx, `select * from field_visit where id = $1 for no key update`, [id]);
    return row ? visitOf(row) : null;
  }

  async find(tx: Transaction, id: VisitId): Promise<Visit | null> {
    const [row] = await rows<Columns>(tx, `select * from field_visit where id = $1`, [id]);
    return row ? visitOf(row) : null;
  }

  /** Visits whose check-in is missing and was not noticed, the longest overdue first. Those with a lock are looked at next time. */
  async due(tx: Transaction, now: Instant, except: readonly VisitId[]): Promise<VisitId[]> {
    const due = await rows<{ id: VisitId }>(
      tx,
      `select id from field_visit
       where due_at is not null and missed_at is null and id <> all($2::uuid[])
         and (due_at <= $1 or due_at > $1 + interval '7 hours')
       order by due_at, number limit $3 for no key update skip locked`,
      [timestamp(now), except, batch],
    );
    return due.map(({ id }) => id);
  }

  /** Planned visits about whose departure somebody has to be told. Those with a lock are looked at next time. */
  async departuresDue(tx: Transaction, now: Instant, except: readonly VisitId[]): Promise<VisitId[]> {
    const due = await rows<{ id: VisitId }>(
      tx,
      `select id from field_visit where departure_due_at <= $1 and id <> all($2::uuid[])
       order by departure_due_at, number limit $3 for no key update skip locked`,
      [timestamp(now), except, batch],
    );
    return due.map(({ id }) => id);
  }

  /** Only one of her visits is asked about at a time. */
  async ask(tx: Transaction, { id, workerId }: Visit, saying: Saying): Promise<void> {
    await tx.query(
      `update field_visit set asked = case when id = $1 then $3 end
       where worker_id = $2 and (id = $1 or asked is not null)`,
      [id, workerId, saying],
    );
  }

  async waitingForWord(tx: Transaction, workerId: StaffId): Promise<{ id: VisitId; saying: Saying } | null> {
    const [row] = await rows<{ id: VisitId; asked: Saying | null }>(
      tx,
      `select id, asked from field_visit where worker_id = $1 and due_at is not null
       order by (asked is not null) desc, due_at limit 1`,
      [workerId],
    );
    return row ? { id: row.id, saying: row.asked ?? 'check-in' } : null;
  }

  async ofWorker(tx: Transaction, workerId: StaffId): Promise<Visit[]> {
    const found = await rows<Columns>(
      tx,
      `select * from field_visit where worker_id = $1
       order by (ended_at is null and concluded_at is null) desc, planned_at desc, number desc limit $2`,
      [workerId, mostOpen],
    );
    return found.map(visitOf);
  }

  /** Everything that somebody may have to look at. */
  async open(tx: Transaction): Promise<Visit[]> {
    return (await rows<Columns>(tx, openVisits, [mostOpen])).map(visitOf);
  }

  /** The same, and what ended last. */
  async watched(tx: Transaction): Promise<Visit[]> {
    const ended = `select * from field_visit where not (${open}) order by greatest(ended_at, concluded_at) desc limit $2`;
    const found = await rows<Columns>(tx, `(${openVisits}) union all (${ended})`, [mostOpen, mostEnded]);
    return found.map(visitOf);
  }

  async record(tx: Transaction, id: VisitId, entry: CourseEntry): Promise<void> {
    await tx.query(`insert into field_visit_event (visit_id, at, what, staff_id) values ($1, $2, $3, $4)`, [
      id,
      timestamp(entry.at),
      entry.what,
      entry.staffId,
    ]);
  }

  /** Oldest first. */
  async course(tx: Transaction, id: VisitId): Promise<CourseEntry[]> {
    const found = await rows<{ at: Date; what: VisitEvent; staff_id: StaffId | null }>(
      tx,
      `select at, what, staff_id from field_visit_event where visit_id = $1 order by id`,
      [id],
    );
    return found.map(({ at, what, staff_id }) => ({ at: at.getTime() as Instant, what, staffId: staff_id }));
  }

  /** Check-ins, and departures, that are missing since before `since`, and that nobody was told of. */
  async countLate(tx: Transaction, since: Instant): Promise<{ checkIns: number; departures: number }> {
    const [found] = await rows<{ checkIns: number; departures: number }>(
      tx,
      `select (select count(*)::int from field_visit where due_at <= $1 and missed_at is null) as "checkIns",
              (select count(*)::int from field_visit where departure_due_at <= $1) as departures`,
      [timestamp(since)],
    );
    return found ?? { checkIns: 0, departures: 0 };
  }

  /**
   * Erases visits, with their courses, that were over before then, and those planned for before then that nobody began. One that is
   * under way, or about which a duress word was not closed, stays however old it is.
   *
   * @returns how many went; at most a batch
   */
  async forget(tx: Transaction, before: Instant): Promise<number> {
    const gone = await rows(
      tx,
      `delete from field_visit where id in (
         select id from field_visit
         where coalesce(concluded_at, ended_at, planned_at) < $1 and due_at is null
           and (duress_at is null or concluded_at is not null)
         order by planned_at limit $2 for update skip locked)
       returning id`,
      [timestamp(before), batch],
    );
    return gone.length;
  }
}

const dateOrNull = (at: Instant | null): Date | null => (at === null ? null : timestamp(at));

const visitOf = (row: Columns): Visit => ({
  id: row.id,
  number: row.number,
  workerId: row.worker_id,
  circle: row.circle_id,
  plannedAt: row.planned_at.getTime() as Instant,
  checkInEvery: minutes(row.check_in_minutes),
  needsYes: row.needs_yes,
  checkedAt: row.created_at.getTime() as Instant,
  yes: row.yes,
  yesBy: row.yes_by,
  departureDueAt: instantOrNull(row.departure_due_at),
  askedAt: instantOrNull(row.asked_at),
  departedAt: instantOrNull(row.departed_at),
  dueAt: instantOrNull(row.due_at),
  extensions: row.extensions,
  wrongWords: row.wrong_words,
  missedAt: instantOrNull(row.missed_at),
  duressAt: instantOrNull(row.duress_at),
  endedAt: instantOrNull(row.ended_at),
  end: row.ended_as,
  concludedAt: instantOrNull(row.concluded_at),
  conclusion: row.concluded_as,
  concludedBy: row.concluded_by,
  asked: row.asked,
});
