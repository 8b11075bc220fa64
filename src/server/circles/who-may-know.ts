import { idBytes } from '../../contracts/shared/scalars.js';
import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Directory } from '../../e2ee/directory/directory.js';
import type { Transaction } from '../platform/database/database.js';
import type { CircleMember } from './circle.js';
import type { CircleRepository } from './circle.repository.js';
import { CirclesRefused } from './circles-refused.js';
import { rolesOf } from './judge-members.js';
import type { OpeningEntry, OpeningLog } from './opening-log.js';
import { judgeMembers, type MembersVerdict, type MyCircle } from './read-circle.js';
import type { TrustedDirectory } from './trusted-directory.port.js';

/**
 * Who may know, and who opened what when: for the members of a circle, and for coordinators of every circle. Ids, numbers and
 * times; a coordinator who is no member reads no content by this.
 */
export class WhoMayKnow {
  constructor(
    private readonly directory: TrustedDirectory,
    private readonly circles: CircleRepository,
    private readonly openings: OpeningLog,
  ) {}

  /** @throws CirclesRefused `circle-unknown` for anybody else */
  async members(
    tx: Transaction,
    id: CircleId,
    caller: StaffId,
  ): Promise<MembersVerdict & { readonly members: readonly CircleMember[] }> {
    const { members, directory } = await this.#admit(tx, id, caller);
    return { members, ...judgeMembers(members, directory) };
  }

  /** Newest first. @param before the last entry of the page before. @throws CirclesRefused */
  async openingsOf(
    tx: Transaction,
    id: CircleId,
    { before, limit }: { readonly before: number | null; readonly limit: number },
    caller: StaffId,
  ): Promise<OpeningEntry[]> {
    await this.#admit(tx, id, caller);
    return this.openings.page(tx, { circle: id }, before, limit);
  }

  /** What one person opened, for coordinators; and for herself. Newest first. @throws CirclesRefused */
  async openingsBy(
    tx: Transaction,
    staffId: StaffId,
    { before, limit }: { readonly before: number | null; readonly limit: number },
    caller: StaffId,
  ): Promise<OpeningEntry[]> {
    const directory = await this.directory.look(tx);
    if (staffId !== caller && !isCoordinator(directory, caller)) throw new CirclesRefused('circle-unknown');
    return this.openings.page(tx, { staffId }, before, limit);
  }

  /** Every circle with its members, for coordinators. @throws CirclesRefused */
  async everyCircle(
    tx: Transaction,
    { after, limit }: { readonly after: CircleId | null; readonly limit: number },
    caller: StaffId,
  ): Promise<MyCircle[]> {
    const directory = await this.directory.look(tx);
    if (!isCoordinator(directory, caller)) throw new CirclesRefused('circle-unknown');
    const found = await this.circles.all(tx, after, limit);
    const members = await this.circles.membersOf(
      tx,
      found.map(({ id }) => id),
    );
    return found.map((circle) => {
      const own = members.get(circle.id) ?? [];
      return { circle, members: own, ...judgeMembers(own, directory) };
    });
  }

  async #admit(tx: Transaction, id: CircleId, caller: StaffId) {
    const directory = await this.directory.look(tx);
    const members = await this.circles.members(tx, id);
    const isMember = members.some(({ userId }) => userId === caller);
    if (members.length === 0 || (!isMember && !isCoordinator(directory, caller)))
      throw new CirclesRefused('circle-unknown');
    return { members, directory };
  }
}

/** By the signed directory, not by a row that somebody could change. */
const isCoordinator = (directory: Directory, staffId: StaffId): boolean =>
  rolesOf(directory.keyOf(idBytes(staffId))?.role ?? 0).includes('coordinator');
