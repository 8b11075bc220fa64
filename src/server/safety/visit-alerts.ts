import type { Policy } from '../../domain/escalation/ladder.js';
import type { Conclusion } from '../../domain/safety/field-visit.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { minutes } from '../../domain/shared/time.js';
import type { OpenAlerts } from '../escalation/open-alerts.js';
import type { RaiseAlert } from '../escalation/raise-alert.js';
import type { ResolveAlert } from '../escalation/resolve-alert.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Transaction } from '../platform/database/database.js';
import type { Visit } from './visit.js';

/** Calls people about a visit, by its number only, and never the worker herself: somebody else may hold her phone. */
export class VisitAlerts {
  constructor(
    private readonly raise: RaiseAlert,
    private readonly resolve: ResolveAlert,
    private readonly open: OpenAlerts,
    private readonly directory: Pick<StaffDirectory, 'everyone'>,
  ) {}

  async missed(tx: Transaction, visit: Visit): Promise<void> {
    await this.raise.run(tx, {
      ...about(visit),
      kind: 'check-in',
      level: 'RED',
      policyId: 'check-in-missed',
    });
  }

  /** Once while it is open: saying the word again does not call the same people twice. */
  async duress(tx: Transaction, visit: Visit): Promise<void> {
    const open = await this.open.about(tx, visit.id);
    if (open.some(({ alert }) => alert.kind === 'incident')) return;
    await this.raise.run(tx, { ...about(visit), kind: 'incident', level: 'RED', policyId: 'duress' });
  }

  /** Asks every other coordinator for a yes; where there is none, nobody can give it and everybody on duty is told. */
  async askForYes(tx: Transaction, visit: Visit): Promise<void> {
    const coordinators = (await this.directory.everyone(tx)).filter(
      ({ id, roles }) => id !== visit.workerId && roles.includes('coordinator'),
    );
    const policy = askPolicy(coordinators.map(({ id }) => id));
    await this.raise.run(tx, {
      ...about(visit),
      kind: 'check-in',
      level: 'YELLOW',
      policyId: policy.id,
      policy,
    });
  }

  /** Everything that is open about the visit is done. */
  async end(tx: Transaction, visit: Visit, by: StaffId | null, outcome: Conclusion): Promise<void> {
    for (const { alert } of await this.open.about(tx, visit.id))
      await this.resolve.run(tx, alert.id, by, outcome);
  }
}

const about = ({ id, number, workerId }: Visit) => ({ subject: { id, number }, hiddenFrom: workerId });

/** Someone waits at the door, but nobody is in danger: a sound once, and again when nobody answered. */
const askPolicy = (coordinators: readonly StaffId[]): Policy => ({
  id: 'visit-yes',
  version: 1,
  steps: [
    {
      after: minutes(0),
      whom:
        coordinators.length > 0
          ? coordinators.map((staff) => ({ staff }))
          : [{ duty: 'focal-point' as const }],
      channels: [
        { channel: 'telegram', after: minutes(0) },
        { channel: 'mail', after: minutes(0) },
      ],
    },
  ],
  repeatEvery: minutes(15),
  mayAcknowledge: 'anyone',
  wakeAgainAfter: null,
  silent: false,
});
