import type { Instant } from '../../domain/shared/time.js';
import type { TriageInstrument } from '../../domain/triage/instrument.js';
import { screenOf, type Screen } from '../../domain/triage/screen.js';
import type { NoteId } from '../../domain/triage/script.js';
import { renderNote, renderScreen, type ScreenValues } from '../../texts/render.js';
import type { Transaction } from '../platform/database/database.js';
import { mayNote, paceOf } from './burst.js';
import type { Chat } from './chat.repository.js';
import type { Heard } from './hear-contact.js';
import type { IntakeVoice } from './intake-parcels.js';
import type { MessageRepository } from './message.repository.js';

/** Notes that are never held back: they answer a wish, or speak of danger. */
const always: ReadonlySet<NoteId> = new Set(['person-called', 'code-word-kept', 'code-word-form', 'emergency']);

/** Says what the script wants said, in her language, without a sound, and less the more she writes. */
export class SpeakToContact {
  constructor(
    private readonly hit: TriageInstrument,
    private readonly messages: MessageRepository,
    private readonly voice: IntakeVoice,
  ) {}

  /** @returns the chat as it is now; the caller saves it */
  async run(
    tx: Transaction,
    chat: Chat,
    heard: Heard,
    values: ScreenValues,
    fresh: boolean,
    now: Instant,
  ): Promise<Chat> {
    const { language } = heard.script;
    const screen = heard.screen ?? (heard.begun ? screenOf(heard.script) : null);
    if (heard.outcomes.some(({ kind }) => kind === 'left')) return this.#farewell(tx, chat, heard, screen, values);
    if (screen) await this.voice.show(tx, chat, renderScreen(this.hit, screen, language, values), fresh);
    const noted = await this.#note(tx, chat, heard, values, now);
    return { ...chat, language, reachability: 'reachable', notedAt: noted ? now : chat.notedAt };
  }

  async #farewell(
    tx: Transaction,
    chat: Chat,
    heard: Heard,
    screen: Screen | null,
    values: ScreenValues,
  ): Promise<Chat> {
    const { language } = heard.script;
    const farewell = renderScreen(this.hit, screen ?? screenOf(heard.script), language, values).text;
    await this.voice.leave(tx, chat, await this.messages.takeDeletable(tx, chat.id), farewell);
    return { ...chat, language, reachability: 'left', screenMessageId: null };
  }

  async #note(tx: Transaction, chat: Chat, heard: Heard, values: ScreenValues, now: Instant): Promise<boolean> {
    const pace = paceOf(chat);
    const note: NoteId | null = pace === 'slow-down' ? 'slow-down' : heard.note;
    if (note === null || (heard.begun && note === 'text-kept')) return false;
    const held = pace === 'quiet' || (pace === 'calm' && !mayNote(chat.notedAt, now));
    if (held && !always.has(note)) return false;
    await this.voice.note(tx, chat, renderNote(this.hit, note, heard.script.language, values));
    return true;
  }
}
