import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { LANGUAGES, type Language } from '../../domain/shared/language.js';
import type { Phrasebook, TextKey, ValuesOf } from '../../texts/phrasebook.js';
import { phrasebookOf } from './phrasebooks.js';
import { useZone } from './zone.js';

/** A sentence of the catalog in the language that is chosen now. */
export type Say = <Key extends TextKey>(key: Key, ...values: ValuesOf<Key>) => string;

/** A language with its sentences. */
export interface Spoken {
  readonly language: Language;
  readonly book: Phrasebook;
}

interface Chosen {
  readonly language: Language;
  readonly choose: (language: Language) => Promise<void>;
  /** The sentences of the language that was chosen last did not arrive: the one before stays. */
  readonly missed: boolean;
  readonly say: Say;
  /** With its placeholders, for what fills them in by itself. */
  readonly raw: (key: TextKey) => string;
}

const LanguageContext = createContext<Chosen | undefined>(undefined);

interface LanguageProviderProps {
  readonly first: Spoken;
  readonly children: ReactNode;
}

/** Every sentence changes at once, without a reload. The choice is not stored: it follows the account. */
export function LanguageProvider({ first, children }: LanguageProviderProps) {
  const [{ language, book }, setSpoken] = useState(first);
  const [missed, setMissed] = useState(false);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = useCallback(async (wanted: Language): Promise<void> => {
    try {
      setSpoken({ language: wanted, book: await phrasebookOf(wanted) });
      setMissed(false);
    } catch {
      setMissed(true);
    }
  }, []);
  const chosen = useMemo<Chosen>(
    () => ({
      language,
      choose,
      missed,
      say: (key, ...values) => book.text(language, key, ...values),
      raw: (key) => book.raw(language, key),
    }),
    [language, book, choose, missed],
  );
  return <LanguageContext value={chosen}>{children}</LanguageContext>;
}

export function useLanguage(): Chosen {
  const chosen = use(LanguageContext);
  if (!chosen) throw new Error('No language around this part.');
  return chosen;
}

export const useSay = (): Say => useLanguage().say;

/** For keys that are made of what a server sent. @returns nothing when the catalog has no such sentence */
export function sayIfThere(say: Say, key: string): string | undefined {
  const found = (say as (key: string) => string)(key);
  return found === key ? undefined : found;
}

export const languageNames: Readonly<Record<Language, string>> = {
  'sr-Latn': 'Srpski',
  'sr-Cyrl': 'Српски',
  en: 'English',
};

export const languages = LANGUAGES;

const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : `${language}-RS`);

/** Dates as the reader of a language writes them, by the wall clock of a zone. @returns from Unix milliseconds */
export function momentIn(language: Language, zone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
  });
  return (ms) => format.format(ms);
}

/** A day such as `2026-05-04` in the language that is chosen now; it is the same day everywhere. */
export function useDay(): (day: string) => string {
  const { language } = useLanguage();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeZone: 'UTC' });
    return (day) => format.format(new Date(`${day}T00:00:00Z`));
  }, [language]);
}

/** "1 minute", "2 minuta", "5 минута": as the language counts. */
export function useMinutes(): (count: number) => string {
  const { language } = useLanguage();
  return useMemo(() => {
    const unit = { style: 'unit', unit: 'minute', unitDisplay: 'long' } as const;
    const format = new Intl.NumberFormat(localeOf(language), unit);
    return (count) => format.format(count);
  }, [language]);
}

/** Dates in the language that is chosen now, by the house's clock. */
export function useMoment(): (ms: number) => string {
  const { language } = useLanguage();
  const zone = useZone();
  return useMemo(() => momentIn(language, zone), [language, zone]);
}

export function languageOfBrowser(): Language {
  const [wanted = ''] = navigator.languages;
  if (/^sr-Cyrl/i.test(wanted)) return 'sr-Cyrl';
  return /^(sr|hr|bs|sh|cnr)/i.test(wanted) ? 'sr-Latn' : 'en';
}
