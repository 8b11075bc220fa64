import type { CircleId } from '../../domain/circle/circle.js';
import type { IncidentAbout, IncidentUrgency } from '../../domain/safety/incident.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

export type IncidentId = string & { readonly __id: 'incident' };

/** That something happened: a number, three coarse words, and where the facts are. */
export interface IncidentReport {
  readonly id: IncidentId;
  readonly number: number;
  readonly reportedBy: StaffId;
  readonly reportedAt: Instant;
  readonly about: IncidentAbout;
  readonly urgency: IncidentUrgency | null;
  readonly circle: CircleId | null;
  /** She said her duress word outside a visit: kept from her own screens. */
  readonly forced: boolean;
}

interface Columns {
  readonly id: IncidentId;
  readonly number: number;
  readonly reported_by: StaffId;
  readonly reported_at: Date;
  readonly about: IncidentAbout;
  readonly urgency: IncidentUrgency | null;
  readonly circle_id: CircleId | null;
  readonly forced: boolean;
}

export interface ListPlace {
  readonly before: number | null;
  readonly without: readonly string[];
  readonly limit: number;
}

const mostAsked = 50;

export class IncidentRepository {
  /** @returns its number; null when it was reported before */
  async insert(
    tx: Transaction,
    report: Omit<IncidentReport, 'number' | 'circle'>,
    factsAskAt: Instant,
  ): Promise<number | null> {
    const [row] = await rows<{ number: number }>(
      tx,
      `insert into incident_report (id, reported_by, reported_at, about, urgency, forced, facts_ask_at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (id) do nothing returning number`,
      [
        report.id,
        report.reportedBy,
        timestamp(report.reportedAt),
        report.about,
        report.urgency,
        report.forced,
        timestamp(factsAskAt),
      ],
    );
    return row?.number ?? null;
  }

  async find(tx: Transaction, id: IncidentId): Promise<IncidentReport | null> {
    const [row] = await rows<Columns>(tx, `select * from incident_report where id = $1`, [id]);
    return row ? reportOf(row) : null;
  }

  async written(tx: Transaction, id: IncidentId, circle: CircleId, at: Instant): Promise<void> {
    await tx.query(
      `update incident_report set circle_id = $2, written_at = coalesce(written_at, $3), facts_ask_at = null where id = $1`,
      [id, circle, timestamp(at)],
    );
  }

  /** The last time that she said her duress word outside a visit; null: never. */
  async lastForced(tx: Transaction, by: StaffId): Promise<IncidentReport | null> {
    const [row] = await rows<Columns>(
      tx,
      `select * from incident_report where reported_by = $1 and forced order by number desc limit 1`,
      [by],
    );
    return row ? reportOf(row) : null;
  }

  /** Those whose facts are to be asked for now; rows that another worker has in hand are left to it. */
  async factsDue(tx: Transaction, now: Instant, seen: readonly IncidentId[]): Promise<IncidentId[]> {
    const found = await rows<{ id: IncidentId }>(
      tx,
      `select id from incident_report where facts_ask_at <= $1 and id <> all($2::uuid[])
       order by facts_ask_at limit $3 for update skip locked`,
      [timestamp(now), [...seen], mostAsked],
    );
    return found.map(({ id }) => id);
  }

  /** Takes one of them under its lock; null: it was asked for, or written down, meanwhile. */
  async askFacts(
    tx: Transaction,
    id: IncidentId,
    now: Instant,
    next: Instant,
  ): Promise<IncidentReport | null> {
    const [row] = await rows<Columns>(
      tx,
      `update incident_report set facts_ask_at = $3 where id = $1 and facts_ask_at <= $2 returning *`,
      [id, timestamp(now), timestamp(next)],
    );
    return row ? reportOf(row) : null;
  }

  /** Those of these reports that somebody else made, newest first. */
  async beside(tx: Transaction, viewer: StaffId, ids: readonly string[]): Promise<IncidentReport[]> {
    const found = await rows<Columns>(
      tx,
      `select * from incident_report where id = any($1::uuid[]) and reported_by <> $2 order by number desc`,
      [[...ids], viewer],
    );
    return found.map(reportOf);
  }

  /**
   * At most `limit`, newest first, without those that are named.
   *
   * @param scope  `own`: what the viewer reported herself; `all`: everybody's. Never her own duress word
   * @param before the number above which nothing is wanted; null: from the newest
   */
  async list(
    tx: Transaction,
    viewer: StaffId,
    scope: 'own' | 'all',
    { before, without, limit }: ListPlace,
  ): Promise<IncidentReport[]> {
    const found = await rows<Columns>(
      tx,
      `select * from incident_report where case when reported_by = $1 then not forced else $2 end
         and ($3::bigint is null or number < $3) and id <> all($4::uuid[])
       order by number desc limit $5`,
      [viewer, scope === 'all', before, [...without], limit],
    );
    return found.map(reportOf);
  }
}

const reportOf = (row: Columns): IncidentReport => ({
  id: row.id,
  number: row.number,
  reportedBy: row.reported_by,
  reportedAt: row.reported_at.getTime() as Instant,
  about: row.about,
  urgency: row.urgency,
  circle: row.circle_id,
  forced: row.forced,
});
