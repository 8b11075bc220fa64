import { minus, type Duration, type Instant } from '../../domain/shared/time.js';
import type { Lateness } from '../escalation/lateness.port.js';
import type { Transaction } from '../platform/database/database.js';
import { VisitRepository } from './visit.repository.js';

/** Check-ins that are missing without anybody having been called: the alarm and the sweep both failed. */
export class VisitLateness implements Lateness {
  readonly #visits = new VisitRepository();

  async late(tx: Transaction, now: Instant, grace: Duration): Promise<Readonly<Record<string, number>>> {
    return { 'check-ins': await this.#visits.countLate(tx, minus(now, grace)) };
  }
}
