import { days, minutes, plus, type Duration, type Instant } from '../shared/time.js';

/** So long after the planned departure she is asked whether she is leaving: people are late, and forget the tap. */
export const ASK_AFTER: Duration = minutes(15);

/** So long after she was asked, those who would look for her are told. */
export const TELL_AFTER: Duration = minutes(30);

/** A plan for the day before yesterday, or for next year, was made by a clock that is wrong. */
const latestPlanning: Duration = days(1);
const earliestPlanning: Duration = days(90);

/** The part of a visit that says whether somebody waits for it to begin. */
export interface Departing {
  /** When somebody is next told that she has not left; null: nobody is. */
  readonly departureDueAt: Instant | null;
  /** Since when she has been asked whether she is leaving. */
  readonly askedAt: Instant | null;
  readonly departedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly concludedAt: Instant | null;
}

export const isPlannable = (plannedAt: Instant, now: Instant): boolean =>
  plannedAt >= now - latestPlanning && plannedAt <= now + earliestPlanning;

/** When to ask her, for a visit planned for then; never in the past, so that a late yes leaves her time to go. */
export const asksAt = (plannedAt: Instant, now: Instant): Instant =>
  plus(plannedAt > now ? plannedAt : now, ASK_AFTER);

/** Planned, not begun, and she was asked why: nobody watches over her, and she may be on her way. */
export const isUnbegun = ({ askedAt, departedAt, endedAt, concludedAt }: Departing): boolean =>
  askedAt !== null && departedAt === null && endedAt === null && concludedAt === null;

/** What to do about a departure that did not come; null when there is nothing. First she is asked, then others are told, each once. */
export function departureMissing<Visit extends Departing>(
  visit: Visit,
  now: Instant,
): { readonly visit: Visit; readonly tell: 'worker' | 'colleagues' } | null {
  const { departureDueAt, askedAt } = visit;
  if (departureDueAt === null || departureDueAt > now) return null;
  return askedAt === null
    ? { visit: { ...visit, askedAt: now, departureDueAt: plus(now, TELL_AFTER) }, tell: 'worker' }
    : { visit: { ...visit, departureDueAt: null }, tell: 'colleagues' };
}
