import type { Chat, User } from 'grammy/types';
import type { Cloud } from './cloud.js';
import { contentOf, isMessageKind, type UpdateKind } from './message-kinds.js';
import { buttonsOf, newestFirst, showTo, type ShownMessage } from './shown-message.js';
import type { BotName, TelegramMessage } from './telegram.js';
import type { ChatState, StoredMessage } from './world.js';

/**
 * What a stranger reads on the locked screen: the bot's name and the text as first sent. Edits notify nobody, and
 * neither an edit nor a deletion is trusted to take a notice away.
 */
export interface LockScreenNotice {
  readonly bot: BotName;
  readonly botName: string;
  readonly preview: string;
  readonly silent: boolean;
  readonly messageId: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A person with a phone. Every method that returns a number returns an update_id; 0: the bot did not ask for this kind. */
export interface Phone {
  /** Telegram user id and id of the private chat. */
  readonly id: number;
  readonly name: string;
  /** Meets the bot without a word, as somebody who pressed Start long ago. */
  open(bot: BotName): void;
  send(bot: BotName, text: string): number;
  /** @param extra fields that replace those of the message; for `edited_text` its `text` and `message_id` */
  sendKind(bot: BotName, kind: UpdateKind, extra?: Readonly<Record<string, unknown>>): number;
  /** Taps a button with any data, also on a message that has no such button or is gone. */
  tap(bot: BotName, messageId: number, data: string): number;
  /** Taps the newest button whose label contains `label`. @throws Error when no button does */
  tapLabel(bot: BotName, label: string): number;
  /** A group that bot and phone are in; `groupId` is negative. */
  sendToGroup(bot: BotName, groupId: number, text: string): number;
  /** Oldest first. @param chatId absent: the private chat; a group otherwise */
  messages(bot: BotName, chatId?: number): ShownMessage[];
  /** What answers to taps popped up, oldest first. */
  popUps(bot: BotName): { text: string; alert: boolean }[];
  /** Every notice since the last `unlock`, oldest first, at most 1,000. */
  lockScreen(): LockScreenNotice[];
  unlock(): void;
  block(bot: BotName): number;
  unblock(bot: BotName): number;
  isBlocked(bot: BotName): boolean;
}

export class SandboxPhone implements Phone {
  constructor(
    readonly id: number,
    readonly name: string,
    private readonly cloud: Cloud,
    private readonly language: string | undefined,
  ) {}

  open(bot: BotName): void {
    if (this.cloud.bot(bot).chats.has(this.id)) return;
    this.cloud.commit({ type: 'opened', bot, chat: this.privateChat });
  }

  send(bot: BotName, text: string): number {
    const command = /^\/[A-Za-z0-9_]+/.exec(text)?.[0];
    const entities = command ? [{ type: 'bot_command', offset: 0, length: command.length }] : undefined;
    return this.write(bot, { text, ...(entities ? { entities } : {}) });
  }

  sendKind(bot: BotName, kind: UpdateKind, extra: Readonly<Record<string, unknown>> = {}): number {
    if (isMessageKind(kind)) return this.write(bot, { ...contentOf[kind], ...extra });
    this.requireTalking(bot);
    if (kind === 'edited_text') return this.editOwn(bot, extra);
    return this.cloud.enqueue(
      bot,
      kind === 'unknown' ? 'update_of_the_future' : kind,
      this.eventOf(kind, extra),
    );
  }

  tap(bot: BotName, messageId: number, data: string): number {
    this.requireTalking(bot);
    const stored = this.chat(bot)?.messages.get(messageId);
    const id = `${this.cloud.identities[bot].id}${this.cloud.bot(bot).nextUpdateId}`;
    this.cloud.commit({ type: 'query', bot, id, chatId: this.id, at: this.cloud.now() });
    return this.cloud.enqueue(bot, 'callback_query', {
      id,
      from: this.user,
      message: stored?.message ?? { chat: this.privateChat, message_id: messageId, date: 0 },
      chat_instance: `${this.id}`,
      data,
    });
  }

  tapLabel(bot: BotName, label: string): number {
    const chat = this.chat(bot);
    for (const stored of newestFirst(chat)) {
      const button = buttonsOf(stored.message.reply_markup)
        .flat()
        .find((each) => each.label.includes(label));
      if (button?.data) return this.tap(bot, stored.message.message_id, button.data);
    }
    throw new Error(`Phone ${this.id} shows no button labelled "${label}" in the chat with the ${bot} bot.`);
  }

