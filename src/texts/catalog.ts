import type { Language } from '../domain/shared/language.js';
import { ENGLISH } from './english.js';
import { Phrasebook, tongueOf, type TextKey, type ValuesOf } from './phrasebook.js';
import { SERBIAN } from './serbian.js';

const books = { english: new Phrasebook(ENGLISH), serbian: new Phrasebook(SERBIAN) };

/** `Phrasebook.text` for those who have every language at hand: the server, the bots, a document in three languages. */
export const text = <Key extends TextKey>(language: Language, key: Key, ...values: ValuesOf<Key>): string =>
  books[tongueOf(language)].text(language, key, ...values);

/** `Phrasebook.raw`. */
export const rawText = (language: Language, key: TextKey, isChild = false): string =>
  books[tongueOf(language)].raw(language, key, isChild);

/** `Phrasebook.has`. */
export const hasText = (key: string): key is TextKey => books.english.has(key);

export const TEXT_KEYS = Object.entries(ENGLISH).flatMap(([area, sentences]) =>
  Object.keys(sentences).map((key) => `${area}.${key}` as TextKey),
);
