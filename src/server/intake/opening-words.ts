import type { Language } from '../../domain/shared/language.js';
import { between, hours, type Instant } from '../../domain/shared/time.js';
import { isOpen, nextOpening, type OpeningHours } from '../../domain/triage/opening-hours.js';
import type { ScreenValues } from '../../texts/render.js';

const locales: Readonly<Record<Language, string>> = {
  'sr-Latn': 'sr-Latn-RS',
  'sr-Cyrl': 'sr-Cyrl-RS',
  en: 'en-GB',
};

/** Whether somebody is on shift and, if not, when the hotline opens, in words: "08:00", or with the weekday when it is far. */
export function humanValues(opening: OpeningHours | null, language: Language, now: Instant): ScreenValues {
  if (opening === null || isOpen(opening, now)) return { somebodyOnShift: true, opensAt: null };
  const next = nextOpening(opening, now);
  return {
    somebodyOnShift: false,
    opensAt: next === null ? null : wordsFor(next, opening.zone, language, now),
  };
}

function wordsFor(at: Instant, timeZone: string, language: Language, now: Instant): string {
  const isFar = between(now, at) >= hours(24);
  const format = new Intl.DateTimeFormat(locales[language], {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(isFar && { weekday: 'long' }),
  });
  return format.format(at);
}
