import { randomUUID } from 'node:crypto';
import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import { earliest, minutes, plus, type Duration, type Instant } from '../../domain/shared/time.js';
import { safeUntil } from '../../domain/triage/safe-hours.js';
import type { WaitingReply } from '../../e2ee/channel/reply.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import { setAlarm } from '../platform/queue/alarm-courier.js';
import type { AnswerContact } from './answer-contact.js';
import type { Chat, ChatRepository } from './chat.repository.js';
import type { ConversationRepository } from './conversation.repository.js';
import type { ConversationRow } from './conversation.row.js';
import type { PostReply } from './post-reply.js';
import type { ContactReply } from './contact-reply.js';
import type { ReplyRepository } from './reply.repository.js';
import type { SafeHoursSeal } from './safe-hours-seal.js';

export const replyAlarm = 'reply-due';

/** A reply whose hour comes within this is on its way now; the answer clock waits for it to arrive. */
const soon: Duration = minutes(1);

export interface NewReply {
  readonly conversationId: ConversationId;
  /** EH of its record in the channel. */
  readonly record: Uint8Array;
  readonly by: StaffId;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  readonly waiting: WaitingReply;
}

export type Queueing =
  | { readonly outcome: 'queued'; readonly reply: ContactReply }
  | { readonly outcome: 'unknown' | 'closed' | 'locked' | 'hours' | 'gone' | 'repeated' | 'late' };

/**
 * Takes a sealed reply for sending between two moments. The server keeps to what the contact said: no reply while she may be
 * watched or left, none outside of the hours that she named. Whether its author may write decides the edge.
 */
export class QueueReply {
  constructor(
    private readonly clock: Clock,
    private readonly zone: string,
    private readonly chats: ChatRepository,
    private readonly conversations: ConversationRepository,
    private readonly replies: ReplyRepository,
    private readonly safeHours: SafeHoursSeal,
    private readonly answer: AnswerContact,
    private readonly post: PostReply,
    private readonly outbox: Outbox,
  ) {}

  async run(tx: Transaction, request: NewReply): Promise<Queueing> {
    const row = await this.conversations.lock(tx, this.chats, request.conversationId);
    if (!row) return { outcome: 'unknown' };
    const chat = await this.chats.lockById(tx, row.chatId);
    const now = this.clock.now();
    const refused = this.#refusal(row, chat, request, now);
    if (refused) return { outcome: refused };
    const { waiting, ...given } = request;
    const reply = { ...given, id: randomUUID(), notAfter: this.#lastMoment(row, request, now) };
    if (!(await this.replies.insert(tx, reply, waiting, now))) return { outcome: 'repeated' };
    row.messageCount += 1;
    row.readCount = row.messageCount;
    await this.conversations.save(tx, row);
    await this.#send(tx, row, chat, reply, now);
    return { outcome: 'queued', reply: { ...reply, state: 'waiting', fault: null, settledAt: null } };
  }

  #refusal(
    row: ConversationRow,
    chat: Chat,
    { notBefore, notAfter }: NewReply,
    now: Instant,
  ): Exclude<Queueing['outcome'], 'queued'> | null {
    if (row.state === 'closed') return 'closed';
    if (row.replyLocked || row.unsafeAt !== null) return 'locked';
    if (chat.reachability !== 'reachable') return 'gone';
    if (notAfter < now) return 'late';
    return this.#safeUntil(row, notBefore, now) === null ? 'hours' : null;
  }

  /** Never past the last moment that is safe. */
  #lastMoment(row: ConversationRow, { notBefore, notAfter }: NewReply, now: Instant): Instant {
    const until = this.#safeUntil(row, notBefore, now);
    return until === null || until === 'always' ? notAfter : earliest(notAfter, until);
  }

  #safeUntil(row: ConversationRow, notBefore: Instant, now: Instant): Instant | 'always' | null {
    const first = notBefore > now ? notBefore : now;
    return safeUntil(this.safeHours.read(row), this.zone, row.lastInboundAt, first);
  }

  async #send(
    tx: Transaction,
    row: ConversationRow,
    chat: Chat,
    reply: Pick<ContactReply, 'id' | 'by' | 'notBefore' | 'notAfter'>,
    now: Instant,
  ): Promise<void> {
    if (reply.notBefore <= now) return this.post.run(tx, chat.id, reply, now);
    await setAlarm(this.outbox, tx, { name: replyAlarm, ref: reply.id, dueAt: reply.notBefore });
    // Somebody has answered, for an hour that is safe. What becomes of it has deadlines of its own.
    if (reply.notBefore > plus(now, soon)) await this.answer.inContact(tx, row.id, reply.by);
  }
}
