import type { Sentences } from '../sentence.js';

/** What the staff bot says. Level, kind and number only: never content, never "child", never "suicide". */
export const staff = {
  'kind.contact': 'contact',
  'kind.incident': 'incident',
  'kind.checkIn': 'check-in',
  'kind.review': 'review',
} as const satisfies Sentences;
