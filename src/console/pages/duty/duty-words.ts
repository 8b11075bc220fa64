import { useMemo } from 'react';
import type { CalendarDay } from '../../../domain/shared/zoned-time.js';
import { useLanguage } from '../../i18n/language.js';
import type { RosterAnswer } from './week.js';

export interface DutyClock {
  /** `HH:MM` on the wall of the house. */
  readonly time: (ms: number) => string;
  /** Day and time. */
  readonly moment: (ms: number) => string;
  readonly day: (day: CalendarDay) => string;
  readonly weekday: (weekday: number) => string;
}

/** Times as the wall clock of the house shows them, in the reader's language. */
export function useDutyClock(zone: string): DutyClock {
  const { language } = useLanguage();
  return useMemo(() => {
    const tag = language === 'en' ? 'en-GB' : `${language}-RS`;
    const make = (options: Intl.DateTimeFormatOptions, timeZone = zone) =>
      new Intl.DateTimeFormat(tag, { ...options, timeZone });
    const time = make({ hour: '2-digit', minute: '2-digit' });
    const moment = make({
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
    });
    // A day of the calendar has no zone: it is shown as the noon of that day.
    const day = make({ weekday: 'short', day: 'numeric', month: 'short' }, 'UTC');
    const weekday = make({ weekday: 'short' }, 'UTC');
    return {
      time: (ms) => time.format(ms),
      moment: (ms) => moment.format(ms),
      day: (date) => day.format(Date.UTC(date.year, date.month - 1, date.day, 12)),
      // 5 January 2026 is a Monday.
      weekday: (number) => weekday.format(Date.UTC(2026, 0, 4 + number, 12)),
    };
  }, [language, zone]);
}

export const personIn = ({ people }: RosterAnswer, id: string) => people.find((person) => person.id === id);

export const nameIn = (answer: RosterAnswer, id: string): string => personIn(answer, id)?.name ?? '?';
