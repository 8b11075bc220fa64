import { between, minutes, plus, type Duration, type Instant } from '../shared/time.js';
import { instantOf, plusDays, wallClockOf } from '../shared/zoned-time.js';
import { HOURS_MEANT, type SafeHours } from './safe-contact.js';

/** A span in which it is safe to write, by the hours that a person named. */
export interface SafeSpan {
  readonly from: Instant;
  /** The last moment of it. */
  readonly until: Instant;
}

/** Who wrote a moment ago holds the phone: her own message says that it is safe to answer it. */
const thereFor: Duration = minutes(15);

/**
 * Until when a person may be written to from `at` on. Named hours bind, but for an answer to what she wrote a moment ago
 * (instrument, `safety_ui.unsolicited`: what staff sends *first* stays inside the safe hours).
 *
 * @param hours what she named; null or empty: nothing
 * @param lastInbound her newest message
 * @returns null when it is not safe at `at`; `always` when she named no hours; otherwise the last safe moment
 */
export function safeUntil(
  hours: readonly SafeHours[] | null,
  zone: string,
  lastInbound: Instant,
  at: Instant,
): Instant | 'always' | null {
  if (hours === null || hours.length === 0) return 'always';
  const span = safeSpan(hours, zone, at);
  if (span.from <= at && at <= span.until) return span.until;
  return lastInbound <= at && between(lastInbound, at) <= thereFor ? plus(lastInbound, thereFor) : null;
}

/** The span that runs at `at`, or the next one. Neighbouring hours are one span. @param hours at least one */
export function safeSpan(hours: readonly SafeHours[], zone: string, at: Instant): SafeSpan {
  const spans = joined(spansAround(hours, zone, at));
  const found = spans.find(({ until }) => until >= at) ?? spans.at(-1);
  return found ?? { from: at, until: at };
}

function spansAround(hours: readonly SafeHours[], zone: string, at: Instant): SafeSpan[] {
  const today = wallClockOf(at, zone);
  return [-1, 0, 1, 2].flatMap((ahead) => {
    const day = plusDays(today, ahead);
    return hours.map((each) => {
      const { from, to } = HOURS_MEANT[each];
      const lastDay = to <= from ? plusDays(day, 1) : day;
      const end =
        to === 24
          ? instantOf({ ...plusDays(day, 1), hour: 0, minute: 0 }, zone)
          : instantOf({ ...lastDay, hour: to, minute: 0 }, zone);
      return { from: instantOf({ ...day, hour: from, minute: 0 }, zone), until: (end - 1) as Instant };
    });
  });
}

function joined(spans: readonly SafeSpan[]): SafeSpan[] {
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  const whole: SafeSpan[] = [];
  for (const span of sorted) {
    const before = whole.at(-1);
    if (before && span.from <= before.until + 1)
      whole[whole.length - 1] = { from: before.from, until: Math.max(before.until, span.until) as Instant };
    else whole.push(span);
  }
  return whole;
}
