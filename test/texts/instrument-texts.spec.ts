import { LANGUAGES } from '../../src/domain/shared/language.js';
import { hit } from './every-sentence.js';
import { all, book } from '../domain/assessment/instruments.js';
import { worded } from '../../src/texts/instrument-words.js';
import { WHOLE } from '../../src/texts/transliteration-exceptions.js';

interface Words {
  readonly en: string;
  readonly sr: string;
  readonly srChild?: string;
  readonly reviewed?: boolean;
}

/** Every sentence in an instrument, wherever it hangs. */
function sentencesIn(value: unknown): readonly Words[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'en' in value && 'sr' in value ? [value as Words] : [];
  return [...own, ...Object.values(value).flatMap(sentencesIn)];
}

const assessments = book.flatMap(({ instrument }) => sentencesIn(instrument));
const everything = [...assessments, ...sentencesIn(hit)];

/** What stays Latin in Cyrillic, on purpose: words that machines and people write so. */
const allowed = new Set(Object.values(WHOLE).filter((word) => /[A-Za-z]/.test(word)));

describe('the texts of the instruments', () => {
  it('are there in every language', () => {
    expect(assessments.length).toBeGreaterThan(600);
    for (const words of everything) {
      for (const language of LANGUAGES) expect(worded(words, language).trim()).not.toBe('');
    }
  });

  it('say of themselves whether a native practitioner has read them; none has so far', () => {
    expect(new Set(assessments.map(({ reviewed }) => reviewed))).toEqual(new Set([false]));
  });

  it('leave nothing Latin in Cyrillic but what is allowed', () => {
    const left = everything.flatMap(({ en, sr, srChild = sr }) =>
      [sr, srChild].flatMap((text) => {
        const cyrillic = worded({ en, sr: text }, 'sr-Cyrl');
        const sentence = cyrillic.replace(/\{\w+\}/g, '');
        return [...sentence.matchAll(/[A-Za-zčćžšđ][\w-]*/gi)]
          .map(([word]) => word)
          .filter((word) => !allowed.has(word))
          .map((word) => `${word} in: ${cyrillic}`);
      }),
    );

    expect(left).toEqual([]);
  });

  it('are Serbian in Serbian: no sentence is the English one', () => {
    for (const { en, sr } of everything) {
      if (en.length > 12) expect(sr).not.toBe(en);
    }
  });

  it('name an item in every question, and a reason for asking, but for the context that ASTRA lists', () => {
    for (const { id, items } of all) {
      for (const item of items) {
        expect(item.question.sr.length).toBeGreaterThan(20);
        expect(item.why !== null || (id === 'PSRA-A' && item.section === 'A1')).toBe(true);
      }
    }
  });
});

describe('a sentence of an instrument', () => {
  it('is shown in the reader’s language and script', () => {
    const words = { en: 'Physical security', sr: 'Fizička bezbednost' };

    expect(LANGUAGES.map((language) => worded(words, language))).toEqual([
      'Fizička bezbednost',
      'Физичка безбедност',
      'Physical security',
    ]);
  });
});
