import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Transaction } from '../platform/database/database.js';
import type { CircleAccess } from './circle-access.js';
import type { ScheduleRepository, StoredLevel } from './schedule.repository.js';

/** How a circle's levels changed over time, for its members: every signed statement with its sign-offs, the newest first. */
export class ReadLevelHistory {
  constructor(
    private readonly access: CircleAccess,
    private readonly schedule: ScheduleRepository,
  ) {}

  /** @param before the place in the chain of the last one of the page before. @throws CirclesRefused */
  async run(
    tx: Transaction,
    id: CircleId,
    { before, limit }: { readonly before: number | null; readonly limit: number },
    caller: StaffId,
  ): Promise<StoredLevel[]> {
    await this.access.enter(tx, id, caller);
    return this.schedule.history(tx, id, before, limit);
  }
}
