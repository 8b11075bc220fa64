import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import { agreedUntil, type Agreement } from '../../domain/triage/agreed-writing.js';
import type { TellInbox } from '../edge/tell-inbox.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { ActOnOutcomes } from './act-on-outcomes.js';
import type { ChatRepository } from './chat.repository.js';
import type { ConversationRepository } from './conversation.repository.js';
import type { ConversationRow } from './conversation.row.js';

/**
 * Opens the reply to a contact who may be watched, or to whom a colleague recorded that writing is unsafe, when two people hold
 * that it is safe. One alone opens nothing, however often she says it.
 */
export class AgreeToWrite {
  constructor(
    private readonly clock: Clock,
    private readonly chats: ChatRepository,
    private readonly conversations: ConversationRepository,
    private readonly outcomes: ActOnOutcomes,
    private readonly tell: TellInbox,
  ) {}

  /** @returns `agreed`: a second person is needed; `unlocked`: she was the second; `not-locked`: nothing to open */
  async run(tx: Transaction, id: ConversationId, by: StaffId): Promise<'agreed' | 'unlocked' | 'not-locked'> {
    const row = await this.conversations.lock(tx, this.chats, id);
    if (!row || row.state === 'closed' || !row.replyLocked) return 'not-locked';
    const now = this.clock.now();
    const first = agreementOn(row);
    const isSecond = first !== null && first.by !== by && agreedUntil(first, row, now) !== null;
    if (isSecond) await this.#unlock(tx, row);
    else Object.assign(row, { writingAgreedBy: by, writingAgreedAt: now });
    await this.conversations.save(tx, row);
    await this.tell.run(tx, id);
    return isSecond ? 'unlocked' : 'agreed';
  }

  /** After "unsafe to write" nobody was due to answer her; from now on somebody is. */
  async #unlock(tx: Transaction, row: ConversationRow): Promise<void> {
    const wasUnsafe = row.unsafeAt !== null;
    Object.assign(row, { replyLocked: false, writingAgreedBy: null, writingAgreedAt: null });
    if (wasUnsafe) await this.outcomes.wind(tx, row, this.clock.now());
  }
}

const agreementOn = ({ writingAgreedBy, writingAgreedAt }: ConversationRow): Agreement | null =>
  writingAgreedBy === null || writingAgreedAt === null ? null : { by: writingAgreedBy, at: writingAgreedAt };
