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

  /** Those who are in a circle themselves; possibly nobody. */
  async in(tx: Transaction, circle: CircleId): Promise<readonly StaffId[]> {
    const members = new Set((await this.circles.members(tx, circle)).map(({ staffId }) => staffId));
    return (await this.#withRole(tx, 'coordinator')).filter((id) => members.has(id));
  }

  /**
   * Who is told when something in a circle is overdue: its own coordinators other than those who hold it ("supervisor: a coordinator
   * other than the assessor"). Where nobody remains, every other coordinator of the house, then its directors.
   */
  async of(tx: Transaction, circle: CircleId, holders: readonly StaffId[]): Promise<readonly StaffId[]> {
    const besides = (ids: readonly StaffId[]) => ids.filter((id) => !holders.includes(id));
    const own = besides(await this.in(tx, circle));
    if (own.length > 0) return own;
    const others = besides(await this.#withRole(tx, 'coordinator'));
    return others.length > 0 ? others : besides(await this.#withRole(tx, 'director'));
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
