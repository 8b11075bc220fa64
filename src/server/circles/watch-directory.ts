import type { StaffId } from '../../domain/shared/ids.js';
import { ops, type Entry } from '../../e2ee/directory/entry.js';
import { idText } from '../../contracts/shared/scalars.js';
import type { DirectoryWatcher } from '../identity/directory-watch.js';
import type { OpenWorkSource, WorkItem } from '../identity/open-work.js';
import type { Transaction } from '../platform/database/database.js';
import type { CircleRepository } from './circle.repository.js';
import type { TellCircle } from './tell-circle.js';

const ending: ReadonlySet<number> = new Set([ops.revoke, ops.rotate]);
const mostCircles = 10_000;

/**
 * When a key ends, every circle that lists it wants a new epoch: those who are in it are told, and a named person makes one.
 * The server never does it by itself.
 */
export class WatchDirectory implements DirectoryWatcher, OpenWorkSource {
  constructor(
    private readonly circles: CircleRepository,
    private readonly tell: TellCircle,
  ) {}

  async entryAppended(tx: Transaction, { op, subject }: Entry): Promise<void> {
    if (!ending.has(op)) return;
    for (const { id } of await this.circles.ofMember(tx, idText(subject), null, mostCircles))
      await this.tell.run(tx, 'circle-members', id, await this.circles.members(tx, id));
  }

  /** Circles that still list a person: how far the new epochs have come after she left. */
  async heldBy(tx: Transaction, staffId: StaffId): Promise<readonly WorkItem[]> {
    const circles = await this.circles.ofMember(tx, staffId, null, mostCircles);
    return circles.map(({ id, kind, facts }) => ({ kind, id, number: facts?.number ?? null }));
  }
}
