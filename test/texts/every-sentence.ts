import { LANGUAGES, type Language } from '../../src/domain/shared/language.js';
import { instant } from '../../src/domain/shared/time.js';
import { FOLLOW_FIELDS, QUESTIONS } from '../../src/domain/triage/instrument.js';
import type { NoteId } from '../../src/domain/triage/script.js';
import type { Address, Screen } from '../../src/domain/triage/screen.js';
import { readHotlineInstrument } from '../../src/server/platform/instruments/read-instrument.js';
import { rawText, TEXT_KEYS } from '../../src/texts/catalog.js';
import { renderNote, renderScreen } from '../../src/texts/render.js';

export const hit = readHotlineInstrument();
export const languages = LANGUAGES;
const step = `${instant(1_790_000_000_000).toString(36)}.H5`;
const addresses: readonly Address[] = ['adult', 'child', 'third-person'];

export const notes: readonly NoteId[] = [
  'person-called',
  'text-kept',
  'sign-of-life',
  'code-word-kept',
  'code-word-form',
  'emergency',
  'nobody-free',
  'slow-down',
];

/** Every screen that there is, for every kind of reader. */
export const screens: readonly Screen[] = addresses.flatMap((address): Screen[] => [
  { kind: 'first', step },
  { kind: 'limits', step, leaveOnSilence: false },
  { kind: 'limits', step, leaveOnSilence: true },
  { kind: 'for-whom', step },
  ...QUESTIONS.map((question, index): Screen => ({
    kind: 'question',
    step,
    question,
    position: index + 1,
    of: 8,
    chosen: ['papers'],
    address,
  })),
  ...FOLLOW_FIELDS.map((field): Screen => ({ kind: 'follow', step, field, chosen: ['morning'], address })),
  { kind: 'consent', step, address },
  ...(['danger', 'child', 'injured', 'suicide'] as const).map((message): Screen => ({
    kind: 'stopped',
    message,
    address,
  })),
  { kind: 'watched', address },
  { kind: 'paused', step, address },
  { kind: 'here', address },
  { kind: 'closed', urgent: true, address },
  { kind: 'left', address },
]);

export const onShift = { somebodyOnShift: true, opensAt: null };
export const closed = { somebodyOnShift: false, opensAt: '08:00' };
export const closedForGood = { somebodyOnShift: false, opensAt: null };

/** The areas of the catalog that a contact reads; the others are for staff. */
export const contactKeys = TEXT_KEYS.filter((key) => /^(intake|thirdPerson)\./.test(key));

/** Everything that a contact can be shown in a language: screens, buttons, notes, and the catalog itself. */
export function everySentence(language: Language): readonly string[] {
  const values = [onShift, closed, closedForGood];
  const shown = values.flatMap((each) => [
    ...screens.flatMap((screen) => {
      const { text, rows } = renderScreen(hit, screen, language, each);
      return [text, ...rows.flat().map(({ label }) => label)];
    }),
    ...notes.map((note) => renderNote(hit, note, language, each)),
  ]);
  return [
    ...new Set([
      ...shown,
      ...contactKeys.flatMap((key) => [rawText(language, key), rawText(language, key, true)]),
    ]),
  ];
}
