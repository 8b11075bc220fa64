import type { Update } from 'grammy/types';
import { hasDangerWords } from '../../domain/triage/danger-words.js';
import type { ContactAct } from '../../domain/triage/script.js';
import type { TellInbox } from '../edge/tell-inbox.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Log } from '../platform/logging/log.js';
import { kindOf, type UpdateHandler } from '../platform/telegram/receive-update.js';
import { countInto } from './burst.js';
import type { Chat, ChatRepository } from './chat.repository.js';
import { readContactUpdate, type ContactUpdate } from './contact-update.js';
import type { ConversationRepository } from './conversation.repository.js';
import type { ConversationRow } from './conversation.row.js';
import type { HearContact } from './hear-contact.js';
import type { IntakeVoice } from './intake-parcels.js';
import type { Entry, MessageRepository } from './message.repository.js';
import type { SpeakToContact } from './speak-to-contact.js';

type FromPerson = Extract<ContactUpdate, { kind: 'tap' | 'text' | 'command' | 'sign-of-life' }>;

/** Everything that reaches the intake bot has its outcome here, in the transaction that remembers the update. */
export class TakeContactUpdate implements UpdateHandler {
  readonly bot = 'intake';

  constructor(
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly chats: ChatRepository,
    private readonly conversations: ConversationRepository,
    private readonly messages: MessageRepository,
    private readonly hear: HearContact,
    private readonly speak: SpeakToContact,
    private readonly voice: IntakeVoice,
    private readonly dangerWords: readonly string[],
    private readonly tell: TellInbox,
  ) {}

  async take(tx: Transaction, update: Update): Promise<void> {
    const received = readContactUpdate(update);
    switch (received.kind) {
      case 'ignored':
        this.log.info('update-ignored', { why: received.why, kind: kindOf(update) });
        return;
      case 'group':
        return this.voice.leaveGroup(tx, received.groupId, this.clock.now());
      case 'reachability':
        return this.#reachability(tx, received.telegramId, received.reachable);
      case 'tap':
      case 'text':
      case 'command':
      case 'sign-of-life':
        return this.#person(tx, received);
    }
  }

  async #person(tx: Transaction, received: FromPerson): Promise<void> {
    const now = this.clock.now();
    if (received.kind === 'tap') await this.voice.answerTap(tx, received.callbackId, now);
    const locked = await this.chats.lock(tx, received.telegramId, now);
    const { row, isNew } = await this.conversations.open(tx, locked.id, now);
    const chat: Chat = {
      ...locked,
      ...this.#paced(locked, received),
      ...(isNew && { screenMessageId: null }),
    };

    await this.#keep(tx, chat, row, received);
    const heard = await this.hear.run(tx, chat, row, this.#actOf(received));
    const fresh = received.kind === 'command' && received.name === 'start';
    await this.chats.save(tx, await this.speak.run(tx, chat, heard, fresh, now));
  }

  /** Taps are cheap and wanted; only what she writes counts towards a burst. */
  #paced(chat: Chat, received: FromPerson): Partial<Chat> {
    return received.kind === 'tap' ? {} : countInto(chat, this.clock.now());
  }

  async #keep(tx: Transaction, chat: Chat, row: ConversationRow, received: FromPerson): Promise<void> {
    if (received.kind === 'tap') return;
    const now = this.clock.now();
    await this.messages.deletable(tx, chat.id, received.messageId, now);
    if (received.kind === 'command') return;
    const { text } = received;
    const entry: Entry =
      received.kind === 'text' ? { kind: 'text', text } : { kind: 'sign-of-life', what: received.what, text };
    await this.messages.append(tx, row, entry, now);
  }

  #actOf(received: FromPerson): ContactAct {
    switch (received.kind) {
      case 'tap':
        return { kind: 'tap', data: received.data };
      case 'command':
        return { kind: 'command', name: received.name };
      case 'text':
        return { kind: 'text', text: received.text, dangerWords: this.#danger(received.text) };
      case 'sign-of-life':
        return this.#danger(received.text)
          ? { kind: 'text', text: received.text, dangerWords: true }
          : { kind: 'sign-of-life', what: received.what };
    }
  }

  #danger(text: string): boolean {
    return text !== '' && hasDangerWords(text, this.dangerWords);
  }

  async #reachability(tx: Transaction, telegramId: number, reachable: boolean): Promise<void> {
    const chat = await this.chats.lockKnown(tx, telegramId);
    if (!chat || (reachable && chat.reachability === 'left')) return;
    await this.chats.save(tx, { ...chat, reachability: reachable ? 'reachable' : 'blocked' });
    await this.tell.run(tx, null);
  }
}
