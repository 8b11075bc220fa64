import type { Cloud } from '../cloud.js';
import { integerOf, textOf, type Params } from '../params.js';
import type { RateGuard } from '../rate-limits.js';
import { badRequest, blockedByUser } from '../telegram-error.js';
import type { BotName } from '../telegram.js';
import type { ChatState } from '../world.js';

/** One call of a bot, ready to be carried out. */
export interface MethodCall {
  readonly cloud: Cloud;
  readonly bot: BotName;
  readonly params: Params;
  readonly rates: RateGuard;
}

/** Carries out one method and returns its `result`; refuses with a TelegramError and then changes nothing. */
export type Method = (call: MethodCall) => unknown;

/** NaN when the call names no numeric chat. */
export function chatIdOf(params: Params): number {
  return integerOf(params, 'chat_id', { min: -(2 ** 53) + 1, max: 2 ** 53 - 1, otherwise: Number.NaN });
}

/** @throws TelegramError 400 when the bot has never met the chat: a bot cannot begin a conversation */
export function knownChat({ cloud, bot, params }: MethodCall): ChatState {
  if (textOf(params, 'chat_id') === '') throw badRequest('chat_id is empty');
  const chat = cloud.bot(bot).chats.get(chatIdOf(params));
  if (!chat) throw badRequest('chat not found');
  return chat;
}

/** @throws TelegramError 403 when the person has blocked the bot */
export function writableChat(call: MethodCall): ChatState {
  const chat = knownChat(call);
  if (chat.blocked) throw blockedByUser();
  return chat;
}
