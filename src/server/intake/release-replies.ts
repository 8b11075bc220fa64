import { minus, minutes, seconds, type Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Transaction } from '../platform/database/database.js';
import type { Log } from '../platform/logging/log.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import type { AlarmHandler } from '../platform/queue/alarm-queue.js';
import { forEachDue } from '../platform/queue/each.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import type { ChatRepository } from './chat.repository.js';
import type { ConversationRepository } from './conversation.repository.js';
import type { ConversationRow } from './conversation.row.js';
import type { EndReply } from './end-reply.js';
import { replyTopic } from './intake-parcels.js';
import type { PostReply } from './post-reply.js';
import { replyAlarm } from './queue-reply.js';
import type { LeavingReply } from './contact-reply.js';
import type { ReplyRepository } from './reply.repository.js';

/** So long after its last moment a reply that is still in the outbox counts as not sent. */
const grace = minutes(1);

/** Lets replies go when their safe hour comes, whichever of alarm and sweep looks first, and ends those that are too late. */
export class ReleaseReplies implements AlarmHandler, Sweep {
  readonly name = replyAlarm;
  readonly every = seconds(10);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly chats: ChatRepository,
    private readonly conversations: ConversationRepository,
    private readonly replies: ReplyRepository,
    private readonly post: PostReply,
    private readonly end: EndReply,
    private readonly outbox: Outbox,
    private readonly log: Log,
  ) {}

  ring(ref: string): Promise<void> {
    return this.#release(ref);
  }

  async run(): Promise<void> {
    const due = (seen: readonly string[]) => {
      const now = this.clock.now();
      return this.replies.due(this.database.reader, now, minus(now, grace), seen);
    };
    await forEachDue(due, (id) => this.#release(id), this.log, this.name);
  }

  #release(id: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const seen = await this.replies.find(tx, id);
      const row = seen && (await this.conversations.lock(tx, this.chats, seen.conversationId));
      const reply = await this.replies.find(tx, id);
      if (row && reply?.state === 'waiting') await this.#look(tx, row, reply);
    });
  }

  async #look(tx: Transaction, row: ConversationRow, reply: LeavingReply): Promise<void> {
    const now = this.clock.now();
    if (reply.notAfter < now) return this.#late(tx, reply, now);
    if (reply.queued || reply.notBefore > now) return;
    if (row.replyLocked) return this.end.run(tx, reply, { state: 'failed', fault: 'locked' });
    await this.post.run(tx, row.chatId, reply, now);
  }

  async #late(tx: Transaction, reply: LeavingReply, now: Instant): Promise<void> {
    const inOutbox = reply.queued && reply.notAfter >= minus(now, grace);
    if (inOutbox) return;
    const inHand = reply.queued && (await this.outbox.withdraw(tx, reply.id, replyTopic)) === 0;
    if (!inHand) await this.end.run(tx, reply, { state: 'failed', fault: 'late' });
  }
}
