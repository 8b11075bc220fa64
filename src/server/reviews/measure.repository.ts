import type { CircleId, CircleKind } from '../../domain/circle/circle.js';
import type { MeasureEffect, MeasureOwnerName, MeasureState } from '../../domain/review/measure.js';
import type { DeadlineStep } from '../../domain/review/overdue.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import { instantOrNull, timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import { spanColumns, type SearchSpan } from './search-span.js';

export type MeasureOwner =
  | { readonly is: 'person'; readonly staffId: StaffId }
  | { readonly is: 'function'; readonly name: MeasureOwnerName };

export interface Measure {
  readonly id: string;
  readonly circle: CircleId;
  readonly kind: CircleKind;
  readonly number: number;
  readonly owner: MeasureOwner;
  /** Since when the time runs. */
  readonly set: Instant;
  readonly due: Instant;
  readonly state: MeasureState;
  readonly effect: MeasureEffect | null;
  readonly taken: DeadlineStep | null;
  /** When to look at it again; null: never, unless it changes. */
  readonly nextAt: Instant | null;
  readonly version: number;
}

/** Who has which function or role: pairs. */
export interface FunctionHolders {
  readonly names: readonly MeasureOwnerName[];
  readonly ids: readonly StaffId[];
}

export interface MeasureSearch extends SearchSpan {
  /** Also those that are done; for a circle's own list. */
  readonly circle?: CircleId | undefined;
  readonly mine?: { readonly staffId: StaffId; readonly names: readonly MeasureOwnerName[] } | undefined;
  /** Only those that nobody has, given who has which function. */
  readonly ownerlessGiven?: FunctionHolders | undefined;
  /** Who looks at the whole house: of workers' files she gets those that name her. */
  readonly seenBy?: StaffId | undefined;
}

interface MeasureColumns {
  readonly id: string;
  readonly circle_id: CircleId;
  readonly kind: CircleKind;
  readonly number: number;
  readonly owner_id: StaffId | null;
  readonly owner_name: MeasureOwnerName | null;
  readonly set_at: Date;
  readonly due_at: Date;
  readonly state: MeasureState;
  readonly effect: MeasureEffect | null;
  readonly taken: DeadlineStep | null;
  readonly next_at: Date | null;
  readonly version: number;
}

const selected = `select m.*, c.kind, c.number from measure m join review_circle c on c.circle_id = m.circle_id`;

/** Somebody who is in the circle has the measure, by herself or by a function. */
const isOwned = `exists (select from review_member rm where rm.circle_id = m.circle_id and (rm.staff_id = m.owner_id
  or (m.owner_name, rm.staff_id) in (select * from unnest($9::text[], $10::uuid[]))))`;

export class MeasureRepository {
  async lock(tx: Transaction, ids: readonly string[]): Promise<Map<string, Measure>> {
    const found = await rows<MeasureColumns>(
      tx,
      `${selected} where m.id = any($1::uuid[]) order by m.id for update of m`,
      [[...ids]],
    );
    return new Map(found.map((row) => [row.id, measureOf(row)]));
  }

  /** @param at since when its time runs */
  async insert(
    tx: Transaction,
    measure: Pick<Measure, 'id' | 'circle' | 'owner' | 'due'>,
    by: StaffId,
    at: Instant,
  ): Promise<void> {
    await tx.query(
      `insert into measure (id, circle_id, owner_id, owner_name, set_at, set_by, due_at, state)
       values ($1, $2, $3, $4, $5, $6, $7, 'open')`,
      [measure.id, measure.circle, ...ownerColumns(measure.owner), timestamp(at), by, timestamp(measure.due)],
    );
  }

  /** Everything that may change, and when to look at it next; while its case is closed nobody looks. */
  async save(tx: Transaction, measure: Measure, nextAt: Instant | null, at: Instant): Promise<void> {
    await tx.query(
      `update measure set owner_id = $2, owner_name = $3, set_at = $4, due_at = $5, state = $6, effect = $7, taken = $8,
         next_at = case when (select open from review_circle c where c.circle_id = measure.circle_id) then $9::timestamptz end,
         version = $10, closed_at = case when $6 = 'open' then null else coalesce(closed_at, $11) end
       where id = $1`,
      [
        measure.id,
        ...ownerColumns(measure.owner),
        timestamp(measure.set),
        timestamp(measure.due),
        measure.state,
        measure.effect,
        measure.taken,
        nextAt && timestamp(nextAt),
        measure.version,
        timestamp(at),
      ],
    );
  }

  /** A case was closed, and nobody is reminded; or it was opened again, and everything is looked at. */
  async rest(tx: Transaction, circle: CircleId, wakeAt: Instant | null): Promise<void> {
    await tx.query(
      `update measure set next_at = $2 where circle_id = $1 and state = 'open' and taken is distinct from 'overdue-again'`,
      [circle, wakeAt && timestamp(wakeAt)],
    );
  }

  /** The earliest due first; open ones, of one circle all. */
  async search(tx: Transaction, asked: MeasureSearch): Promise<Measure[]> {
    const { mine, ownerlessGiven: given } = asked;
    const found = await rows<MeasureColumns>(
      tx,
      `${selected}
       where case when $1::uuid is null then m.state = 'open' else m.circle_id = $1 end
         and ($2::uuid is null or m.owner_id = $2 or (m.owner_name = any($3::text[]) and exists (
           select from review_member rm where rm.circle_id = m.circle_id and rm.staff_id = $2)))
         and ($4::timestamptz is null or m.due_at > $4) and ($5::timestamptz is null or m.due_at <= $5)
         and ($6::timestamptz is null or (m.due_at, m.id) > ($6, $7::uuid))
         and ($9::text[] is null or not ${isOwned})
         and ($11::uuid is null or c.kind <> 'worker-file' or exists (
           select from review_member rm where rm.circle_id = m.circle_id and rm.staff_id = $11))
       order by m.due_at, m.id limit $8`,
      [
        asked.circle ?? null,
        mine?.staffId ?? null,
        [...(mine?.names ?? [])],
        ...spanColumns(asked),
        asked.limit,
        ...holderColumns(given),
        asked.seenBy ?? null,
      ],
    );
    return found.map(measureOf);
  }
}

const holderColumns = (given: FunctionHolders | undefined): (readonly string[] | null)[] =>
  given ? [[...given.names], [...given.ids]] : [null, null];

const ownerColumns = (owner: MeasureOwner): [StaffId | null, MeasureOwnerName | null] =>
  owner.is === 'person' ? [owner.staffId, null] : [null, owner.name];

const measureOf = (row: MeasureColumns): Measure => ({
  id: row.id,
  circle: row.circle_id,
  kind: row.kind,
  number: row.number,
  owner:
    row.owner_name === null
      ? { is: 'person', staffId: row.owner_id as StaffId }
      : { is: 'function', name: row.owner_name },
  set: instant(row.set_at.getTime()),
  due: instant(row.due_at.getTime()),
  state: row.state,
  effect: row.effect,
  taken: row.taken,
  nextAt: instantOrNull(row.next_at),
  version: row.version,
});
