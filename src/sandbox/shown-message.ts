import type { InlineKeyboardMarkup } from 'grammy/types';
import type { TelegramMessage } from './telegram.js';
import type { ChatState, StoredMessage } from './world.js';

/** One message as the phone shows it now. */
export interface ShownMessage {
  readonly messageId: number;
  readonly from: 'bot' | 'phone' | 'other';
  /** The text or caption; empty for an attachment without one. */
  readonly text: string;
  /** `text` or the kind of attachment. */
  readonly kind: string;
  readonly buttons: readonly (readonly ShownButton[])[];
  /** Sent without sound. */
  readonly silent: boolean;
  readonly protectContent: boolean;
  /** How often it was edited. */
  readonly edits: number;
  /** Unix time in seconds. */
  readonly date: number;
}

export interface ShownButton {
  readonly label: string;
  /** Empty for buttons that open a link. */
  readonly data: string;
}

/** @param reader the person who looks: what others wrote in a group is theirs */
export function showTo(reader: number, { message, fromBot, silent, edits }: StoredMessage): ShownMessage {
  return {
    messageId: message.message_id,
    from: fromBot ? 'bot' : message.from?.id === reader ? 'phone' : 'other',
    text: message.text ?? message.caption ?? '',
    kind: message.text === undefined ? attachmentOf(message) : 'text',
    buttons: buttonsOf(message.reply_markup),
    silent,
    protectContent: message.has_protected_content ?? false,
    edits,
    date: message.date,
  };
}

const plumbing: ReadonlySet<string> = new Set([
  'message_id',
  'from',
  'chat',
  'date',
  'edit_date',
  'caption',
  'reply_markup',
  'has_protected_content',
  'reply_to_message',
]);

function attachmentOf(message: TelegramMessage): string {
  return Object.keys(message).find((key) => !plumbing.has(key)) ?? 'unknown';
}

export function buttonsOf(markup: InlineKeyboardMarkup | undefined): ShownButton[][] {
  return (markup?.inline_keyboard ?? []).map((row) =>
    row.map((button) => ({
      label: button.text,
      data: 'callback_data' in button ? button.callback_data : '',
    })),
  );
}

/** Messages that still exist, newest first, without copying the chat. */
export function* newestFirst(chat: ChatState | undefined): Generator<StoredMessage> {
  if (!chat) return;
  for (let index = chat.order.length - 1; index >= 0; index -= 1) {
    const stored = chat.messages.get(chat.order[index]!);
    if (stored) yield stored;
  }
}
