import type { Instrument } from '../../domain/assessment/instrument.js';
import { judgeClaims, type AlarmClaim, type ClaimVerdict } from '../../domain/review/alarm-claims.js';
import { dueWhenKnownLate } from '../../domain/review/triggers.js';
import { hours, instant, minus, minutes, plus, type Instant } from '../../domain/shared/time.js';
import { readEvent } from './event.js';
import { keyDatesAmong, type KeyDate, type SealedNote } from './key-date.js';

/** An alarm as a browser has judged it; `fault` is null when its signature and the server's columns hold. */
export interface JudgedAlarm {
  readonly id: string;
  readonly due: number;
  readonly fault: string | null;
}

/** A day has no hour, and a browser may live by another clock: this much a date's alarm may be late. */
const tolerated = hours(1);

const atOnce = minutes(5);

/** What is wrong with the alarms of a file, by what its sealed records say of them. */
export function alarmVerdict(
  { texts, alarms }: { readonly texts: readonly SealedNote[]; readonly alarms: readonly JudgedAlarm[] },
  instrument: Instrument,
  assessed: number | null,
): ClaimVerdict {
  const sound = alarms
    .filter(({ fault }) => fault === null)
    .map(({ id, due }) => ({ alarm: id.replaceAll('-', ''), due: instant(due) }));
  const claims = [...eventClaims(texts, instrument), ...dateClaims(texts, instrument)];
  const { faults, unexplained } = judgeClaims(claims, sound, assessed === null ? null : instant(assessed));
  // An incident that moves a review from outside writes its note under the alarm's own id.
  const notes = new Set(texts.map(({ object }) => object));
  return { faults, unexplained: unexplained.filter((alarm) => !notes.has(alarm)) };
}

/** A note that was written over an event later does not take the event away. */
function eventClaims(texts: readonly SealedNote[], { triggers }: Instrument): AlarmClaim[] {
  const newest = new Map<string, AlarmClaim>();
  for (const { kind, object, text, ms } of texts) {
    const event = kind === 'note' && text !== undefined ? readEvent(text) : null;
    if (!event) continue;
    // An event that this console does not know allows no time at all.
    const within = triggers.find(({ id }) => id === event.trigger)?.withinHours ?? 0;
    // What is over already when it is written down is due at once.
    const latest = instant(Math.max(event.happened + hours(within), ms + atOnce));
    const answeredFrom = instant(Math.max(ms, event.happened) + 1);
    newest.set(object, { object, alarms: [{ alarm: event.alarm, latest, answeredFrom }] });
  }
  return [...newest.values()];
}

const dateClaims = (texts: readonly SealedNote[], { triggers }: Instrument): AlarmClaim[] =>
  keyDatesAmong(texts).map((date) => {
    const trigger = triggers.find(({ id }) => id === date.text.trigger);
    return claimOf(date, trigger?.beforeHours ?? null, trigger?.withinHours ?? 0);
  });

/**
 * The alarms are named in time's order: one before the date, where the event asks for it, and one after. One that is not named ought to
 * have been, unless its time had come when the date was written down. A date that became known too late for the one before has one at
 * once in its place, unless it came from an assessment, which knew of it.
 */
function claimOf({ object, text, ms }: KeyDate, beforeHours: number | null, withinHours: number): AlarmClaim {
  const written = instant(ms);
  const end = plus(endOf(text.day), tolerated);
  const named = [...text.alarms];
  const after = claimed(named.pop(), plus(end, hours(withinHours)), ms);
  if (beforeHours === null) return { object, alarms: after };
  const latest = minus(end, hours(beforeHours));
  const first = named.pop();
  if (minus(latest, aDay) > ms) return { object, alarms: [...claimed(first, latest, ms), ...after] };
  if (first === undefined && (text.item !== null || written >= end)) return { object, alarms: after };
  const soon = plus(dueWhenKnownLate(hours(withinHours), end, written), tolerated);
  const atOnce = {
    alarm: first ?? null,
    latest: instant(Math.max(latest, soon)),
    answeredFrom: instant(ms + 1),
  };
  return { object, alarms: [atOnce, ...after] };
}

/** Longer than a day with a changing clock and what is tolerated. */
const aDay = hours(26);

function claimed(alarm: string | undefined, latest: Instant, written: number): AlarmClaim['alarms'] {
  const answeredFrom = minus(latest, aDay);
  return alarm === undefined && answeredFrom <= written
    ? []
    : [{ alarm: alarm ?? null, latest, answeredFrom }];
}

/** Midnight after the day, by the clock of this browser. */
function endOf(day: string): Instant {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return instant(new Date(year, month - 1, date + 1).getTime());
}
