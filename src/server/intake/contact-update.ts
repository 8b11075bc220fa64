import type { Message, Update } from 'grammy/types';
import type { ContactAct } from '../../domain/triage/script.js';

type SignOfLife = Extract<ContactAct, { kind: 'sign-of-life' }>['what'];
type CommandName = Extract<ContactAct, { kind: 'command' }>['name'];

/** An update to the intake bot, freed of Telegram's shape. `ignored` says why, in a word for the log. */
export type ContactUpdate =
  | { readonly kind: 'tap'; readonly telegramId: number; readonly data: string; readonly callbackId: string }
  | { readonly kind: 'text'; readonly telegramId: number; readonly messageId: number; readonly text: string }
  | {
      readonly kind: 'command';
      readonly telegramId: number;
      readonly messageId: number;
      readonly name: CommandName;
    }
  | {
      readonly kind: 'sign-of-life';
      readonly telegramId: number;
      readonly messageId: number;
      readonly what: SignOfLife;
      /** What can be kept of it: a caption, the new wording of an edit. Media stay with Telegram. */
      readonly text: string;
    }
  | { readonly kind: 'reachability'; readonly telegramId: number; readonly reachable: boolean }
  | { readonly kind: 'group'; readonly groupId: number }
  | { readonly kind: 'ignored'; readonly why: 'not-a-person' | 'unknown-kind' };

/** Total: whatever arrives, there is an outcome. */
export function readContactUpdate(update: Update): ContactUpdate {
  if (update.callback_query) return readTap(update.callback_query);
  if (update.my_chat_member) return readMembership(update.my_chat_member);
  if (update.message) return readMessage(update.message, false);
  if (update.edited_message) return readMessage(update.edited_message, true);
  return { kind: 'ignored', why: 'unknown-kind' };
}

function readTap(tap: NonNullable<Update['callback_query']>): ContactUpdate {
  const chat = tap.message?.chat;
  if (chat && chat.type !== 'private') return { kind: 'group', groupId: chat.id };
  return { kind: 'tap', telegramId: tap.from.id, data: tap.data ?? '', callbackId: tap.id };
}

function readMembership(change: NonNullable<Update['my_chat_member']>): ContactUpdate {
  if (change.chat.type !== 'private') return { kind: 'group', groupId: change.chat.id };
  const reachable = change.new_chat_member.status !== 'kicked' && change.new_chat_member.status !== 'left';
  return { kind: 'reachability', telegramId: change.chat.id, reachable };
}

function readMessage(message: Message, edited: boolean): ContactUpdate {
  if (message.chat.type !== 'private') return { kind: 'group', groupId: message.chat.id };
  if (message.from?.is_bot) return { kind: 'ignored', why: 'not-a-person' };
  const place = { telegramId: message.chat.id, messageId: message.message_id };
  if (!edited && message.text !== undefined) return readText(place, message.text);
  return {
    kind: 'sign-of-life',
    ...place,
    what: edited ? 'edit' : kindOfMedia(message),
    text: wordsOf(message),
  };
}

const wordsOf = (message: Message): string => message.text ?? message.caption ?? '';

function readText(place: { telegramId: number; messageId: number }, text: string): ContactUpdate {
  const name = commandIn(text);
  return name ? { kind: 'command', ...place, name } : { kind: 'text', ...place, text };
}

const commands: Readonly<Record<string, CommandName>> = {
  start: 'start',
  exit: 'exit',
  stop: 'exit',
  izlaz: 'exit',
  language: 'language',
  jezik: 'language',
  person: 'person',
  osoba: 'person',
};

function commandIn(text: string): CommandName | null {
  const word = /^\/([a-z]+)(@\w+)?(\s|$)/i.exec(text)?.[1]?.toLowerCase();
  return (word !== undefined && commands[word]) || null;
}

const media: readonly (readonly [keyof Message, SignOfLife])[] = [
  ['voice', 'voice'],
  ['audio', 'voice'],
  ['photo', 'photo'],
  ['video', 'video'],
  ['video_note', 'video'],
  ['animation', 'video'],
  ['sticker', 'sticker'],
  ['location', 'location'],
  ['venue', 'location'],
  ['contact', 'contact-card'],
  ['document', 'document'],
];

function kindOfMedia(message: Message): SignOfLife {
  return media.find(([field]) => message[field] !== undefined)?.[1] ?? 'other';
}
