import { isRecord, structureOf, textOf, type Params } from '../params.js';
import { badRequest } from '../telegram-error.js';
import type { Profile } from '../telegram.js';
import type { Method, MethodCall } from './method.js';

const MOST_COMMANDS = 100;
const LONGEST_COMMAND_DESCRIPTION = 256;

interface Command {
  command: string;
  description: string;
}

const getMe: Method = ({ cloud, bot }) => ({
  ...cloud.botUser(bot),
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
});

const setMyCommands: Method = (call) => {
  const commands = commandsOf(call.params);
  return changeCommands(call, commands);
};

const deleteMyCommands: Method = (call) => changeCommands(call, []);

const getMyCommands: Method = ({ cloud, bot, params }) =>
  cloud.bot(bot).profile.commands[shelf(params)] ?? [];

const setMyName: Method = (call) => changeText(call, 'name', textOf(call.params, 'name'), 64);
const setMyDescription: Method = (call) =>
  changeText(call, 'description', textOf(call.params, 'description'), 512);
const setMyShortDescription: Method = (call) =>
  changeText(call, 'shortDescription', textOf(call.params, 'short_description'), 120);

const getMyName: Method = ({ cloud, bot }) => ({ name: cloud.bot(bot).profile.name });
const getMyDescription: Method = ({ cloud, bot }) => ({ description: cloud.bot(bot).profile.description });
const getMyShortDescription: Method = ({ cloud, bot }) => ({
  short_description: cloud.bot(bot).profile.shortDescription,
});

const setChatMenuButton: Method = ({ cloud, bot, params }) => {
  const menuButton = structureOf(params, 'menu_button', "can't parse menu button JSON object") ?? {
    type: 'default',
  };
  const types = ['commands', 'web_app', 'default'];
  if (!isRecord(menuButton) || !types.includes(String(menuButton['type']))) {
    throw badRequest("can't parse menu button: MenuButton has unsupported type");
  }
  cloud.commit({ type: 'profile', bot, profile: { menuButton } });
  return true;
};

const getChatMenuButton: Method = ({ cloud, bot }) => cloud.bot(bot).profile.menuButton;

export const profileMethods: Readonly<Record<string, Method>> = {
  getme: getMe,
  setmycommands: setMyCommands,
  deletemycommands: deleteMyCommands,
  getmycommands: getMyCommands,
  setmyname: setMyName,
  getmyname: getMyName,
  setmydescription: setMyDescription,
  getmydescription: getMyDescription,
  setmyshortdescription: setMyShortDescription,
  getmyshortdescription: getMyShortDescription,
  setchatmenubutton: setChatMenuButton,
  getchatmenubutton: getChatMenuButton,
};

/** Texts in another language are accepted and not shown: the phones have none set. */
function changeText(call: MethodCall, field: keyof Profile, text: string, longest: number): true {
  if (text.length > longest)
    throw badRequest(`${field === 'name' ? 'BOT_TITLE' : 'BOT_DESCRIPTION'}_INVALID`);
  if (textOf(call.params, 'language_code') !== '') return true;
  call.cloud.commit({ type: 'profile', bot: call.bot, profile: { [field]: text } });
  return true;
}

function changeCommands({ cloud, bot, params }: MethodCall, list: readonly Command[]): true {
  const commands = { ...cloud.bot(bot).profile.commands, [shelf(params)]: list };
  cloud.commit({ type: 'profile', bot, profile: { commands } });
  return true;
}

/** Commands are kept for each scope and language. */
function shelf(params: Params): string {
  const scope = structureOf(params, 'scope', "can't parse BotCommandScope JSON object");
  const kind = scope === undefined ? { type: 'default' } : scope;
  if (!isRecord(kind)) throw badRequest("can't parse BotCommandScope: BotCommandScope must be an Object");
  return `${textOf(kind, 'type')} ${textOf(kind, 'chat_id')} ${textOf(params, 'language_code')}`;
}

function commandsOf(params: Params): Command[] {
  const list = structureOf(params, 'commands', "can't parse commands JSON object") ?? [];
  if (!Array.isArray(list)) throw badRequest('expected an Array of BotCommand');
  if (list.length > MOST_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  return list.map(commandOf);
}

function commandOf(value: unknown): Command {
  if (!isRecord(value)) throw badRequest("can't parse BotCommand: expected an Object");
  const command = textOf(value, 'command').replace(/^\//, '');
  const description = textOf(value, 'description');
  if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  if (description.length < 1 || description.length > LONGEST_COMMAND_DESCRIPTION) {
    throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  return { command, description };
}
