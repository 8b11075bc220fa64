import type { Language } from '../domain/shared/language.js';
import { inScript } from './transliterate.js';

/** A sentence of an instrument, in the reader's language and script. */
export const worded = (words: { readonly en: string; readonly sr: string }, language: Language): string =>
  language === 'en' ? words.en : inScript(language, words.sr);
