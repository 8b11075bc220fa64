import { minus, type Duration, type Instant } from '../../domain/shared/time.js';
import type { Lateness } from '../escalation/lateness.port.js';
import type { Transaction } from '../platform/database/database.js';
import { VisitRepository } from './visit.repository.js';

/** Check-ins and departures that are missing without anybody having been told: the alarm and the sweep both failed. */
export class VisitLateness implements Lateness {
  readonly #visits = new VisitRepository();

  async late(tx: Transaction, now: Instant, grace: Duration): Promise<Readonly<Record<string, number>>> {
    const { checkIns, departures } = await this.#visits.countLate(tx, minus(now, grace));
    return { 'check-ins': checkIns, departures };
  }
}
