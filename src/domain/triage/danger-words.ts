/** Letters that do not come apart into a base letter and a mark, and Serbian Cyrillic. */
const PLAIN: Readonly<Record<string, string>> = {
  đ: 'dj', ð: 'd', ł: 'l', ø: 'o', ß: 'ss', æ: 'ae',
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', ђ: 'dj', е: 'e', ж: 'z', з: 'z', и: 'i', ј: 'j', к: 'k', л: 'l', љ: 'lj',
  м: 'm', н: 'n', њ: 'nj', о: 'o', п: 'p', р: 'r', с: 's', т: 't', ћ: 'c', у: 'u', ф: 'f', х: 'h', ц: 'c', ч: 'c',
  џ: 'dz', ш: 's', й: 'j', ы: 'y', э: 'e', ю: 'ju', я: 'ja', щ: 's', ё: 'e', і: 'i', ѕ: 's',
}; // prettier-ignore

/**
 * Whether free text holds a word or phrase of immediate danger. Used only to raise; a "no" means nothing.
 *
 * An entry is one or more words; a word ending in `*` also matches whatever follows. Text and list are compared without case, marks,
 * script (Latin or Cyrillic), invisible and control characters, repeated letters, and the Serbian habit of writing đ as dj or d;
 * l e t t e r s set apart are read as a word. Never throws.
 */
export function hasDangerWords(text: string, list: readonly string[]): boolean {
  const words = wordsOf(text);
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
    .map((part) => ({ word: wordsOf(part).join(''), isStem: part.endsWith('*') }))
    .filter(({ word }) => word !== '');

function holds(words: readonly string[], phrase: readonly Pattern[]): boolean {
  return words.some((_, start) =>
    phrase.every(({ word, isStem }, ahead) => {
      const found = words[start + ahead];
      return found !== undefined && (isStem ? found.startsWith(word) : found === word);
    }),
  );
}

function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\t\n\v\f\r]/g, ' ')
    .replace(/[\p{M}\p{Cc}\p{Cf}'’ʼ`´]/gu, '')
    .replace(/\p{L}/gu, (letter) => PLAIN[letter] ?? letter)
    .replace(/dj/g, 'd')
    .replace(/(\p{L})\1+/gu, '$1');
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
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
