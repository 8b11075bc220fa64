import { MEASURE_OWNERS, type MeasureOwnerName } from '../../domain/review/measure.js';
import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { StaffList } from '../identity/staff-list.js';
import type { Transaction } from '../platform/database/database.js';
import type { FunctionHolders, Measure } from './measure.repository.js';
import type { ReviewedCircleRepository } from './reviewed-circle.repository.js';

/** Whom a measure reaches: a member of the circle by herself, or every member who has the function or role that it names. */
export class WhoHolds {
  constructor(
    private readonly staff: Pick<StaffList, 'all'>,
    private readonly circles: ReviewedCircleRepository,
  ) {}

  /** Everybody who works here, with each function and role she has. */
  async everywhere(tx: Transaction): Promise<FunctionHolders> {
    const here = (await this.staff.all(tx)).filter(({ state }) => state === 'active');
    const pairs = here.flatMap(({ id, roles, functions }) =>
      namesOf([...roles, ...functions]).map((name) => ({ name, id })),
    );
    return { names: pairs.map(({ name }) => name), ids: pairs.map(({ id }) => id) };
  }

  /** Those of them who are in the circle; empty: nobody has it. */
  async of(
    tx: Transaction,
    measures: readonly Pick<Measure, 'id' | 'circle' | 'owner'>[],
  ): Promise<ReadonlyMap<string, readonly StaffId[]>> {
    const holders = await this.everywhere(tx);
    const members = new Map<CircleId, ReadonlySet<StaffId>>();
    for (const circle of new Set(measures.map((measure) => measure.circle))) {
      const inIt = await this.circles.members(tx, circle);
      members.set(circle, new Set(inIt.map(({ staffId }) => staffId)));
    }
    return new Map(
      measures.map(({ id, circle, owner }) => {
        const able = owner.is === 'person' ? [owner.staffId] : idsOf(holders, owner.name);
        return [id, able.filter((one) => members.get(circle)?.has(one))];
      }),
    );
  }
}

/** Of roles and functions those that a measure may name. */
export const namesOf = (words: readonly string[]): MeasureOwnerName[] =>
  MEASURE_OWNERS.filter((name) => words.includes(name));

const idsOf = ({ names, ids }: FunctionHolders, wanted: MeasureOwnerName): StaffId[] =>
  ids.filter((_id, index) => names[index] === wanted);
