import type { Transaction } from '../platform/database/database.js';
import type { IncidentReport, IncidentRepository } from './incident.repository.js';
import type { VisitAlerts } from './visit-alerts.js';
import { mayWatch, type Actor } from './visit.js';

/**
 * Reports of colleagues who said their duress word on no visit, as long as people are called because of it, for those who look after
 * the safety of staff. It costs what is open, however much was reported.
 */
export class NeedingHelp {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly alerts: VisitAlerts,
  ) {}

  /** Newest first; never her own. */
  async run(tx: Transaction, caller: Actor): Promise<IncidentReport[]> {
    if (!mayWatch(caller)) return [];
    return this.incidents.beside(tx, caller.id, await this.alerts.forced(tx));
  }
}
