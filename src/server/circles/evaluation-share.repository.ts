import type { EvaluatedKind } from '../../domain/assessment/evaluation-share.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { CircleMember } from './circle.js';

export interface SignedInQuarter {
  readonly kind: EvaluatedKind;
  readonly quarter: string;
  readonly assessments: number;
  /** Who made those that are not older than was asked. */
  readonly authors: readonly StaffId[];
}

/** Columns of signed levels, counted over all circles. Which circle a number comes from is left out. */
export class EvaluationShareRepository {
  /** Each assessment once, by its newest version that was stated. */
  async signed(
    tx: Transaction,
    kinds: readonly EvaluatedKind[],
    authorsSince: Instant,
  ): Promise<SignedInQuarter[]> {
    return rows<SignedInQuarter>(
      tx,
      `with assessment as (
         select distinct on (l.circle_id, r.object_id) c.kind, l.author, l.assessed_at
         from circle_level l join circle c on c.id = l.circle_id join chain_record r on r.hash = l.record_hash
         where c.kind = any($1::text[]) order by l.circle_id, r.object_id, l.seq desc)
       select kind, to_char(assessed_at at time zone 'UTC', 'YYYY"-Q"Q') as quarter, count(*)::int as assessments,
         coalesce(array_agg(distinct author::text) filter (where assessed_at > $2), '{}') as authors
       from assessment group by 1, 2 order by 2 desc, 1`,
      [[...kinds], timestamp(authorsSince)],
    );
  }

  /** Everybody who is in an evaluation that this person is in, once for each. */
  async colleagues(tx: Transaction, user: StaffId): Promise<CircleMember[]> {
    return rows<CircleMember>(
      tx,
      `select m.user_id as "userId", m.kv, m.rights from circle c
       join circle_member own on own.circle_id = c.id and own.user_id = $1
       join circle_member m on m.circle_id = c.id
       where c.kind = 'evaluation' and c.erased_at is null`,
      [user],
    );
  }
}
