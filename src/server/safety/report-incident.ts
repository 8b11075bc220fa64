import type { IncidentAbout, IncidentUrgency } from '../../domain/safety/incident.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { days, hours, plus, type Duration } from '../../domain/shared/time.js';
import type { AlertLevel } from '../escalation/alert.js';
import type { RaiseAlert } from '../escalation/raise-alert.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import type { IncidentId, IncidentRepository } from './incident.repository.js';
import { ASK_EVERY } from './ask-for-facts.js';
import { SafetyRefused } from './safety-refused.js';
import { STAFF_NOTE_TOPIC } from './staff-note.js';

/** A worn-out person is not asked at once; after that the details fade. Without a sound; the day after see `AskForFacts`. */
const remindAfter: Duration = hours(3);

const ladders: Readonly<Record<IncidentUrgency, { readonly level: AlertLevel; readonly policyId: string }>> =
  {
    now: { level: 'RED', policyId: 'incident-now' },
    today: { level: 'ORANGE', policyId: 'incident-today' },
    later: { level: 'YELLOW', policyId: 'incident-later' },
  };

export interface IncidentOrder {
  readonly id: string;
  readonly about: IncidentAbout;
  readonly urgency: IncidentUrgency | null;
}

/** Something happened: a number and an alert of that number. The facts are written in the console; whoever reported is reminded. */
export class ReportIncident {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly raise: RaiseAlert,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Reporting the same one again changes nothing: a button is tapped twice.
   *
   * @throws SafetyRefused `incident-unknown` when somebody else has reported under this id
   */
  async run(
    tx: Transaction,
    { id: given, about, urgency }: IncidentOrder,
    by: StaffId,
  ): Promise<{ readonly number: number; readonly isNew: boolean }> {
    const id = given as IncidentId;
    const reportedAt = this.clock.now();
    const report = { id, reportedBy: by, reportedAt, about, urgency, forced: false };
    const number = await this.incidents.insert(tx, report, plus(reportedAt, ASK_EVERY));
    if (number === null) {
      const known = await this.incidents.find(tx, id);
      if (known?.reportedBy !== by) throw new SafetyRefused('incident-unknown');
      return { number: known.number, isNew: false };
    }
    if (urgency !== null) {
      await this.raise.run(tx, { kind: 'incident', ...ladders[urgency], subject: { id, number } });
      await this.#remind(tx, id, number, by);
    }
    return { number, isNew: true };
  }

  #remind(tx: Transaction, id: IncidentId, number: number, staffId: StaffId): Promise<void> {
    const now = this.clock.now();
    return this.outbox.put(tx, {
      channel: 'telegram-staff',
      topic: STAFF_NOTE_TOPIC,
      ref: id,
      payload: { staffId, note: 'facts-missing', number, time: '' },
      notBefore: plus(now, remindAfter),
      giveUpAt: plus(now, days(2)),
    });
  }
}
