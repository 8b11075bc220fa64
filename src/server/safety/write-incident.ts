import type { Policy } from '../../domain/escalation/ladder.js';
import { minutes } from '../../domain/shared/time.js';
import { kinds } from '../../e2ee/circle/header.js';
import type { OpenAlerts } from '../escalation/open-alerts.js';
import type { RaiseAlert } from '../escalation/raise-alert.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import type { IncidentId, IncidentReport, IncidentRepository } from './incident.repository.js';
import type { SafetyRecord, WriteSafetyRecord } from './safety-record.js';
import { SafetyRefused } from './safety-refused.js';
import { STAFF_NOTE_TOPIC } from './staff-note.js';
import { coordinatorsBeside, mayWatch, type Actor } from './visit.js';

/**
 * Hers, or anybody's for those who look after the safety of staff; that she said her duress word is for all of them but herself.
 *
 * @throws SafetyRefused `incident-unknown`
 */
export async function reportFor(
  tx: Transaction,
  incidents: IncidentRepository,
  id: string,
  caller: Actor,
): Promise<IncidentReport> {
  const report = await incidents.find(tx, id as IncidentId);
  const isHers = report?.reportedBy === caller.id;
  const mayKnow = isHers ? !report.forced : mayWatch(caller);
  if (!report || !mayKnow) throw new SafetyRefused('incident-unknown');
  return report;
}

/** The sealed facts of a reported incident, or the next version of them. From then on nobody is reminded. */
export class WriteIncident {
  constructor(
    private readonly records: WriteSafetyRecord,
    private readonly incidents: IncidentRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws SafetyRefused, CirclesRefused */
  async run(tx: Transaction, id: string, record: SafetyRecord, caller: Actor): Promise<void> {
    const report = await reportFor(tx, this.incidents, id, caller);
    if (report.circle !== null && report.circle !== record.circle)
      throw new SafetyRefused('safety-record-refused', 'written-elsewhere');
    const belonging = {
      kind: kinds.incident,
      object: report.id,
      circles: ['security-log' as const, 'safety-book' as const],
      bookOf: null,
    };
    await this.records.run(tx, record, belonging, caller.id);
    await this.incidents.written(tx, report.id, record.circle, this.clock.now());
    await this.outbox.withdraw(tx, report.id, STAFF_NOTE_TOPIC);
  }
}

const askPolicy = 'incident-cases';

/**
 * It concerns cases that whoever writes is not in: coordinators know who is, and are told the number, without a sound. Asking again
 * while nobody has looked asks nobody twice. Who was forced is not told of her own report: somebody else may hold her phone.
 */
export class AskCoordinators {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly raise: RaiseAlert,
    private readonly open: OpenAlerts,
    private readonly directory: Pick<StaffDirectory, 'everyone'>,
  ) {}

  /** @throws SafetyRefused `incident-unknown` */
  async run(tx: Transaction, id: string, caller: Actor): Promise<void> {
    const { number, forced, reportedBy } = await reportFor(tx, this.incidents, id, caller);
    if (await this.open.isRaised(tx, id, askPolicy)) return;
    const everyone = await this.directory.everyone(tx);
    const coordinators = coordinatorsBeside(everyone, forced ? reportedBy : null);
    const policy: Policy = {
      id: askPolicy,
      version: 1,
      steps: [
        {
          after: minutes(0),
          whom:
            coordinators.length > 0 ? coordinators.map((staff) => ({ staff })) : [{ duty: 'focal-point' }],
          channels: [
            { channel: 'telegram', after: minutes(0) },
            { channel: 'mail', after: minutes(0) },
          ],
        },
      ],
      repeatEvery: null,
      mayAcknowledge: 'anyone',
      wakeAgainAfter: null,
      silent: true,
    };
    await this.raise.run(tx, {
      kind: 'incident',
      level: 'YELLOW',
      policyId: policy.id,
      policy,
      subject: { id, number },
      ...(forced && { hiddenFrom: reportedBy }),
    });
  }
}
