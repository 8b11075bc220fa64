import { useCallback } from 'react';
import type { Wording } from '../../domain/assessment/instrument.js';
import type { Language } from '../../domain/shared/language.js';
import { inScript } from '../../texts/transliterate.js';
import { useLanguage } from '../i18n/language.js';

/** A sentence of an instrument in a language. */
export const wordingIn = (language: Language, { en, sr }: Wording): string =>
  language === 'en' ? en : inScript(language, sr);

export function useWording(): (wording: Wording) => string {
  const { language } = useLanguage();
  return useCallback((wording) => wordingIn(language, wording), [language]);
}
