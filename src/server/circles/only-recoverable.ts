import { idText } from '../../contracts/shared/scalars.js';
import type { Transaction } from '../platform/database/database.js';
import type { CircleRepository } from './circle.repository.js';
import { judgeMembers } from './read-circle.js';
import type { TrustedDirectory } from './trusted-directory.port.js';

const mostCircles = 10_000;

/**
 * How many circles nobody but RECOVERY could open again. They would be lost with it, so a ceremony comes before a new recovery key.
 */
export class CountOnlyRecoverable {
  constructor(
    private readonly directory: TrustedDirectory,
    private readonly circles: CircleRepository,
  ) {}

  async run(tx: Transaction): Promise<number> {
    const directory = await this.directory.look(tx);
    const recovery = directory.recoveryAt(directory.seq);
    if (!recovery) return 0;
    const found = await this.circles.ofMember(tx, idText(recovery.user), null, mostCircles);
    const members = await this.circles.membersOf(
      tx,
      found.map(({ id }) => id),
    );
    return found.filter(({ id }) => judgeMembers(members.get(id) ?? [], directory).grantorsLeft === 0).length;
  }
}
