import { departureMissing } from '../../domain/safety/departure.js';
import { seconds } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Log } from '../platform/logging/log.js';
import type { AlarmHandler } from '../platform/queue/alarm-queue.js';
import { forEachDue } from '../platform/queue/each.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import type { VisitAlerts } from './visit-alerts.js';
import { DEPARTURE_ALARM, type VisitDesk } from './visit-desk.js';
import type { VisitNotes } from './visit-notes.js';
import type { VisitRepository } from './visit.repository.js';
import type { VisitId } from './visit.js';

/** A visit was planned and does not begin: she is asked, then those who would look for her are told, each once. */
export class CheckDepartures implements AlarmHandler, Sweep {
  readonly name = DEPARTURE_ALARM;
  readonly every = seconds(30);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly visits: VisitRepository,
    private readonly desk: VisitDesk,
    private readonly notes: VisitNotes,
    private readonly alerts: VisitAlerts,
    private readonly log: Log,
  ) {}

  ring(ref: string): Promise<void> {
    return this.#check(ref as VisitId);
  }

  async run(): Promise<void> {
    const due = (seen: readonly VisitId[]) =>
      this.database.transaction((tx) => this.visits.departuresDue(tx, this.clock.now(), seen));
    await forEachDue(due, (id) => this.#check(id), this.log, this.name);
  }

  #check(id: VisitId): Promise<void> {
    return this.database.transaction(async (tx) => {
      const visit = await this.visits.lock(tx, id);
      const missing = visit && departureMissing(visit, this.clock.now());
      if (!missing) return;
      const after = missing.visit;
      const isFirst = missing.tell === 'worker';
      await this.desk.put(tx, visit, after, [isFirst ? 'asked' : 'not-begun'], null);
      if (isFirst) await this.notes.askWhetherSheLeaves(tx, after);
      else await this.alerts.notBegun(tx, after);
    });
  }
}
