import type { ConversationId } from '../../domain/shared/ids.js';
import { seconds } from '../../domain/shared/time.js';
import type { Database } from '../platform/database/database.js';
import type { Log } from '../platform/logging/log.js';
import { forEachDue } from '../platform/queue/each.js';
import type { Sweep } from '../platform/queue/sweeper.js';
import type { ChatRepository } from './chat.repository.js';
import type { ConversationRepository } from './conversation.repository.js';
import type { MessageRepository } from './message.repository.js';

/** Moves messages that were held back into the inbox, as soon as the edge trusts one. */
export class MoveHeldBack implements Sweep {
  readonly name = 'held-back';
  readonly every = seconds(5);

  constructor(
    private readonly database: Database,
    private readonly chats: ChatRepository,
    private readonly conversations: ConversationRepository,
    private readonly messages: MessageRepository,
    private readonly log: Log,
  ) {}

  async run(): Promise<void> {
    let trusted = true;
    const waiting = (seen: readonly string[]) =>
      trusted ? this.conversations.heldBack(this.database.reader, seen) : Promise.resolve([]);
    const move = async (id: ConversationId): Promise<void> => {
      if (trusted) trusted = await this.#move(id);
    };
    await forEachDue(waiting, move, this.log, this.name);
  }

  /** @returns false when the edge trusts no inbox, so that asking for the others would be in vain */
  #move(id: ConversationId): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const row = await this.conversations.lock(tx, this.chats, id);
      if (!row || row.heldBack === 0) return true;
      const moved = await this.messages.move(tx, row);
      await this.conversations.save(tx, row);
      return moved === 'moved';
    });
  }
}
