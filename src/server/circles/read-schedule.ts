import type { CircleId } from '../../domain/circle/circle.js';
import { effectOf, type LevelEffect } from '../../domain/circle/level-rules.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { CircleAccess } from './circle-access.js';
import type { ScheduleRepository, StoredAlarm, StoredLevel } from './schedule.repository.js';

export interface Schedule {
  /** The newest of each instrument, and what follows from it now. */
  readonly levels: readonly (StoredLevel & { readonly effect: LevelEffect })[];
  readonly alarms: readonly StoredAlarm[];
}

/** The signed statements by which the server schedules, with its columns: a client compares them and shows red. */
export class ReadSchedule {
  constructor(
    private readonly clock: Clock,
    private readonly access: CircleAccess,
    private readonly schedule: ScheduleRepository,
  ) {}

  /** @throws CirclesRefused */
  async run(tx: Transaction, id: CircleId, caller: StaffId): Promise<Schedule> {
    await this.access.enter(tx, id, caller);
    const now = this.clock.now();
    const levels = await this.schedule.levels(tx, id);
    return {
      levels: levels.map((level) => ({ ...level, effect: effectOf(level, level.signOffs.length > 0, now) })),
      alarms: await this.schedule.alarms(tx, id),
    };
  }
}
