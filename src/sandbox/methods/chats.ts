import { flagOf, textOf } from '../params.js';
import { badRequest } from '../telegram-error.js';
import { knownChat, writableChat, type Method } from './method.js';

const LONGEST_ANSWER = 200;
/** Telegram states no figure; a client shows its progress bar for a minute. */
const QUERY_LIFETIME_MS = 60_000;

const chatActions: ReadonlySet<string> = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);

const answerCallbackQuery: Method = ({ cloud, bot, params }) => {
  const text = textOf(params, 'text');
  if (text.length > LONGEST_ANSWER) throw badRequest('MESSAGE_TOO_LONG');
  const id = textOf(params, 'callback_query_id');
  const query = cloud.bot(bot).queries.get(id);
  if (!query || query.answered || cloud.now() - query.at > QUERY_LIFETIME_MS) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  cloud.commit({ type: 'answered', bot, id, text, alert: flagOf(params, 'show_alert') });
  return true;
};

const sendChatAction: Method = (call) => {
  if (!chatActions.has(textOf(call.params, 'action'))) throw badRequest('wrong parameter action in request');
  writableChat(call);
  return true;
};

const getChat: Method = (call) => ({
  ...knownChat(call).chat,
  accent_color_id: 0,
  max_reaction_count: 11,
  accepted_gift_types: {},
});

const leaveChat: Method = (call) => {
  const { chat } = knownChat(call);
  if (chat.type === 'private') throw badRequest("chat member status can't be changed in private chats");
  call.cloud.commit({ type: 'left', bot: call.bot, chatId: chat.id });
  return true;
};

export const chatMethods: Readonly<Record<string, Method>> = {
  answercallbackquery: answerCallbackQuery,
  sendchataction: sendChatAction,
  getchat: getChat,
  leavechat: leaveChat,
};
