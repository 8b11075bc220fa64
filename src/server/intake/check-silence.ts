import type { ConversationId } from '../../domain/shared/ids.js';
import { between, minutes, seconds, type Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Log } from '../platform/logging/log.js';
import { forEachDue } from '../platform/queue/each.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import type { ChatRepository } from './chat.repository.js';
import type { ConversationRepository } from './conversation.repository.js';
import type { HearContact } from './hear-contact.js';
import type { SpeakToContact } from './speak-to-contact.js';

/** A contact fell silent in the middle of the script: what is known is scored, and the screen turns neutral. */
export class CheckSilence implements Sweep {
  readonly name = 'silence';
  readonly every = seconds(15);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly chats: ChatRepository,
    private readonly conversations: ConversationRepository,
    private readonly hear: HearContact,
    private readonly speak: SpeakToContact,
    private readonly log: Log,
  ) {}

  async run(): Promise<void> {
    const silent = (seen: readonly string[]) =>
      this.conversations.silent(this.database.reader, this.clock.now(), seen);
    await forEachDue(silent, (id) => this.#check(id), this.log, this.name);
  }

  #check(id: ConversationId): Promise<void> {
    return this.database.transaction(async (tx) => {
      const row = await this.conversations.lock(tx, this.chats, id);
      const now = this.clock.now();
      if (!row || row.state !== 'open' || row.silenceDueAt === null || isAhead(row.silenceDueAt, now)) return;
      const chat = await this.chats.lockById(tx, row.chatId);
      const heard = await this.hear.run(tx, chat, row, { kind: 'silence' });
      await this.chats.save(tx, await this.speak.run(tx, chat, heard, false, now));
    });
  }
}

/** Yet to come; further ahead than it can be, it was set by a clock that was wrong. */
const isAhead = (due: Instant, now: Instant): boolean => due > now && between(now, due) <= minutes(45);
