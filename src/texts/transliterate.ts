import type { Language } from '../domain/shared/language.js';
import { STARTS, WHOLE } from './transliteration-exceptions.js';

const LETTERS: Readonly<Record<string, string>> = {
  a: 'а', b: 'б', c: 'ц', č: 'ч', ć: 'ћ', d: 'д', đ: 'ђ', e: 'е', f: 'ф', g: 'г', h: 'х', i: 'и', j: 'ј', k: 'к', l: 'л',
  m: 'м', n: 'н', o: 'о', p: 'п', r: 'р', s: 'с', š: 'ш', t: 'т', u: 'у', v: 'в', z: 'з', ž: 'ж',
  dž: 'џ', lj: 'љ', nj: 'њ',
}; // prettier-ignore

/** {placeholders}, addresses on the web, e-mail addresses, @names and /commands are for machines and stay as they are. */
const MACHINE_WORDS =
  /\{[^{}]*\}|https?:\/\/\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+(?:rs|com|org|net|info|eu|me)\b(?:\/\S*)?|(?<![\p{L}\p{N}])@\w+|(?<![\p{L}\p{N}/])\/[A-Za-z]\w*/gu;

const WORDS = /\p{L}+(?:-\p{L}+)*/gu;
const DIGRAPHS_AND_LETTERS = /dž|lj|nj|\p{L}/giu;
const NOT_SERBIAN = /[qwxy]/i;

const starts = Object.entries(STARTS).sort(([one], [other]) => other.length - one.length);
const made = new Map<string, string>();
const MOST_KEPT = 5_000;

/** Serbian Cyrillic is never written by hand. */
export const inScript = (language: Language, latin: string): string =>
  language === 'sr-Cyrl' ? toCyrillic(latin) : latin;

/**
 * Serbian Latin in Serbian Cyrillic. Exceptions come first, the longest one wins; a word with letters that Serbian does not have is
 * foreign and stays as it is, and so does whatever is Cyrillic already. Never throws.
 */
export function toCyrillic(latin: string): string {
  const known = made.get(latin);
  if (known !== undefined) return known;
  const cyrillic = transliterated(latin.normalize('NFC'));
  if (made.size < MOST_KEPT) made.set(latin, cyrillic);
  return cyrillic;
}

function transliterated(latin: string): string {
  let done = '';
  let from = 0;
  for (const found of latin.matchAll(MACHINE_WORDS)) {
    done += latin.slice(from, found.index).replace(WORDS, compound) + found[0];
    from = found.index + found[0].length;
  }
  return done + latin.slice(from).replace(WORDS, compound);
}

const compound = (word: string): string => WHOLE[word] ?? word.split('-').map(simple).join('-');

function simple(word: string): string {
  const whole = WHOLE[word];
  if (whole !== undefined) return whole;
  const lower = word.toLowerCase();
  const [key, value] = starts.find(([start]) => lower.startsWith(start)) ?? ['', ''];
  const rest = word.slice(key.length);
  if (NOT_SERBIAN.test(rest)) return word;
  return inCaseOf(word.slice(0, key.length), value) + rest.replace(DIGRAPHS_AND_LETTERS, letter);
}

const letter = (latin: string): string => {
  const cyrillic = LETTERS[latin.toLowerCase()];
  return cyrillic === undefined ? latin : inCaseOf(latin.charAt(0), cyrillic);
};

/** `cyrillic` in small letters comes back in the letter case of `latin`: SMALL, Capital or small. */
function inCaseOf(latin: string, cyrillic: string): string {
  const upper = cyrillic.toUpperCase();
  if (latin === '' || latin.charAt(0) === latin.charAt(0).toLowerCase()) return cyrillic;
  return latin === latin.toUpperCase() ? upper : upper.charAt(0) + cyrillic.slice(1);
}
