import { randomUUID } from 'node:crypto';
import { INCIDENT_ABOUT, INCIDENT_URGENCIES } from '../../domain/safety/incident.js';
import { text } from '../../texts/catalog.js';
import type { StaffMember } from '../identity/staff-directory.port.js';
import type { Transaction } from '../platform/database/database.js';
import type { IncidentOrder, ReportIncident } from '../safety/report-incident.js';
import type { Shown } from './notice-text.js';
import { incidentTap, type SafetyTap } from './safety-tap.js';
import type { Tapped } from './visit-talk.js';
import { refusalWords } from './visit-words.js';

type IncidentTap = Extract<SafetyTap, { of: 'incident' }>;

/** `/incident`: two taps, and somebody is told that something happened. What happened is never asked here. */
export class IncidentTalk {
  constructor(private readonly report: ReportIncident) {}

  /** The buttons carry the id of the report to be, so that a second tap reports nothing new. */
  ask({ language }: StaffMember): Shown {
    const id = randomUUID();
    return {
      text: text(language, 'safety.incident.ask'),
      keyboard: INCIDENT_ABOUT.map((about) => [
        { text: text(language, `safety.about.${about}`), callback_data: incidentTap(id, about, null) },
      ]),
    };
  }

  async tap(tx: Transaction, who: StaffMember, { id, about, urgency }: IncidentTap): Promise<Tapped> {
    const { language } = who;
    if (urgency === null) {
      const keyboard = INCIDENT_URGENCIES.map((each) => [
        { text: text(language, `safety.urgency.${each}`), callback_data: incidentTap(id, about, each) },
      ]);
      return { over: '', shown: { text: text(language, 'safety.incident.urgency'), keyboard } };
    }
    return this.#report(tx, who, { id, about, urgency });
  }

  /** Never throws for what somebody taps: a forged or forwarded button names the report of somebody else. */
  async #report(tx: Transaction, { id: by, language }: StaffMember, order: IncidentOrder): Promise<Tapped> {
    try {
      const { number, isNew } = await this.report.run(tx, order, by);
      const said = text(language, 'safety.incident.reported', { number });
      if (!isNew) return { over: text(language, 'safety.incident.known', { number }), shown: null };
      return { over: said, shown: { text: said, keyboard: [] } };
    } catch (caught) {
      const over = refusalWords(language, caught);
      if (over === null) throw caught;
      return { over, shown: null };
    }
  }
}
