import type { ConversationId } from '../../domain/shared/ids.js';
import { days, hours, minus, minutes, type Duration, type Instant } from '../../domain/shared/time.js';
import type { ForgetChannels } from '../circles/forget-channels.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Log } from '../platform/logging/log.js';
import { forEachDue } from '../platform/queue/each.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import type { ChatRepository } from './chat.repository.js';
import type { ConversationRepository } from './conversation.repository.js';
import type { MessageRepository } from './message.repository.js';
import type { KeepAnswers } from './keep-answers.js';
import type { ScriptSeal } from './script-seal.js';

/** Telegram lets a bot delete messages for 48 hours. */
const deletableFor: Duration = hours(48);

/** `data_rules.retention_days_no_case` of the instrument. What a case cites of a conversation stays with the case. */
const keptFor: Duration = days(30);

/**
 * Erases unfinished scripts after a day, ids of messages that Telegram no longer deletes, and conversations that ended
 * thirty days ago with all that was said in them. One in which somebody still waits for an answer is never erased.
 */
export class ForgetContacts implements Sweep {
  readonly name = 'forget-contacts';
  readonly every = minutes(5);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly chats: ChatRepository,
    private readonly conversations: ConversationRepository,
    private readonly messages: MessageRepository,
    private readonly answers: KeepAnswers,
    private readonly channels: ForgetChannels,
    private readonly seal: ScriptSeal,
    private readonly log: Log,
  ) {}

  async run(): Promise<void> {
    const now = this.clock.now();
    const old = (seen: readonly string[]) =>
      this.conversations.scriptsToErase(this.database.reader, now, seen);
    await forEachDue(old, (id) => this.#erase(id, now), this.log, this.name);
    await this.messages.forgetDeletable(this.database.reader, minus(now, deletableFor));
    await this.database.transaction(async (tx) => {
      await this.channels.run(tx, await this.conversations.erase(tx, minus(now, keptFor)));
    });
  }

  /** Only what was scored: a script whose silence is still due has not been heard to its end. */
  #erase(id: ConversationId, now: Instant): Promise<void> {
    return this.database.transaction(async (tx) => {
      const row = await this.conversations.lock(tx, this.chats, id);
      if (!row || row.silenceDueAt !== null || row.scriptEraseAt === null || row.scriptEraseAt > now) return;
      this.seal.erase(row);
      await this.answers.settle(tx, row, now);
      await this.conversations.save(tx, row);
    });
  }
}
