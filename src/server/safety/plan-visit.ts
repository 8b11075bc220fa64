import { planned } from '../../domain/safety/field-visit.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { minutes, type Instant } from '../../domain/shared/time.js';
import { kinds } from '../../e2ee/circle/header.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { SafetyRefused } from './safety-refused.js';
import type { SafetyRecord, WriteSafetyRecord } from './safety-record.js';
import type { VisitAlerts } from './visit-alerts.js';
import type { VisitDesk } from './visit-desk.js';
import type { VisitWordRepository } from './visit-word.repository.js';
import type { VisitRepository } from './visit.repository.js';
import type { VisitId } from './visit.js';

export interface VisitOrder extends SafetyRecord {
  readonly id: string;
  readonly plannedAt: Instant;
  readonly checkInMinutes: number;
  readonly needsYes: boolean;
}

/** Plans a visit: the row that rings and the sealed plan beside it, both or neither. A coordinator is asked when one is needed. */
export class PlanVisit {
  constructor(
    private readonly records: WriteSafetyRecord,
    private readonly visits: VisitRepository,
    private readonly words: VisitWordRepository,
    private readonly desk: VisitDesk,
    private readonly alerts: VisitAlerts,
    private readonly clock: Clock,
  ) {}

  /** @throws SafetyRefused, CirclesRefused, VisitRefused */
  async run(tx: Transaction, order: VisitOrder, worker: StaffId): Promise<{ readonly number: number }> {
    const now = this.clock.now();
    if ((await this.words.setAt(tx, worker)) === null) throw new SafetyRefused('visit-words-missing');
    const id = order.id as VisitId;
    const belonging = {
      kind: kinds.plan,
      object: id,
      circles: ['safety-book' as const],
      bookOf: worker,
    };
    await this.records.run(tx, order, belonging, worker);
    const visit = {
      ...planned(order.plannedAt, minutes(order.checkInMinutes), order.needsYes, now),
      id,
      workerId: worker,
      circle: order.circle,
      yesBy: null,
      concludedBy: null,
      asked: null,
    };
    const number = await this.visits.insert(tx, visit);
    if (number === null) throw new SafetyRefused('visit-known');
    await this.visits.record(tx, id, { at: now, what: 'planned', staffId: worker });
    if (order.needsYes) await this.alerts.askForYes(tx, { ...visit, number });
    await this.desk.awaitDeparture(tx, { ...visit, number });
    await this.desk.tell(tx, { ...visit, number });
    return { number };
  }
}
