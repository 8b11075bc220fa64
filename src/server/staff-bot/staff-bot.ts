import type { CallbackQuery, ChatMemberUpdated, Message, Update } from 'grammy/types';
import type { Instant } from '../../domain/shared/time.js';
import { text } from '../../texts/catalog.js';
import type { LosePhone } from '../escalation/lose-phone.js';
import type { LinkPhone } from '../identity/link-phone.js';
import type { NoteReachability } from '../identity/note-reachability.js';
import type { StaffDirectory, StaffMember } from '../identity/staff-directory.port.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { UpdateHandler } from '../platform/telegram/receive-update.js';
import type { Calm } from './calm.js';
import type { SafetyTalk } from './safety-talk.js';
import { COMMANDS, type StaffCommands } from './staff-commands.js';
import type { StaffReplies } from './staff-parcels.js';
import type { StaffTaps } from './staff-taps.js';
import { readSafetyTap, type SafetyTap } from './safety-tap.js';
import { readTap } from './tap.js';

/** Somebody we do not know is told so in the language of the house. */
const houseLanguage = 'sr-Latn';

/** `/start CODE`, `/open@some_bot`: the command, and the rest. */
const commandShape = /^(\/[a-z]{1,32})(?:@\w+)?(?:\s+(.*))?$/is;

const gone: readonly string[] = ['kicked', 'left'];

/**
 * The staff's own bot. It reads taps and commands; whatever else arrives gets one gentle sentence or none, and a stranger learns
 * nothing from it.
 */
export class StaffBot implements UpdateHandler {
  readonly bot = 'staff';

  constructor(
    private readonly directory: StaffDirectory,
    private readonly linkPhone: LinkPhone,
    private readonly reachability: NoteReachability,
    private readonly losePhone: LosePhone,
    private readonly taps: StaffTaps,
    private readonly commands: StaffCommands,
    private readonly safety: SafetyTalk,
    private readonly replies: StaffReplies,
    private readonly calm: Calm,
    private readonly clock: Clock,
  ) {}

  async take(tx: Transaction, update: Update): Promise<void> {
    if (update.callback_query) await this.#tapped(tx, update.callback_query);
    else if (update.message?.chat.type === 'private') await this.#wrote(tx, update.message);
    else if (update.my_chat_member) await this.#membership(tx, update.my_chat_member);
  }

  async #tapped(tx: Transaction, tap: CallbackQuery): Promise<void> {
    const who = await this.directory.byChat(tx, tap.from.id);
    const safety = readSafetyTap(tap.data);
    if (who && safety) return this.#tappedSafety(tx, who, tap, safety);
    const answer = who
      ? await this.taps.run(tx, who, readTap(tap.data))
      : text(houseLanguage, 'staff.stranger');
    await this.replies.answerTap(tx, this.clock.now(), tap.id, answer);
  }

  async #tappedSafety(
    tx: Transaction,
    who: StaffMember,
    tap: CallbackQuery,
    safety: SafetyTap,
  ): Promise<void> {
    const now = this.clock.now();
    const { over, shown } = await this.safety.tap(tx, who, safety, now);
    await this.replies.answerTap(tx, now, tap.id, over);
    if (!shown || !tap.message) return;
    const place = { chatId: tap.message.chat.id, messageId: tap.message.message_id };
    await this.replies.edit(tx, now, place, shown.text, shown.keyboard);
  }

  async #wrote(tx: Transaction, message: Message): Promise<void> {
    const now = this.clock.now();
    const chatId = message.chat.id;
    const { word, rest } = readCommand(message.text);
    if (word === '/start' && rest !== '') return this.#link(tx, chatId, rest, now);
    // Before the question who it is: a stranger must not make us look for her ten thousand times.
    if (!this.calm.mayLook(chatId, now)) return;
    const who = await this.directory.byChat(tx, chatId);
    if (who && word === '') return this.#typed(tx, who, message);
    if (!this.calm.mayAnswer(chatId, now)) return;
    if (!who) return this.replies.reply(tx, now, chatId, text(houseLanguage, 'staff.stranger'));
    await this.#commanded(tx, who, chatId, word);
  }

  async #commanded(tx: Transaction, who: StaffMember, chatId: number, word: string): Promise<void> {
    const now = this.clock.now();
    const safety = await this.safety.command(tx, who, word);
    const said = safety ?? [await this.commands.run(tx, who, word, now)];
    for (const each of said) if (each) await this.replies.reply(tx, now, chatId, each.text, each.keyboard);
  }

  /** Her word, or what does not belong here: neither stays in the chat. A word is heard however much she wrote before. */
  async #typed(tx: Transaction, who: StaffMember, message: Message): Promise<void> {
    const now = this.clock.now();
    const chatId = message.chat.id;
    await this.replies.forget(tx, now, chatId, message.message_id);
    const heard = await this.safety.word(tx, who, message.text ?? '', now);
    if (heard) return this.replies.reply(tx, now, chatId, heard.text, heard.keyboard);
    if (!this.calm.mayAnswer(chatId, now)) return;
    const said = text(who.language, 'staff.notKept', { commands: COMMANDS });
    await this.replies.reply(tx, now, chatId, said);
  }

  async #link(tx: Transaction, chatId: number, code: string, now: Instant): Promise<void> {
    const linking = await this.linkPhone.run(tx, chatId, code);
    if (linking.result === 'refused') {
      if (this.calm.mayAnswer(chatId, now))
        await this.replies.reply(tx, now, chatId, text(houseLanguage, 'staff.linkRefused'));
      return;
    }
    const who = (await this.directory.byIds(tx, [linking.staffId])).get(linking.staffId);
    if (!who) return;
    await this.losePhone.forgetMessages(tx, who.id);
    await this.#welcome(tx, who, chatId, now);
    if (linking.replacedChat !== null)
      await this.replies.reply(tx, now, linking.replacedChat, text(who.language, 'staff.replaced'));
  }

  async #welcome(tx: Transaction, who: StaffMember, chatId: number, now: Instant): Promise<void> {
    const linked = text(who.language, 'staff.linked', { name: who.dutyName });
    const help = text(who.language, 'staff.help', { commands: COMMANDS });
    await this.replies.reply(tx, now, chatId, `${linked}\n${help}`);
  }

  async #membership(tx: Transaction, change: ChatMemberUpdated): Promise<void> {
    const isGone = gone.includes(change.new_chat_member.status);
    if (change.chat.type !== 'private') {
      if (!isGone) await this.replies.leaveGroup(tx, this.clock.now(), change.chat.id);
      return;
    }
    const who = await this.directory.byChat(tx, change.chat.id);
    if (!who) return;
    const isNews = await this.reachability.run(tx, who.id, !isGone);
    if (isNews && isGone) await this.losePhone.run(tx, who.id, 'blocked');
  }
}

/** @returns an empty word when the text is no command */
function readCommand(typed: string | undefined): { readonly word: string; readonly rest: string } {
  const [, word = '', rest = ''] = commandShape.exec(typed ?? '') ?? [];
  return { word: word.toLowerCase(), rest: rest.trim() };
}
