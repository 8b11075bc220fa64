import type { ConversationId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import { replyTopic } from './intake-parcels.js';
import type { ReplyRepository } from './reply.repository.js';

/**
 * Takes back every reply of a conversation that has not left: it is not safe any more to send it, or nobody is to be written
 * to. One that a courier has in its hands in this very moment may still leave, and is shown as sent then.
 */
export class WithdrawReplies {
  constructor(
    private readonly clock: Clock,
    private readonly replies: ReplyRepository,
    private readonly outbox: Outbox,
  ) {}

  /** @param fault null: taken back by a person */
  async run(tx: Transaction, id: ConversationId, fault: 'locked' | null): Promise<void> {
    for (const reply of await this.replies.waitingIn(tx, id)) {
      await this.outbox.withdraw(tx, reply.id, replyTopic);
      const state = fault === null ? 'cancelled' : 'failed';
      await this.replies.settle(tx, reply.id, state, fault, this.clock.now());
    }
  }
}
