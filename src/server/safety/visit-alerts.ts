import type { Audience, Policy } from '../../domain/escalation/ladder.js';
import type { Conclusion } from '../../domain/safety/field-visit.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { hours, minutes } from '../../domain/shared/time.js';
import type { OpenAlerts } from '../escalation/open-alerts.js';
import type { RaiseAlert } from '../escalation/raise-alert.js';
import type { ResolveAlert } from '../escalation/resolve-alert.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Transaction } from '../platform/database/database.js';
import { coordinatorsBeside, type Visit } from './visit.js';

const DURESS_POLICY = 'duress';

/** A visit, or the report that stands in its place when there is none. */
type ForcedIn = Pick<Visit, 'number' | 'workerId'> & { readonly id: string };

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
  async duress(tx: Transaction, what: ForcedIn): Promise<void> {
    if (await this.isForced(tx, what.id)) return;
    await this.raise.run(tx, { ...about(what), kind: 'incident', level: 'RED', policyId: DURESS_POLICY });
  }

  /** Are people being called because of a duress word that was said there? */
  isForced(tx: Transaction, id: string): Promise<boolean> {
    return this.open.isRaised(tx, id, DURESS_POLICY);
  }

  /** Everything in which a duress word was said and because of which people are being called: visits and reports. */
  forced(tx: Transaction): Promise<readonly string[]> {
    return this.open.raisedBy(tx, DURESS_POLICY);
  }

  /** Asks every other coordinator for a yes; where there is none, nobody can give it and everybody on duty is told. */
  async askForYes(tx: Transaction, visit: Visit): Promise<void> {
    await this.#tell(tx, visit, askPolicy(await this.#coordinatorsBeside(tx, visit)));
  }

  /** Tells coordinators and the focal point on duty, without a sound, that she has not left though she planned to. */
  async notBegun(tx: Transaction, visit: Visit): Promise<void> {
    await this.#tell(tx, visit, unbegunPolicy(await this.#coordinatorsBeside(tx, visit)));
  }

  /** Everything that is open about the visit is done. */
  async end(tx: Transaction, visit: Visit, by: StaffId | null, outcome: Conclusion): Promise<void> {
    for (const { alert } of await this.open.about(tx, visit.id))
      await this.resolve.run(tx, alert.id, by, outcome);
  }

  async #coordinatorsBeside(tx: Transaction, { workerId }: Visit): Promise<StaffId[]> {
    return coordinatorsBeside(await this.directory.everyone(tx), workerId);
  }

  #tell(tx: Transaction, visit: Visit, policy: Policy): Promise<unknown> {
    const policyId = policy.id;
    return this.raise.run(tx, { ...about(visit), kind: 'check-in', level: 'YELLOW', policyId, policy });
  }
}

const about = ({ id, number, workerId }: ForcedIn) => ({ subject: { id, number }, hiddenFrom: workerId });

/** Someone waits at the door, but nobody is in danger: a sound once, and again when nobody answered. */
const askPolicy = (coordinators: readonly StaffId[]): Policy => ({
  ...quietly('visit-yes', coordinators.length > 0 ? named(coordinators) : [{ duty: 'focal-point' }]),
  repeatEvery: minutes(15),
  silent: false,
});

/** Most of them forgot a tap, so nobody is woken; it comes again until somebody has asked her. */
const unbegunPolicy = (coordinators: readonly StaffId[]): Policy => ({
  ...quietly('visit-not-begun', [...named(coordinators), { duty: 'focal-point' }]),
  repeatEvery: hours(1),
  silent: true,
});

const named = (people: readonly StaffId[]): Audience[] => people.map((staff) => ({ staff }));

const quietly = (id: string, whom: readonly Audience[]) =>
  ({
    id,
    version: 1,
    steps: [
      {
        after: minutes(0),
        whom,
        channels: [
          { channel: 'telegram', after: minutes(0) },
          { channel: 'mail', after: minutes(0) },
        ],
      },
    ],
    mayAcknowledge: 'anyone',
    wakeAgainAfter: null,
  }) as const;
