import { plainWords } from './plain-words.js';

/** In code points, after normalising. */
export const LONGEST_CODE_WORD = 40;

/**
 * The word a person chose, as it is kept and said back to her.
 *
 * @returns the text in NFC without control and invisible characters, with single spaces; null when nothing is left or more than
 *          `LONGEST_CODE_WORD` code points: then it is a message, not a word.
 */
export function readCodeWord(text: string): string | null {
  const word = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zs}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cs}\p{Cn}]+/gu, '')
    .trim();
  const length = [...word].length;
  return length > 0 && length <= LONGEST_CODE_WORD ? word : null;
}

/**
 * What two spellings of one code word have in common: letter case, script and marks do not matter. For the keyed hash only; never shown.
 */
export const codeWordKey = (word: string): string => plainWords(word).join(' ') || word.toLowerCase();
