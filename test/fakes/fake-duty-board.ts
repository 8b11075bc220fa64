import type { Audience, Duty } from '../../src/domain/escalation/ladder.js';
import { resolveAudience } from '../../src/domain/escalation/roster.js';
import type { StaffId } from '../../src/domain/shared/ids.js';
import type { CalledUp, DutyBoard } from '../../src/server/escalation/duty-board.port.js';
import type { StaffDirectory } from '../../src/server/identity/staff-directory.port.js';
import type { Instant } from '../../src/domain/shared/time.js';
import type { Transaction } from '../../src/server/platform/database/database.js';

/** A duty board without a calendar: whoever is put on it is on duty. */
export class FakeDutyBoard implements DutyBoard {
  readonly onDuty = new Map<Duty, StaffId[]>();

  constructor(private readonly directory: StaffDirectory) {}

  async resolve(tx: Transaction, audiences: readonly Audience[], now: Instant): Promise<CalledUp> {
    const all = (await this.directory.everyone(tx)).map(({ id }) => id);
    const explicit = audiences.map((audience) =>
      'duty' in audience
        ? (this.onDuty.get(audience.duty) ?? []).map((staff): Audience => ({ staff }))
        : [audience],
    );
    return resolveAudience({ shifts: [], overrides: [] }, explicit.flat(), all, now);
  }
}
