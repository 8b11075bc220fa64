import {
  flagOf,
  inlineKeyboardOf,
  integerOf,
  isRecord,
  structureOf,
  textOf,
  type Params,
} from '../params.js';
import { badRequest, TelegramError } from '../telegram-error.js';
import type { TelegramMessage } from '../telegram.js';
import type { ChatState, StoredMessage } from '../world.js';
import { knownChat, writableChat, type Method, type MethodCall } from './method.js';

/** UTF-16 code units, the stricter reading of the documented 4096 characters. */
const LONGEST_TEXT = 4_096;
const LONGEST_CAPTION = 1_024;
const MOST_DELETIONS = 100;
const DELETABLE_FOR_MS = 48 * 60 * 60 * 1_000;

const notModified =
  'message is not modified: specified new message content and reply markup are exactly the same as a current ' +
  'content and reply markup of the message';

const sendMessage: Method = (call) => send(call, { text: messageText(call.params) });

const sendFile =
  (field: 'photo' | 'document'): Method =>
  (call) => {
    const caption = visibleText(textOf(call.params, 'caption'), textOf(call.params, 'parse_mode'));
    if (caption.length > LONGEST_CAPTION) throw badRequest('message caption is too long');
    if (call.params[field] === undefined) throw badRequest(`there is no ${field} in the request`);
    const id = { file_id: `sandbox-${field}`, file_unique_id: `sandbox-${field}` };
    const content = field === 'photo' ? [{ ...id, width: 1, height: 1 }] : id;
    return send(call, { [field]: content, ...(caption ? { caption } : {}) });
  };

const editMessageText: Method = (call) => {
  const text = messageText(call.params);
  const keyboard = inlineKeyboardOf(call.params);
  const stored = editable(call);
  return edit(call, stored, { text }, keyboard);
};

const editMessageReplyMarkup: Method = (call) => {
  const keyboard = inlineKeyboardOf(call.params);
  return edit(call, editable(call), {}, keyboard);
};

const deleteMessage: Method = (call) => {
  const id = messageIdOf(call.params);
  const chat = writableChat(call);
  const stored = chat.messages.get(id);
  if (!stored) throw badRequest('message to delete not found');
  const refusal = whyNotDeletable(call, chat, stored);
  if (refusal) throw badRequest(refusal);
  call.cloud.commit({ type: 'deleted', bot: call.bot, chatId: chat.chat.id, messageIds: [id] });
  return true;
};

const deleteMessages: Method = (call) => {
  const ids = messageIdsOf(call.params);
  const chat = writableChat(call);
  const found = ids.map((id) => chat.messages.get(id)).filter((stored) => stored !== undefined);
  const refusal = found
    .map((stored) => whyNotDeletable(call, chat, stored))
    .find((reason) => reason !== undefined);
  if (refusal) throw badRequest(refusal);
  const messageIds = found.map(({ message }) => message.message_id);
  call.cloud.commit({ type: 'deleted', bot: call.bot, chatId: chat.chat.id, messageIds });
  return true;
};

export const messageMethods: Readonly<Record<string, Method>> = {
  sendmessage: sendMessage,
  sendphoto: sendFile('photo'),
  senddocument: sendFile('document'),
  editmessagetext: editMessageText,
  editmessagereplymarkup: editMessageReplyMarkup,
  deletemessage: deleteMessage,
  deletemessages: deleteMessages,
};

function send(call: MethodCall, content: Record<string, unknown>): TelegramMessage {
  const { cloud, bot, params, rates } = call;
  const keyboard = inlineKeyboardOf(params);
  const { chat } = writableChat(call);
  const reply = repliedTo(call);
  rates.admit(bot, chat.id);
  return cloud.store(bot, {
    chat,
    from: cloud.botUser(bot),
    fromBot: true,
    silent: flagOf(params, 'disable_notification'),
    content: {
      ...content,
      ...(reply ? { reply_to_message: reply } : {}),
      ...(keyboard ? { reply_markup: keyboard } : {}),
      ...(flagOf(params, 'protect_content') ? { has_protected_content: true } : {}),
    },
  });
}

function repliedTo(call: MethodCall): TelegramMessage | undefined {
  const reply = structureOf(call.params, 'reply_parameters', "can't parse reply parameters JSON object");
  if (!isRecord(reply)) return undefined;
  const stored = knownChat(call).messages.get(Number(reply['message_id']));
  if (stored) return { ...stored.message, reply_to_message: undefined };
  if (reply['allow_sending_without_reply'] === true) return undefined;
  throw badRequest('message to be replied not found');
}

function edit(
  { cloud, bot }: MethodCall,
  stored: StoredMessage,
  content: { text?: string },
  keyboard: TelegramMessage['reply_markup'],
): TelegramMessage {
  const { reply_markup: before, ...rest } = stored.message;
  const sameText = content.text === undefined || content.text === rest.text;
  if (sameText && JSON.stringify(before) === JSON.stringify(keyboard)) throw badRequest(notModified);
  const message: TelegramMessage = {
    ...rest,
    ...content,
    edit_date: Math.floor(cloud.now() / 1_000),
    ...(keyboard ? { reply_markup: keyboard } : {}),
  };
  cloud.commit({ type: 'edited', bot, message });
  return message;
}

function editable(call: MethodCall): StoredMessage {
  const id = messageIdOf(call.params);
  const stored = writableChat(call).messages.get(id);
  if (!stored) throw badRequest('message to edit not found');
  if (!stored.fromBot) throw badRequest("message can't be edited");
  return stored;
}

function whyNotDeletable({ cloud }: MethodCall, chat: ChatState, stored: StoredMessage): string | undefined {
  if (!stored.fromBot && chat.chat.type !== 'private') return "message can't be deleted";
  const age = cloud.now() - stored.message.date * 1_000;
  return age > DELETABLE_FOR_MS ? "message can't be deleted for everyone" : undefined;
}

function messageText(params: Params): string {
  const raw = textOf(params, 'text');
  if (raw === '') throw badRequest('message text is empty');
  const text = visibleText(raw, textOf(params, 'parse_mode'));
  if (text.trim() === '') throw badRequest('text must be non-empty');
  if (text.length > LONGEST_TEXT) throw badRequest('message is too long');
  return text;
}

/** The text without its HTML mark-up; Markdown stays as written, since nobody here draws bold letters. */
function visibleText(text: string, parseMode: string): string {
  if (['', 'markdown', 'markdownv2'].includes(parseMode.toLowerCase())) return text;
  if (parseMode.toLowerCase() !== 'html') throw badRequest('unsupported parse_mode');
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return text
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(lt|gt|quot|amp);/g, (_, name: string) => named[name] ?? '');
}

function messageIdOf(params: Params): number {
  const id = integerOf(params, 'message_id', { min: 0, max: 2 ** 31 - 1, otherwise: 0 });
  if (id === 0) throw badRequest('message identifier is not specified');
  return id;
}

function messageIdsOf(params: Params): number[] {
  const ids = structureOf(params, 'message_ids', "can't parse message_ids JSON object");
  if (ids === undefined) throw badRequest('message identifiers are not specified');
  if (!Array.isArray(ids)) throw badRequest('expected an Array of message identifiers');
  if (ids.length === 0) throw badRequest('message identifiers are not specified');
  if (ids.length > MOST_DELETIONS) throw badRequest('too many message identifiers specified');
  const numbers = ids.map(Number);
  if (numbers.every((id) => Number.isInteger(id) && id > 0)) return numbers;
  throw new TelegramError(400, 'Bad Request: invalid message identifier specified');
}
