/** The languages a person can choose. Serbian Cyrillic is always made from Serbian Latin, never written by hand. */
export const LANGUAGES = ['sr-Latn', 'sr-Cyrl', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];

export const isLanguage = (word: string): word is Language => (LANGUAGES as readonly string[]).includes(word);

/** The language after `language`, round and round, so that one command reaches each of them. */
export function nextLanguage(language: Language): Language {
  return LANGUAGES[(LANGUAGES.indexOf(language) + 1) % LANGUAGES.length] ?? 'sr-Latn';
}
