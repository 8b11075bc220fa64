import type { AlertId, ConversationId, StaffId } from '../../domain/shared/ids.js';
import { urgencyOf, type AlertOutcome } from '../escalation/alert.js';
import type { OpenAlerts } from '../escalation/open-alerts.js';
import type { ResolveAlert } from '../escalation/resolve-alert.js';
import type { AlertInHand, WorkOnAlert } from '../escalation/work-on-alert.js';
import type { Transaction } from '../platform/database/database.js';
import { closeUnless } from './close-unless.js';
import type { ContactDesk } from './contact-desk.port.js';

/** `contact-goes-on`: the alert is over, and a newer one about the same contact is not. `not-hers`: she does not have it. */
export type Ending = 'ended' | 'contact-goes-on' | 'not-hers';

/** Whoever has an alert ends it, and with it the contact that it is about: from a phone or from the console. */
export class EndAlert {
  constructor(
    private readonly open: OpenAlerts,
    private readonly workOn: WorkOnAlert,
    private readonly resolve: ResolveAlert,
    private readonly desk: ContactDesk,
  ) {}

  async run(tx: Transaction, alert: AlertId, by: StaffId, outcome: AlertOutcome): Promise<Ending> {
    const inHand = await this.workOn.inHandOf(tx, alert, by);
    if (!inHand) return 'not-hers';
    await this.resolve.run(tx, alert, by, outcome);
    if (inHand.kind !== 'contact' || (await this.#endContact(tx, by, inHand, outcome))) return 'ended';
    return 'contact-goes-on';
  }

  /** Ends what she has of this contact, unless it is more urgent. @returns false when another alert goes on, and all stays open */
  async #endContact(
    tx: Transaction,
    by: StaffId,
    { subjectId, level }: AlertInHand,
    outcome: AlertOutcome,
  ): Promise<boolean> {
    for (const { alert } of await this.open.about(tx, subjectId)) {
      if (urgencyOf(alert.level) > urgencyOf(level)) continue;
      if (await this.workOn.inHandOf(tx, alert.id, by)) await this.resolve.run(tx, alert.id, by, outcome);
    }
    if ((await this.open.about(tx, subjectId)).length > 0) return false;
    return closeUnless(tx, async (inner) => {
      await this.desk.close(inner, subjectId as ConversationId, by, outcome);
      // Only now is the contact's lock ours: what she sent while we waited for it is seen only now.
      return (await this.open.about(inner, subjectId)).length > 0;
    });
  }
}
