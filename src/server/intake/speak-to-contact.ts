import { between, minutes, type Instant } from '../../domain/shared/time.js';
import type { OpeningHours } from '../../domain/triage/opening-hours.js';
import { screenOf } from '../../domain/triage/screen.js';
import type { NoteId } from '../../domain/triage/script.js';
import type { TriageInstrument } from '../../domain/triage/instrument.js';
import { renderNote, renderScreen } from '../../texts/render.js';
import type { Transaction } from '../platform/database/database.js';
import { mayNote, paceOf } from './burst.js';
import type { Chat } from './chat.repository.js';
import type { ConversationRow } from './conversation.row.js';
import type { Heard } from './hear-contact.js';
import type { IntakeVoice } from './intake-parcels.js';
import { humanValues } from './opening-words.js';
import type { ScriptSeal } from './script-seal.js';

/** Notes that are never held back: they answer a wish, or speak of danger. */
const always: ReadonlySet<NoteId> = new Set([
  'person-called',
  'code-word-kept',
  'code-word-form',
  'emergency',
]);

/** Says what the script wants said, in her language, without a sound, and less the more she writes. */
export class SpeakToContact {
  constructor(
    private readonly hit: TriageInstrument,
    private readonly openingHours: OpeningHours | null,
    private readonly seal: ScriptSeal,
    private readonly voice: IntakeVoice,
  ) {}

  /**
   * @param fresh she asked for the script anew: it comes as a new message below what she wrote
   * @returns the chat as it is now; the caller saves it
   */
  async run(tx: Transaction, chat: Chat, heard: Heard, fresh: boolean, now: Instant): Promise<Chat> {
    const { language } = heard.script;
    const screen = heard.screen ?? (heard.begun ? screenOf(heard.script) : null);
    const has = (kind: string): boolean => heard.outcomes.some((outcome) => outcome.kind === kind);
    if (has('watched') || has('left')) await this.voice.hush(tx, chat);
    if (has('left')) return this.#farewell(tx, chat, heard, now);
    const values = humanValues(this.openingHours, language, now);
    if (screen) await this.voice.show(tx, chat, renderScreen(this.hit, screen, language, values), fresh);
    const noted = await this.#note(tx, chat, heard, now);
    return { ...chat, language, reachability: 'reachable', notedAt: noted ? now : chat.notedAt };
  }

  /**
   * Nobody has come in time: said honestly, with the numbers, to somebody who looks at her phone and was told that somebody
   * comes. Never into a chat that was cleared or fell silent, and never to somebody who may be watched or chose a safe time.
   */
  async nobodyCame(tx: Transaction, chat: Chat, row: ConversationRow, now: Instant): Promise<void> {
    if (chat.reachability !== 'reachable' || row.replyLocked || !this.#waits(row, now)) return;
    const language = chat.language ?? 'sr-Latn';
    const values = humanValues(this.openingHours, language, now);
    await this.voice.note(tx, chat, renderNote(this.hit, 'nobody-free', language, values));
  }

  #waits(row: ConversationRow, now: Instant): boolean {
    const script = this.seal.read(row);
    if (script === null || script.paused) return false;
    if (between(row.lastInboundAt, now) > minutes(this.hit.sessionTimeoutMinutes)) return false;
    const onShift = humanValues(this.openingHours, script.language, now).somebodyOnShift;
    return script.stage === 'stopped' || (row.personWanted && onShift);
  }

  async #farewell(tx: Transaction, chat: Chat, heard: Heard, now: Instant): Promise<Chat> {
    const { language } = heard.script;
    const values = humanValues(this.openingHours, language, now);
    const farewell = renderScreen(this.hit, screenOf(heard.script), language, values).text;
    await this.voice.leave(tx, chat, farewell);
    return { ...chat, language, reachability: 'left', screenMessageId: null };
  }

  async #note(tx: Transaction, chat: Chat, heard: Heard, now: Instant): Promise<boolean> {
    const note = noteFor(chat, heard, now);
    if (note === null) return false;
    const { language } = heard.script;
    const words = renderNote(this.hit, note, language, humanValues(this.openingHours, language, now));
    await this.voice.note(tx, chat, words);
    return true;
  }
}

/** The screen that begins a conversation is answer enough to the text that began it. */
function noteFor(chat: Chat, heard: Heard, now: Instant): NoteId | null {
  const pace = paceOf(chat);
  if (heard.note !== null && always.has(heard.note)) return heard.note;
  if (pace === 'slow-down') return 'slow-down';
  if (heard.note === null || heard.begun || pace === 'quiet') return null;
  return mayNote(chat.notedAt, now) ? heard.note : null;
}
