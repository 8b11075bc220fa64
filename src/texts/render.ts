import type { Language } from '../domain/shared/language.js';
import { LONGEST_CODE_WORD } from '../domain/triage/code-word.js';
import type { NoteId } from '../domain/triage/conversation.js';
import type { TriageInstrument, Wording } from '../domain/triage/instrument.js';
import type { Screen } from '../domain/triage/screen.js';
import { exitData, languageData, personData } from '../domain/triage/tap-data.js';
import { text } from './catalog.js';
import { inScript } from './transliterate.js';
import { filled } from './sentence.js';
import { bodyOf, emergencyLine, type RenderedButton } from './screens.js';

export interface ScreenValues {
  /** Whether somebody is on shift: if not, who asks for a person is told so, with the numbers. */
  readonly somebodyOnShift: boolean;
  /** When the hotline opens next, in words of the contact's language; null when that is not known. */
  readonly opensAt: string | null;
}

export interface RenderedScreen {
  /** At most 4,096 characters. */
  readonly text: string;
  readonly rows: readonly (readonly RenderedButton[])[];
}

const LANGUAGE_NAMES: readonly (readonly [Language, string])[] = [
  ['sr-Latn', 'Latinica'],
  ['sr-Cyrl', 'Ћирилица'],
  ['en', 'English'],
];

/** The one message of the script: words and buttons. Nothing in it comes from a person. */
export function renderScreen(
  hit: TriageInstrument,
  screen: Screen,
  language: Language,
  values: ScreenValues,
): RenderedScreen {
  const body = bodyOf(hit, screen, language);
  const isHonest = screen.kind !== 'closed' || values.somebodyOnShift;
  return {
    text: isHonest ? body.text : `${body.text}\n\n${nobodyFree(hit, language, values)}`,
    rows: [...body.rows, ...alwaysAtHand(hit, screen, language)],
  };
}

/** A short answer, to be sent without a sound. The Serbian is impersonal, so that it fits adults and children. */
export function renderNote(
  hit: TriageInstrument,
  note: NoteId,
  language: Language,
  values: ScreenValues,
): string {
  return NOTES[note](hit, language, values);
}

const NOTES: Readonly<
  Record<NoteId, (hit: TriageInstrument, language: Language, values: ScreenValues) => string>
> = {
  'person-called': (hit, language, values) =>
    values.somebodyOnShift ? text(language, 'intake.note.personCalled') : nobodyFree(hit, language, values),
  'text-kept': (_, language) => text(language, 'intake.note.textKept'),
  'sign-of-life': (_, language) => text(language, 'intake.note.signOfLife'),
  'code-word-kept': (_, language) => text(language, 'intake.note.codeWordKept'),
  'code-word-form': (_, language) =>
    text(language, 'intake.note.codeWordForm', { longest: LONGEST_CODE_WORD }),
  emergency: (hit, language) => emergencyLine(hit, language, ['police', 'ambulance']),
  'nobody-free': (hit, language, values) => nobodyFree(hit, language, values),
  'slow-down': (_, language) => text(language, 'intake.note.slowDown'),
};

function nobodyFree(hit: TriageInstrument, language: Language, { opensAt }: ScreenValues): string {
  if (opensAt !== null) return filled(plain(language, hit.messages.no_human), { time: opensAt });
  return `${text(language, 'intake.note.nobodyFree')}\n${emergencyLine(hit, language, ['police', 'ambulance'])}`;
}

const plain = (language: Language, wording: Wording): string =>
  language === 'en' ? wording.en : inScript(language, wording.sr);

/** A screen that fell silent offers only the way out; one that was left offers nothing. */
function alwaysAtHand(
  hit: TriageInstrument,
  screen: Screen,
  language: Language,
): readonly RenderedButton[][] {
  if (screen.kind === 'left') return [];
  const exit = { label: plain(language, hit.opening.exit), data: exitData };
  if (screen.kind === 'watched') return [[exit]];
  const person = { label: plain(language, hit.opening.person), data: personData };
  const languages = LANGUAGE_NAMES.filter(([each]) => each !== language || screen.kind === 'first');
  return [[person, exit], languages.map(([each, label]) => ({ label, data: languageData(each) }))];
}
