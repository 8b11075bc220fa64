import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import type { LockedConversation, LookAfterConversation } from '../intake/look-after-conversation.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Claim, ClaimRepository } from './claim.repository.js';
import { InboxRefused } from './inbox-refused.js';

/** Where everybody who works on a conversation shows that it is hers. */
export class ClaimDesk {
  constructor(
    private readonly clock: Clock,
    private readonly conversations: LookAfterConversation,
    private readonly claims: ClaimRepository,
  ) {}

  /** @throws InboxRefused `conversation-unknown` */
  async lock(tx: Transaction, id: ConversationId): Promise<LockedConversation> {
    const conversation = await this.conversations.lock(tx, id);
    if (!conversation) throw new InboxRefused('conversation-unknown');
    return conversation;
  }

  /** Locks an open conversation that is the caller's. @throws InboxRefused */
  async mine(tx: Transaction, id: ConversationId, caller: StaffId): Promise<Claim> {
    const { state } = await this.lock(tx, id);
    if (state === 'closed') throw new InboxRefused('conversation-closed');
    const claim = await this.claims.find(tx, id, this.clock.now());
    if (claim?.by !== caller) throw new InboxRefused('not-claimed');
    return claim;
  }

  /** All that came was seen, and the consoles hear that something changed. @param written records added beside replies */
  async seen(tx: Transaction, id: ConversationId, written = 0): Promise<void> {
    await this.conversations.seen(tx, id, written);
    await this.conversations.changed(tx, id);
  }

  changed(tx: Transaction, id: ConversationId): Promise<void> {
    return this.conversations.changed(tx, id);
  }
}
