import type { Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';

/** Which part of a list, ordered by date, is wanted: due later than `after`, not later than `until`; null: no bound. */
export interface SearchSpan {
  readonly after: Instant | null;
  readonly until: Instant | null;
  /** The last one of the page before. */
  readonly place: { readonly due: Instant; readonly id: string } | null;
  readonly limit: number;
}

/** The four parameters of a statement that bound it: after, until, and the place's date and id. */
export const spanColumns = ({ after, until, place }: SearchSpan): (Date | string | null)[] => [
  dateOrNull(after),
  dateOrNull(until),
  ...(place === null ? [null, null] : [timestamp(place.due), place.id]),
];

export const dateOrNull = (at: Instant | null): Date | null => (at === null ? null : timestamp(at));
