import type { Api } from 'grammy';
import type { Language } from '../../domain/shared/language.js';
import { text } from '../../texts/catalog.js';
import type { BotName } from '../platform/telegram/bot-api.js';

const commands = {
  intake: ['start', 'exit', 'person', 'language'],
  staff: ['visit', 'incident', 'open', 'duty', 'test', 'language', 'stop'],
} as const satisfies Record<BotName, readonly string[]>;

/** What Telegram shows by the language of a phone. Serbian is for everybody else too: the hotline is in Serbia. */
const languages: readonly { readonly language: Language; readonly code?: 'en' }[] = [
  { language: 'sr-Latn' },
  { language: 'en', code: 'en' },
];

/** Tells Telegram the commands of a bot, so that the way out and a person are in its menu. Asserting it again changes nothing. */
export async function showMenu(api: Api, bot: BotName): Promise<void> {
  for (const { language, code } of languages)
    await api.setMyCommands(menuOf(bot, language), code === undefined ? {} : { language_code: code });
}

function menuOf(bot: BotName, language: Language): { command: string; description: string }[] {
  return bot === 'intake'
    ? commands.intake.map((command) => ({
        command,
        description: text(language, `intake.command.${command}`),
      }))
    : commands.staff.map((command) => ({ command, description: text(language, `staff.command.${command}`) }));
}
