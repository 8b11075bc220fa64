import { missed } from '../../domain/safety/field-visit.js';
import { seconds } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Log } from '../platform/logging/log.js';
import type { AlarmHandler } from '../platform/queue/alarm-queue.js';
import { forEachDue } from '../platform/queue/each.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import type { VisitAlerts } from './visit-alerts.js';
import { VISIT_ALARM, type VisitDesk } from './visit-desk.js';
import type { VisitRepository } from './visit.repository.js';
import type { VisitId } from './visit.js';

/** A check-in is missing: one alert a missed deadline, at the deadline, whichever of alarm and sweep comes first. */
export class CheckVisits implements AlarmHandler, Sweep {
  readonly name = VISIT_ALARM;
  readonly every = seconds(5);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly visits: VisitRepository,
    private readonly desk: VisitDesk,
    private readonly alerts: VisitAlerts,
    private readonly log: Log,
  ) {}

  ring(ref: string): Promise<void> {
    return this.#check(ref as VisitId);
  }

  async run(): Promise<void> {
    const due = (seen: readonly VisitId[]) =>
      this.database.transaction((tx) => this.visits.due(tx, this.clock.now(), seen));
    await forEachDue(due, (id) => this.#check(id), this.log, this.name);
  }

  #check(id: VisitId): Promise<void> {
    return this.database.transaction(async (tx) => {
      const visit = await this.visits.lock(tx, id);
      const late = visit && missed(visit, this.clock.now());
      if (!late) return;
      const after = { ...visit, ...late };
      await this.desk.put(tx, visit, after, ['missed'], null);
      await this.alerts.missed(tx, after);
    });
  }
}
