import type { Language } from '../../domain/shared/language.js';
import type { Instant } from '../../domain/shared/time.js';
import { wallClockOf } from '../../domain/shared/zoned-time.js';
import { text } from '../../texts/catalog.js';

/** What is said about a deadline: a number and a date, nothing about what it is for. */
export type ReviewNews =
  | { readonly say: ReviewSaying; readonly number: number; readonly due: Instant }
  | {
      readonly say: 'digest';
      readonly overdue: number;
      readonly today: number;
      readonly week: number;
      /** Second signatures that are missing. */
      readonly signatures: number;
    };

export const REVIEW_SAYINGS = [
  'review.remind',
  'review.due',
  'review.event',
  'review.overdue',
  'task.remind',
  'task.due',
  'task.overdue',
  'task.overdue-again',
  'sign-off.remind',
  'sign-off.overdue',
] as const;
export type ReviewSaying = (typeof REVIEW_SAYINGS)[number];

const twoDigits = (count: number): string => String(count).padStart(2, '0');

/** @param zone whose wall clock the staff live by */
export function reviewWords(news: ReviewNews, language: Language, zone: string): string {
  if (news.say === 'digest') {
    const { overdue, today, week, signatures } = news;
    return signatures > 0
      ? text(language, 'reviews.digest.signatures', { overdue, today, week, signatures })
      : text(language, 'reviews.digest', { overdue, today, week });
  }
  const { day, month, hour, minute } = wallClockOf(news.due, zone);
  return text(language, `reviews.${news.say}`, {
    number: news.number,
    day: `${twoDigits(day)}.${twoDigits(month)}.`,
    time: `${twoDigits(hour)}:${twoDigits(minute)}`,
  });
}
