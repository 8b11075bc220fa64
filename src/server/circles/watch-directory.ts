import { CIRCLE_KINDS } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { ops, type Entry } from '../../e2ee/directory/entry.js';
import { idText } from '../../contracts/shared/scalars.js';
import type { DirectoryWatcher } from '../identity/directory-watch.js';
import type { OpenWorkSource, WorkItem } from '../identity/open-work.js';
import type { Transaction } from '../platform/database/database.js';
import type { Circle } from './circle.js';
import type { CircleRepository } from './circle.repository.js';
import { grantorsOf, judgeMembers } from './read-circle.js';
import type { TellCircle } from './tell-circle.js';
import type { TrustedDirectory } from './trusted-directory.port.js';

const isCase = ({ kind }: Circle): boolean => kind === 'client-case';
const ending: ReadonlySet<number> = new Set([ops.revoke, ops.rotate]);
const mostCircles = 10_000;

/**
 * When a key ends, every circle that lists it wants a new epoch: those who are in it are told, and a named person makes one.
 * The server never does it by itself.
 */
export class WatchDirectory implements DirectoryWatcher, OpenWorkSource {
  readonly kinds = CIRCLE_KINDS;

  constructor(
    private readonly circles: CircleRepository,
    private readonly tell: TellCircle,
    private readonly directory: TrustedDirectory,
  ) {}

  async entryAppended(tx: Transaction, { op, subject }: Entry): Promise<void> {
    if (!ending.has(op)) return;
    const circles = await this.circles.ofMember(tx, idText(subject), null, mostCircles);
    // Cases first: what happens to one may concern files, and whoever watches them locks both.
    const [cases, others] = [circles.filter(isCase), circles.filter((circle) => !isCase(circle))];
    for (const { id } of [...cases, ...others])
      await this.tell.run(tx, 'circle-members', id, await this.circles.members(tx, id));
  }

  /** Circles that still list a person: how far the new epochs have come after she left. */
  async heldBy(tx: Transaction, staffId: StaffId): Promise<readonly WorkItem[]> {
    const circles = await this.circles.ofMember(tx, staffId, null, mostCircles);
    const members = await this.circles.membersOf(
      tx,
      circles.map(({ id }) => id),
    );
    const directory = await this.directory.look(tx);
    return circles.map(({ id, kind, facts }) => {
      const all = members.get(id) ?? [];
      const others = all.filter(({ userId }) => userId !== staffId);
      const [now, then] = [judgeMembers(all, directory), judgeMembers(others, directory)];
      const alone = now.grantorsLeft > 0 && then.grantorsLeft === 0;
      const takers = grantorsOf(others, directory).map(({ userId }) => userId as StaffId);
      return { kind, id, number: facts?.number ?? null, way: 'members', takers, alone };
    });
  }
}
