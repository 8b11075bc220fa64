import type { StaffId } from '../../domain/shared/ids.js';
import { days, minutes, plus, type Duration } from '../../domain/shared/time.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Transaction } from '../platform/database/database.js';
import type { Log } from '../platform/logging/log.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import { forEachDue } from '../platform/queue/each.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import type { IncidentId, IncidentReport, IncidentRepository } from './incident.repository.js';
import { STAFF_NOTE_TOPIC, type StaffNote } from './staff-note.js';
import { coordinatorsBeside } from './visit.js';

/** "Every incident and threat is logged within 24 hours" (PSRA A17): then, and daily until it is. */
export const ASK_EVERY: Duration = days(1);

/**
 * Nobody wrote down what happened, and no review moves before that: a day after the report, and every day, whoever reported is asked
 * again and those who coordinate are told. Without a sound; a number, nothing else.
 */
export class AskForFacts implements Sweep {
  readonly name = 'facts-missing';
  readonly every = minutes(1);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly incidents: IncidentRepository,
    private readonly directory: Pick<StaffDirectory, 'everyone'>,
    private readonly outbox: Outbox,
    private readonly log: Log,
  ) {}

  async run(): Promise<void> {
    const due = (seen: readonly IncidentId[]) =>
      this.database.transaction((tx) => this.incidents.factsDue(tx, this.clock.now(), seen));
    await forEachDue(due, (id) => this.#ask(id), this.log, this.name);
  }

  #ask(id: IncidentId): Promise<void> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const report = await this.incidents.askFacts(tx, id, now, plus(now, ASK_EVERY));
      if (!report) return;
      // Who was forced is asked nothing: her phone may be in other hands.
      if (!report.forced) await this.#put(tx, report, report.reportedBy, 'facts-missing');
      for (const one of await this.#coordinators(tx, report.reportedBy))
        await this.#put(tx, report, one, 'facts-not-written');
    });
  }

  /** Besides whoever reported; where nobody else coordinates, directors. */
  async #coordinators(tx: Transaction, reporter: StaffId): Promise<readonly StaffId[]> {
    const everyone = await this.directory.everyone(tx);
    const coordinators = coordinatorsBeside(everyone, reporter);
    if (coordinators.length > 0) return coordinators;
    return everyone
      .filter(({ id, roles }) => id !== reporter && roles.includes('director'))
      .map(({ id }) => id);
  }

  #put(tx: Transaction, { id, number }: IncidentReport, staffId: StaffId, note: StaffNote): Promise<void> {
    return this.outbox.put(tx, {
      channel: 'telegram-staff',
      topic: STAFF_NOTE_TOPIC,
      ref: id,
      payload: { staffId, note, number, time: '' },
      giveUpAt: plus(this.clock.now(), ASK_EVERY),
    });
  }
}
