import type { Chat, InlineKeyboardMarkup, User } from 'grammy/types';

export type BotName = 'intake' | 'staff';

export const botNames = ['intake', 'staff'] as const satisfies readonly BotName[];

/** A message as Telegram shows it to a bot. Content that the sandbox does not look at rides along untyped. */
export interface TelegramMessage {
  message_id: number;
  from?: User;
  chat: Chat;
  /** Unix time in seconds. */
  date: number;
  edit_date?: number;
  text?: string;
  caption?: string;
  reply_markup?: InlineKeyboardMarkup;
  has_protected_content?: true;
  [content: string]: unknown;
}

/** An update as Telegram delivers it: an id and one field that says what happened. */
export interface TelegramUpdate {
  update_id: number;
  [kind: string]: unknown;
}

/** What a bot tells Telegram about itself, seen by everybody who opens the chat. */
export interface Profile {
  name: string;
  description: string;
  shortDescription: string;
  commands: Readonly<Record<string, readonly { command: string; description: string }[]>>;
  menuButton: unknown;
}

export interface Webhook {
  url: string;
  secretToken: string;
  maxConnections: number;
}

/**
 * What Telegram withholds unless a bot asks for it by name.
 * Source: Bot API, getUpdates, `allowed_updates`.
 */
export const onlyOnRequest: ReadonlySet<string> = new Set([
  'chat_member',
  'message_reaction',
  'message_reaction_count',
]);

export function kindOf(update: TelegramUpdate): string {
  return Object.keys(update).find((key) => key !== 'update_id') ?? 'unknown';
}
