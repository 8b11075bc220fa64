import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { LANGUAGES, type Language } from '../../domain/shared/language.js';
import { text, type TextKey, type ValuesOf } from '../../texts/catalog.js';

/** A sentence of the catalog in the language that is chosen now. */
export type Say = <Key extends TextKey>(key: Key, ...values: ValuesOf<Key>) => string;

interface Chosen {
  readonly language: Language;
  readonly choose: (language: Language) => void;
  readonly say: Say;
}

const LanguageContext = createContext<Chosen | undefined>(undefined);

/** Every sentence changes at once, without a reload. The choice is not stored: it follows the account. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, choose] = useState<Language>(languageOfBrowser);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const chosen = useMemo<Chosen>(
    () => ({ language, choose, say: (key, ...values) => text(language, key, ...values) }),
    [language],
  );
  return <LanguageContext value={chosen}>{children}</LanguageContext>;
}

export function useLanguage(): Chosen {
  const chosen = use(LanguageContext);
  if (!chosen) throw new Error('No language around this part.');
  return chosen;
}

export const useSay = (): Say => useLanguage().say;

export const languageNames: Readonly<Record<Language, string>> = {
  'sr-Latn': 'Srpski',
  'sr-Cyrl': 'Српски',
  en: 'English',
};

export const languages = LANGUAGES;

/** Dates as the reader of a language writes them. @returns from Unix milliseconds */
export function momentIn(language: Language): (ms: number) => string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : `${language}-RS`, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return (ms) => format.format(ms);
}

/** Dates in the language that is chosen now. */
export function useMoment(): (ms: number) => string {
  const { language } = useLanguage();
  return useMemo(() => momentIn(language), [language]);
}

function languageOfBrowser(): Language {
  const [wanted = ''] = navigator.languages;
  if (/^sr-Cyrl/i.test(wanted)) return 'sr-Cyrl';
  return /^(sr|hr|bs|sh|cnr)/i.test(wanted) ? 'sr-Latn' : 'en';
}
