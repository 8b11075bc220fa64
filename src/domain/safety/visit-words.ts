import { codeWordKey, readCodeWord } from '../triage/code-word.js';

/** In letters, freed of spelling. Shorter ones are hit by chance. */
const SHORTEST_WORD = 3;

/** What is wrong with a pair of words; `alike`: under stress one would be said for the other. */
export type WordFault = 'unusable' | 'alike';

/** Two words that a worker agrees on beforehand: one says that all is well, the other that somebody forces her to say so. */
export interface VisitWords {
  /** As keyed by `codeWordKey`: spelling, script and case do not matter. */
  readonly safe: string;
  readonly duress: string;
}

/**
 * @param safe   as typed
 * @param duress as typed
 * @returns the keys to be hashed, or the first fault
 */
export function readVisitWords(safe: string, duress: string): VisitWords | WordFault {
  const [safeKey, duressKey] = [wordKey(safe), wordKey(duress)];
  if (safeKey === null || duressKey === null) return 'unusable';
  if (safeKey.includes(duressKey) || duressKey.includes(safeKey)) return 'alike';
  return { safe: safeKey, duress: duressKey };
}

/** The key of a word as typed; null for what can be no word. */
export function wordKey(typed: string): string | null {
  const word = readCodeWord(typed);
  if (word === null) return null;
  const key = codeWordKey(word);
  return key.length < SHORTEST_WORD ? null : key;
}