  sendToGroup(bot: BotName, groupId: number, text: string): number {
    const chat: Chat = { id: groupId, type: 'group', title: 'Group' };
    return this.cloud.enqueue(
      bot,
      'message',
      this.cloud.store(bot, { chat, from: this.user, fromBot: false, content: { text } }),
    );
  }

  messages(bot: BotName, chatId = this.id): ShownMessage[] {
    const chat = this.cloud.bot(bot).chats.get(chatId);
    return chat ? [...chat.messages.values()].map((stored) => showTo(this.id, stored)) : [];
  }

  popUps(bot: BotName): { text: string; alert: boolean }[] {
    return [...(this.chat(bot)?.answers ?? [])];
  }

  lockScreen(): LockScreenNotice[] {
    const notices = this.cloud.world.notices.get(this.id) ?? [];
    return notices.map((notice) => ({ ...notice, botName: this.cloud.bot(notice.bot).profile.name }));
  }

  unlock(): void {
    if (this.cloud.world.notices.has(this.id)) this.cloud.commit({ type: 'unlocked', phone: this.id });
  }

  block(bot: BotName): number {
    return this.setBlocked(bot, true);
  }

  unblock(bot: BotName): number {
    return this.setBlocked(bot, false);
  }

  isBlocked(bot: BotName): boolean {
    return this.chat(bot)?.blocked ?? false;
  }

  private get user(): User {
    const language = this.language === undefined ? {} : { language_code: this.language };
    return { id: this.id, is_bot: false, first_name: this.name, ...language };
  }

  private get privateChat(): Chat {
    return { id: this.id, type: 'private', first_name: this.name };
  }

  private chat(bot: BotName): ChatState | undefined {
    return this.cloud.bot(bot).chats.get(this.id);
  }

  private write(bot: BotName, content: Readonly<Record<string, unknown>>): number {
    this.requireTalking(bot);
    const message = this.cloud.store(bot, {
      chat: this.privateChat,
      from: this.user,
      fromBot: false,
      content,
    });
    return this.cloud.enqueue(bot, 'message', message);
  }

  private editOwn(bot: BotName, extra: Readonly<Record<string, unknown>>): number {
    const own = this.ownText(bot, extra['message_id']);
    if (!own) throw new Error(`Phone ${this.id} has no text of its own to edit.`);
    const message: TelegramMessage = {
      ...own.message,
      text: `${own.message.text} (edited)`,
      edit_date: Math.floor(this.cloud.now() / 1_000),
      ...extra,
    };
    this.cloud.commit({ type: 'edited', bot, message });
    return this.cloud.enqueue(bot, 'edited_message', message);
  }

  private ownText(bot: BotName, messageId: unknown): StoredMessage | undefined {
    if (messageId !== undefined) return this.chat(bot)?.messages.get(Number(messageId));
    for (const stored of newestFirst(this.chat(bot))) {
      if (!stored.fromBot && stored.message.text !== undefined) return stored;
    }
    return undefined;
  }

  private eventOf(kind: string, extra: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const common = { id: '1', from: this.user, chat: this.privateChat };
    const date = Math.floor(this.cloud.now() / 1_000);
    if (kind === 'inline_query') return { ...common, query: '', offset: '', ...extra };
    if (kind === 'poll_answer') return { poll_id: '1', user: this.user, option_ids: [0], ...extra };
    if (kind === 'message_reaction') {
      const reaction = [{ type: 'emoji', emoji: '👍' }];
      return {
        chat: this.privateChat,
        user: this.user,
        message_id: 1,
        date,
        old_reaction: [],
        new_reaction: reaction,
        ...extra,
      };
    }
    return { ...common, date, ...extra };
  }

  private setBlocked(bot: BotName, blocked: boolean): number {
    this.open(bot);
    if (this.isBlocked(bot) === blocked) return 0;
    this.cloud.commit({ type: 'blocked', bot, chatId: this.id, blocked });
    const user = this.cloud.botUser(bot);
    const [before, after] = blocked ? ['member', 'kicked'] : ['kicked', 'member'];
    return this.cloud.enqueue(bot, 'my_chat_member', {
      chat: this.privateChat,
      from: this.user,
      date: Math.floor(this.cloud.now() / 1_000),
      old_chat_member: { user, status: before, ...(blocked ? {} : { until_date: 0 }) },
      new_chat_member: { user, status: after, ...(blocked ? { until_date: 0 } : {}) },
    });
  }

  private requireTalking(bot: BotName): void {
    if (this.isBlocked(bot))
      throw new Error(`Phone ${this.id} has blocked the ${bot} bot: unblock it first.`);
  }
}
