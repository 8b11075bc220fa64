/** A moment: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly __unit: 'instant-ms' };

/** A span of time in milliseconds; never negative when made by the functions below from a non-negative number. */
export type Duration = number & { readonly __unit: 'duration-ms' };

/** @throws RangeError when `ms` is not a whole, safe number: a fraction would be refused later, by the queue. */
export function instant(ms: number): Instant {
  if (!Number.isSafeInteger(ms)) throw new RangeError('An instant is a whole number of milliseconds.');
  return ms as Instant;
}

export const seconds = (count: number): Duration => Math.round(count * 1_000) as Duration;
export const minutes = (count: number): Duration => seconds(count * 60);
export const hours = (count: number): Duration => minutes(count * 60);
export const days = (count: number): Duration => hours(count * 24);

export const plus = (from: Instant, span: Duration): Instant => (from + span) as Instant;

export const minus = (from: Instant, span: Duration): Instant => (from - span) as Instant;

/** The time from `from` to `to`; negative when `to` is earlier. */
export const between = (from: Instant, to: Instant): Duration => (to - from) as Duration;

export const earliest = (first: Instant, ...rest: readonly Instant[]): Instant =>
  Math.min(first, ...rest) as Instant;
