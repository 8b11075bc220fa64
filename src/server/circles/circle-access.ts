import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import type { Transaction } from '../platform/database/database.js';
import type { Circle, CircleMember } from './circle.js';
import type { CircleRepository } from './circle.repository.js';
import { CirclesRefused } from './circles-refused.js';
import type { RecoveryPass } from './recovery-pass.js';

export interface Entered {
  readonly circle: Circle;
  readonly member: CircleMember;
  readonly members: readonly CircleMember[];
}

/**
 * The door to a circle. Who is not in the epoch in force gets the answer of a circle that does not exist, so that nobody can
 * try out ids. The server's door keeps ciphertext in; what keeps the content in is the members' keys.
 */
export class CircleAccess {
  constructor(
    private readonly circles: CircleRepository,
    private readonly pass: RecoveryPass,
  ) {}

  /** @throws CirclesRefused `circle-unknown`, or `circle-right-missing` for a member without every bit of `wanted` */
  async enter(
    tx: Transaction,
    id: CircleId,
    caller: StaffId,
    { wanted = rights.read, lock = '' }: { wanted?: number; lock?: '' | 'for update' | 'for share' } = {},
  ): Promise<Entered> {
    const circle = await this.circles.find(tx, id, lock);
    const members = circle ? await this.circles.members(tx, id) : [];
    const member = await this.#memberFor(tx, members, caller);
    if (!circle || !member) throw new CirclesRefused('circle-unknown');
    if ((member.rights & wanted) !== wanted) throw new CirclesRefused('circle-right-missing');
    return { circle, member, members };
  }

  /** Her own place; in a recovery ceremony that of RECOVERY, which may read and grant. */
  async #memberFor(
    tx: Transaction,
    members: readonly CircleMember[],
    caller: StaffId,
  ): Promise<CircleMember | undefined> {
    const own = members.find(({ userId }) => userId === caller);
    if (own || members.length === 0) return own;
    const standIn = await this.pass.standsInFor(tx, caller);
    return members.find(({ userId }) => userId === standIn);
  }
}
