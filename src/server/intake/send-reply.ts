import { HttpError, type Api } from 'grammy';
import { between, seconds } from '../../domain/shared/time.js';
import type { ReplyReason } from '../../e2ee/channel/reply-refused.js';
import type { ClearReply } from '../edge/clear-reply.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Transaction } from '../platform/database/database.js';
import type { Delivery, Parcel } from '../platform/outbox/courier.js';
import { deliveryOf } from '../platform/telegram/bot-api.js';
import type { Chat, ChatRepository } from './chat.repository.js';
import type { ConversationRepository } from './conversation.repository.js';
import type { ConversationRow } from './conversation.row.js';
import type { LeavingReply } from './contact-reply.js';
import type { ReplyRepository } from './reply.repository.js';

/** What Telegram takes in one message. */
const longestText = 4_096;

/** Failures to connect: nothing was handed over. */
const unheard: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH']);

type Cleared = { readonly telegramId: number; readonly text: string; readonly record: Uint8Array };

/**
 * Sends a reply to a contact, once: what may have arrived is never sent again but shown to the team as uncertain, because a
 * message that comes twice may be seen by somebody who holds her phone.
 */
export class SendReply {
  constructor(
    private readonly api: Api,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly chats: ChatRepository,
    private readonly conversations: ConversationRepository,
    private readonly replies: ReplyRepository,
    private readonly clear: ClearReply,
  ) {}

  async run({ ref, attempt }: Parcel): Promise<Delivery> {
    const cleared = await this.database.transaction((tx) => this.#clear(tx, ref ?? ''));
    if ('result' in cleared) return cleared;
    try {
      const sent = await this.api.sendMessage(cleared.telegramId, cleared.text, {
        disable_notification: true,
        protect_content: true,
      });
      return { result: 'sent', receipt: { messageId: sent.message_id } };
    } catch (error) {
      return this.#failed(error, attempt, cleared.record);
    }
  }

  #failed(error: unknown, attempt: number, record: Uint8Array): Delivery {
    const failed = deliveryOf(error, attempt);
    if (failed.result === 'retry' && failed.mayHaveArrived && !wasUnheard(error))
      return { result: 'dead', code: 'uncertain' };
    this.clear.takeBack(record);
    return failed;
  }

  /** Under the lock of her chat: whatever she said before this moment is kept to. */
  async #clear(tx: Transaction, id: string): Promise<Cleared | Delivery> {
    const reply = await this.replies.find(tx, id);
    const row = reply && (await this.conversations.lock(tx, this.chats, reply.conversationId));
    const now = await this.replies.find(tx, id);
    if (!row || !now?.waiting) return dead('withdrawn');
    const chat = await this.chats.lockById(tx, row.chatId);
    const why = unreachable(row, chat);
    return why === null ? this.#atTheEdge(tx, now, chat.telegramId) : dead(why);
  }

  async #atTheEdge(tx: Transaction, reply: LeavingReply, telegramId: number): Promise<Cleared | Delivery> {
    const now = this.clock.now();
    if (now > reply.notAfter || !reply.waiting) return dead('late');
    const cleared = await this.clear.run(tx, reply.conversationId, reply.waiting);
    if (cleared.cleared) {
      if (cleared.text.length > longestText) return dead('too-long');
      return { telegramId, text: cleared.text, record: cleared.record };
    }
    if (cleared.why === 'early')
      return { result: 'retry', after: atLeastASecond(between(now, reply.notBefore)), code: 'early' };
    return dead(codes[cleared.why]);
  }
}

function unreachable(row: ConversationRow, { reachability }: Chat): 'locked' | 'blocked' | null {
  if (row.state === 'closed' || row.replyLocked || reachability === 'left') return 'locked';
  return reachability === 'blocked' ? 'blocked' : null;
}

/** Stable words for what the edge refuses; `sent`: an earlier try was cleared, and nobody knows how it went. */
const codes: Readonly<Record<Exclude<ReplyReason, 'early'>, string>> = {
  'no-edge': 'edge',
  box: 'edge',
  signature: 'edge',
  record: 'edge',
  inbox: 'inbox',
  author: 'author',
  late: 'late',
  sent: 'uncertain',
};

const dead = (code: string): Delivery => ({ result: 'dead', code });

const atLeastASecond = (span: number) => seconds(Math.max(1, Math.ceil(span / 1_000)));

const wasUnheard = (error: unknown): boolean =>
  error instanceof HttpError && unheard.has((error.error as { code?: unknown } | undefined)?.code);
