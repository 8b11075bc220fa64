import { plainWords } from './plain-words.js';

/**
 * Whether free text holds a word or phrase of immediate danger. Used only to raise; a "no" means nothing.
 *
 * An entry is one or more words; a word ending in `*` also matches whatever follows. Text and list are compared without case, marks,
 * script (Latin or Cyrillic), invisible and control characters, repeated letters, and the Serbian habit of writing đ as dj or d;
 * l e t t e r s set apart are read as a word. Never throws.
 */
export function hasDangerWords(text: string, list: readonly string[]): boolean {
  const words = plainWords(text);
  const readings = [words, joinedLetters(words)];
  return list.some((entry) => {
    const phrase = entryOf(entry);
    return phrase.length > 0 && readings.some((reading) => holds(reading, phrase));
  });
}

interface Pattern {
  readonly word: string;
  readonly isStem: boolean;
}

const entryOf = (entry: string): readonly Pattern[] =>
  entry
    .trim()
    .split(/\s+/)
    .map((part) => ({ word: plainWords(part).join(''), isStem: part.endsWith('*') }))
    .filter(({ word }) => word !== '');

function holds(words: readonly string[], phrase: readonly Pattern[]): boolean {
  return words.some((_, start) =>
    phrase.every(({ word, isStem }, ahead) => {
      const found = words[start + ahead];
      return found !== undefined && (isStem ? found.startsWith(word) : found === word);
    }),
  );
}

/** "p o m o c" becomes "pomoc". */
function joinedLetters(words: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let run = '';
  for (const word of words) {
    if ([...word].length === 1) {
      run += word;
      continue;
    }
    if (run !== '') joined.push(run);
    run = '';
    joined.push(word);
  }
  return run === '' ? joined : [...joined, run];
}
