import { randomUUID } from 'node:crypto';
import type { StaffId } from '../../domain/shared/ids.js';
import { plus } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { ASK_EVERY } from './ask-for-facts.js';
import type { IncidentId, IncidentRepository } from './incident.repository.js';
import type { VisitAlerts } from './visit-alerts.js';
import type { VisitWordRepository } from './visit-word.repository.js';

/**
 * What a worker types while she is on no visit: her duress word calls people here too. It has no visit to stand in, so it becomes a
 * report of an incident, which every screen keeps from her; she is not asked for facts, and what her phone shows does not depend on
 * what was heard (ADR 0168).
 */
export class OverhearWord {
  constructor(
    private readonly words: VisitWordRepository,
    private readonly incidents: IncidentRepository,
    private readonly alerts: VisitAlerts,
    private readonly clock: Clock,
  ) {}

  /** Her safe word, a wrong one and everything else change nothing, and are not counted. */
  async run(tx: Transaction, typed: string, workerId: StaffId): Promise<void> {
    if ((await this.words.hear(tx, workerId, typed)) !== 'duress') return;
    const last = await this.incidents.lastForced(tx, workerId);
    if (last && (await this.alerts.isForced(tx, last.id))) return;
    const id = randomUUID() as IncidentId;
    const reportedAt = this.clock.now();
    const report = {
      id,
      reportedBy: workerId,
      reportedAt,
      about: 'staff',
      urgency: 'now',
      forced: true,
    } as const;
    const number = await this.incidents.insert(tx, report, plus(reportedAt, ASK_EVERY));
    if (number !== null) await this.alerts.duress(tx, { id, number, workerId });
  }
}
