import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Transaction } from '../platform/database/database.js';
import type { ReviewedCircleRepository } from './reviewed-circle.repository.js';

/** Who is told when something in a circle is overdue: its own coordinators; where it has none, every coordinator of the house. */
export class Coordinators {
  constructor(
    private readonly directory: Pick<StaffDirectory, 'everyone'>,
    private readonly circles: ReviewedCircleRepository,
  ) {}

  async of(tx: Transaction, circle: CircleId): Promise<readonly StaffId[]> {
    const all = (await this.directory.everyone(tx))
      .filter(({ roles }) => roles.includes('coordinator'))
      .map(({ id }) => id);
    const members = new Set((await this.circles.members(tx, circle)).map(({ staffId }) => staffId));
    const own = all.filter((id) => members.has(id));
    return own.length > 0 ? own : all;
  }
}
