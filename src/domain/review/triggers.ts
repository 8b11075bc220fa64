import type { CircleKind } from '../circle/circle.js';
import { between, hours, minus, plus, type Duration, type Instant } from '../shared/time.js';

/** An event after which, or a date before which, a review is due. Ids and hours are those of the instruments' `event_triggers`. */
export interface TriggerKind {
  readonly id: string;
  /** Reassess no later than so long after it happened. */
  readonly within: Duration;
  /** Reassess so long before it, when its date is known; null: it has no date that could be known before. */
  readonly before: Duration | null;
  readonly kinds: readonly CircleKind[];
}

const client: readonly CircleKind[] = ['client-case'];
const organisation: readonly CircleKind[] = ['organisation-file'];
const worker: readonly CircleKind[] = ['worker-file'];
const both: readonly CircleKind[] = [...organisation, ...worker];

const trigger = (
  id: string,
  kinds: readonly CircleKind[],
  within: number,
  before: number | null = null,
): TriggerKind => ({ id, within: hours(within), before: before === null ? null : hours(before), kinds });

/** VSRA 0.1.0 (T) and PSRA 0.1.0 (E). What each of them is stands in the instruments. */
export const TRIGGERS: readonly TriggerKind[] = [
  trigger('T01', client, 1),
  trigger('T02', client, 4),
  trigger('T03', client, 24, 72),
  trigger('T04', client, 24, 168),
  trigger('T05', client, 48, 48),
  trigger('T06', client, 4),
  trigger('T07', client, 24),
  trigger('T08', client, 4),
  trigger('T09', client, 24),
  trigger('T10', client, 24),
  trigger('T11', client, 24),
  trigger('T12', client, 48),
  trigger('T13', client, 24),
  trigger('T14', client, 24),
  trigger('E01', both, 4),
  trigger('E02', both, 4),
  trigger('E03', worker, 24, 72),
  trigger('E04', both, 24),
  trigger('E05', organisation, 72),
  trigger('E06', both, 24),
];

/**
 * The longest time that any event leaves in a circle of a kind; null where no event leads to a review. The server does not learn
 * which event it was: it refuses what would be too late for all of them, and readers refuse what is too late for this one.
 */
export function longestWithin(kind: CircleKind): Duration | null {
  const spans = TRIGGERS.filter(({ kinds }) => kinds.includes(kind)).map(({ within }) => within);
  return spans.length > 0 ? (Math.max(...spans) as Duration) : null;
}

/** What happened: the review is due no later than this. Time runs from the event, not from when somebody wrote it down. */
export const dueAfter = ({ within }: TriggerKind, happened: Instant): Instant => plus(happened, within);

/** A date that is known: one review before it, where the instrument asks for one, and one after it. */
export function dueAround({ within, before }: TriggerKind, date: Instant): readonly Instant[] {
  const after = plus(date, within);
  return before === null ? [after] : [minus(date, before), after];
}

/**
 * A date becomes known when the time to look before it has begun already (a hearing in four days): as late as the event allows after it
 * became known, and while at least half of the time is left; within the hour when the day has come.
 */
export function dueWhenKnownLate(within: Duration, date: Instant, known: Instant): Instant {
  const half = Math.floor(between(known, date) / 2);
  return plus(known, Math.max(hours(1), Math.min(within, half)) as Duration);
}
