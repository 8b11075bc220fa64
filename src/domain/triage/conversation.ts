import type { Triage } from './priority.js';
import type { SafeChannel, SafeHours } from './safe-contact.js';
import type { Screen } from './screen.js';
import type { Script } from './script-state.js';

export type SignOfLife =
  'voice' | 'photo' | 'video' | 'sticker' | 'location' | 'contact-card' | 'document' | 'edit' | 'other';

export type ContactAct =
  /** `data` is callback data and may be anything at all: stale, doubled, or never sent by us. */
  | { readonly kind: 'tap'; readonly data: string }
  | { readonly kind: 'text'; readonly text: string; readonly dangerWords: boolean }
  | { readonly kind: 'sign-of-life'; readonly what: SignOfLife }
  | { readonly kind: 'command'; readonly name: 'start' | 'exit' | 'language' | 'person' }
  /** The session's time-out has passed without a sign of her. */
  | { readonly kind: 'silence' };

/** A short answer, sent without a sound. */
export type NoteId =
  | 'person-called'
  | 'text-kept'
  | 'sign-of-life'
  | 'code-word-kept'
  | 'code-word-form'
  | 'emergency'
  /** Never from `advance`. The server says it when nobody has come in time: nobody waits in silence. */
  | 'nobody-free'
  /** Never from `advance`. The server says it when somebody writes faster than people read. */
  | 'slow-down';

export type Outcome =
  /** The first time in a run, raised, or the person may be a child after all. Never lowered. */
  | { readonly kind: 'triaged'; readonly triage: Triage }
  /** Each time she asks: a request that is still open stays as it is. */
  | { readonly kind: 'person-wanted' }
  | { readonly kind: 'watched' }
  /** She wrote again after `watched`: staff may reply. */
  | { readonly kind: 'writes-again' }
  /** `word` is said back to her; `key` is what the keyed hash is made of, so that she finds it in any spelling. */
  | { readonly kind: 'code-word'; readonly word: string; readonly key: string }
  | { readonly kind: 'safe-channel'; readonly channel: SafeChannel }
  | { readonly kind: 'safe-hours'; readonly hours: readonly SafeHours[] }
  /** Her answer to the consent question; without an answer there is no such outcome. */
  | { readonly kind: 'keep-answers'; readonly keep: boolean }
  | { readonly kind: 'left' }
  /**
   * The script came to an end: `triage` is the last word with all reasons, to be sealed. The server may erase the
   * script when the conversation is over; until then keep the returned one, which holds no answers any more.
   */
  | { readonly kind: 'finished'; readonly triage: Triage };

export interface Advance {
  readonly script: Script;
  /** What the one edited message shows now; null leaves it as it is. */
  readonly screen: Screen | null;
  readonly note: NoteId | null;
  readonly outcomes: readonly Outcome[];
}
