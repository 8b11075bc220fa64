import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { StaffDirectory, StaffRole } from '../identity/staff-directory.port.js';
import type { Transaction } from '../platform/database/database.js';
import type { ReviewedCircleRepository } from './reviewed-circle.repository.js';

/** Who coordinates, in a circle and in the house. */
export class Coordinators {
  constructor(
    private readonly directory: Pick<StaffDirectory, 'everyone'>,
    private readonly circles: ReviewedCircleRepository,
  ) {}

  /** Who is told when something in a circle is overdue: its own coordinators; where it has none, every coordinator of the house. */
  async of(tx: Transaction, circle: CircleId): Promise<readonly StaffId[]> {
    const all = await this.#withRole(tx, 'coordinator');
    const members = new Set((await this.circles.members(tx, circle)).map(({ staffId }) => staffId));
    const own = all.filter((id) => members.has(id));
    return own.length > 0 ? own : all;
  }

  /**
   * The supervisors of an assessor: coordinators other than she. In a circle only those who may write there, and so sign; possibly
   * nobody. In the house, where she is the only one, directors: somebody has to appoint another.
   */
  async besides(tx: Transaction, assessor: StaffId, circle?: CircleId): Promise<readonly StaffId[]> {
    const others = (await this.#withRole(tx, 'coordinator')).filter((id) => id !== assessor);
    if (circle === undefined) return others.length > 0 ? others : this.#withRole(tx, 'director');
    const members = await this.circles.members(tx, circle);
    const writing = new Set(members.filter(({ mayWrite }) => mayWrite).map(({ staffId }) => staffId));
    return others.filter((id) => writing.has(id));
  }

  async #withRole(tx: Transaction, role: StaffRole): Promise<readonly StaffId[]> {
    const all = await this.directory.everyone(tx);
    return all.filter(({ roles }) => roles.includes(role)).map(({ id }) => id);
  }
}
