import { fingerprint } from '../../e2ee/directory/fingerprint.js';
import { hashWords, makePassphrase } from '../../e2ee/shared/words.js';
import list from './eff-large-word-list.txt?raw';

/** The large word list of the Electronic Frontier Foundation (CC BY 3.0 US): 7,776 words. */
const words = list.trim().split('\n');

export const newPassphrase = (): string => makePassphrase(words);

/** Six words of any hash. */
export const wordsOf = (hash: Uint8Array): string[] => hashWords(hash, words);

/** The six words that two people compare before a key is trusted. */
export const fingerprintWords = (key: Parameters<typeof fingerprint>[0]): string[] =>
  wordsOf(fingerprint(key));
