import type { Chat } from 'grammy/types';
import type { BotName, Profile, TelegramMessage, TelegramUpdate, Webhook } from './telegram.js';

export interface StoredMessage {
  message: TelegramMessage;
  readonly fromBot: boolean;
  readonly silent: boolean;
  edits: number;
}

export interface ChatState {
  chat: Chat;
  blocked: boolean;
  /** Deleted messages are gone from here, as they are gone from the phone. */
  readonly messages: Map<number, StoredMessage>;
  /** Every id in the order of arrival, deleted ones included, so that the newest is found without a scan. */
  readonly order: number[];
  readonly answers: { text: string; alert: boolean }[];
}

export interface CallbackQueryState {
  readonly at: number;
  readonly chatId: number;
  answered: boolean;
}

/** Text as it was when the phone buzzed: neither an edit nor a deletion takes back what a stranger has read. */
export interface Notice {
  readonly bot: BotName;
  readonly messageId: number;
  readonly preview: string;
  readonly silent: boolean;
  readonly at: number;
}

export interface BotState {
  profile: Profile;
  nextUpdateId: number;
  nextMessageId: number;
  readonly chats: Map<number, ChatState>;
  readonly queries: Map<string, CallbackQueryState>;
  /** Unconfirmed updates by id, oldest first. */
  readonly queue: Map<number, { at: number; update: TelegramUpdate }>;
  webhook: Webhook | undefined;
  /** Absent: the default of Telegram, everything but what is only given on request. */
  allowed: readonly string[] | undefined;
}

/** Everything that can happen to the world; the journal is a list of these. */
export type WorldEvent =
  | { type: 'born'; bot: BotName; nextUpdateId: number }
  | { type: 'opened'; bot: BotName; chat: Chat }
  | { type: 'left'; bot: BotName; chatId: number }
  | { type: 'blocked'; bot: BotName; chatId: number; blocked: boolean }
  | { type: 'message'; bot: BotName; message: TelegramMessage; fromBot: boolean; silent: boolean; at: number }
  | { type: 'edited'; bot: BotName; message: TelegramMessage }
  | { type: 'deleted'; bot: BotName; chatId: number; messageIds: number[] }
  | { type: 'update'; bot: BotName; at: number; update: TelegramUpdate }
  | { type: 'confirmed'; bot: BotName; updateIds: number[] }
  | { type: 'query'; bot: BotName; id: string; chatId: number; at: number }
  | { type: 'answered'; bot: BotName; id: string; text: string; alert: boolean }
  | { type: 'webhook'; bot: BotName; webhook: Webhook | null }
  | { type: 'allowed'; bot: BotName; allowed: readonly string[] | null }
  | { type: 'profile'; bot: BotName; profile: Partial<Profile> }
  | { type: 'unlocked'; phone: number }
  | { type: 'reset' };

const NOTICES_KEPT = 1_000;
const PREVIEW_LENGTH = 120;

/**
 * What the pretended Telegram knows. It changes only by `apply`, so that replaying the same events gives the same
 * world; it has no clock, no chance and no file of its own.
 */
export class World {
  readonly bots: Readonly<Record<BotName, BotState>>;
  readonly notices = new Map<number, Notice[]>();

  constructor(names: Readonly<Record<BotName, string>>) {
    this.bots = { intake: emptyBot(names.intake), staff: emptyBot(names.staff) };
  }

  apply(event: WorldEvent): void {
    if (event.type === 'reset') return this.reset();
    if (event.type === 'unlocked') return void this.notices.delete(event.phone);
    if (event.type === 'message') this.notify(event);
    const change = changes[event.type] as (bot: BotState, event: WorldEvent) => void;
    change(this.bots[event.bot], event);
  }

  /**
   * Forgets the people's side. Ids go on counting: a bot that remembers update ids must never see one twice. What the
   * bots told Telegram stays, since a running bot says it only once.
   */
  private reset(): void {
    this.notices.clear();
    for (const bot of Object.values(this.bots)) {
      bot.chats.clear();
      bot.queries.clear();
      bot.queue.clear();
    }
  }

  private notify(event: Extract<WorldEvent, { type: 'message' }>): void {
    const { message, bot, silent, at } = event;
    if (!event.fromBot || message.chat.type !== 'private') return;
    const preview = (message.text ?? message.caption ?? 'Attachment').slice(0, PREVIEW_LENGTH);
    const notices = this.notices.get(message.chat.id) ?? [];
    notices.push({ bot, messageId: message.message_id, preview, silent, at });
    if (notices.length > NOTICES_KEPT) notices.shift();
    this.notices.set(message.chat.id, notices);
  }
}

type BotEvent = Exclude<WorldEvent, { type: 'reset' | 'unlocked' }>;
type Changes = {
  [Type in BotEvent['type']]: (bot: BotState, event: Extract<BotEvent, { type: Type }>) => void;
};

const changes: Changes = {
  born: (bot, event) => void (bot.nextUpdateId = event.nextUpdateId),
  opened: (bot, event) => void openChat(bot, event.chat),
  left: (bot, event) => void bot.chats.delete(event.chatId),
  blocked: (bot, event) => {
    const chat = bot.chats.get(event.chatId);
    if (chat) chat.blocked = event.blocked;
  },
  message: (bot, { message, fromBot, silent }) => {
    const chat = openChat(bot, message.chat);
    chat.messages.set(message.message_id, { message, fromBot, silent, edits: 0 });
    chat.order.push(message.message_id);
    bot.nextMessageId = Math.max(bot.nextMessageId, message.message_id + 1);
  },
  edited: (bot, { message }) => {
    const stored = bot.chats.get(message.chat.id)?.messages.get(message.message_id);
    if (!stored) return;
    stored.message = message;
    stored.edits += 1;
  },
  deleted: (bot, event) => {
    for (const id of event.messageIds) bot.chats.get(event.chatId)?.messages.delete(id);
  },
  update: (bot, { at, update }) => {
    bot.queue.set(update.update_id, { at, update });
    bot.nextUpdateId = Math.max(bot.nextUpdateId, update.update_id + 1);
  },
  confirmed: (bot, event) => {
    for (const id of event.updateIds) bot.queue.delete(id);
  },
  query: (bot, { id, at, chatId }) => void bot.queries.set(id, { at, chatId, answered: false }),
  answered: (bot, { id, text, alert }) => {
    const query = bot.queries.get(id);
    if (!query) return;
    query.answered = true;
    if (text) bot.chats.get(query.chatId)?.answers.push({ text, alert });
  },
  webhook: (bot, event) => void (bot.webhook = event.webhook ?? undefined),
  allowed: (bot, event) => void (bot.allowed = event.allowed ?? undefined),
  profile: (bot, event) => void (bot.profile = { ...bot.profile, ...event.profile }),
};

function openChat(bot: BotState, chat: Chat): ChatState {
  const known = bot.chats.get(chat.id);
  if (known) return known;
  const opened: ChatState = { chat, blocked: false, messages: new Map(), order: [], answers: [] };
  bot.chats.set(chat.id, opened);
  return opened;
}

function emptyBot(name: string): BotState {
  return {
    profile: emptyProfile(name),
    nextUpdateId: 1,
    nextMessageId: 1,
    chats: new Map(),
    queries: new Map(),
    queue: new Map(),
    webhook: undefined,
    allowed: undefined,
  };
}

function emptyProfile(name: string): Profile {
  return { name, description: '', shortDescription: '', commands: {}, menuButton: { type: 'commands' } };
}
