import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import type { AcknowledgeAlert } from '../escalation/acknowledge-alert.js';
import type { OpenAlerts } from '../escalation/open-alerts.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { ClaimRepository } from './claim.repository.js';
import type { ClaimDesk } from './claim-desk.js';
import type { InboxDoor } from './inbox-door.js';
import { InboxRefused } from './inbox-refused.js';

/**
 * Takes a conversation: never two on one chat. Alerts about the contact that nobody has yet are taken with it, so that a ladder
 * does not go on waking people while somebody is at work; they wake again by themselves when nothing comes of it.
 */
export class ClaimConversation {
  constructor(
    private readonly clock: Clock,
    private readonly door: InboxDoor,
    private readonly desk: ClaimDesk,
    private readonly claims: ClaimRepository,
    private readonly open: OpenAlerts,
    private readonly acknowledge: AcknowledgeAlert,
  ) {}

  /** @throws InboxRefused */
  async run(tx: Transaction, id: ConversationId, caller: StaffId): Promise<'claimed' | 'already-yours'> {
    await this.door.enter(tx, caller, 'write');
    // Alerts before conversations: whoever taps a button of an alert locks in this order.
    for (const { alert, heldBy } of await this.open.about(tx, id))
      if (heldBy === null) await this.acknowledge.run(tx, alert.id, caller);
    const conversation = await this.desk.lock(tx, id);
    if (conversation.state === 'closed') throw new InboxRefused('conversation-closed');
    const now = this.clock.now();
    const claim = await this.claims.find(tx, id, now);
    if (claim && claim.by !== caller) throw new InboxRefused('claimed-by-other');
    if (claim) await this.claims.beat(tx, caller, now);
    else await this.claims.put(tx, id, caller, now);
    await this.desk.seen(tx, id);
    return claim ? 'already-yours' : 'claimed';
  }
}
