import type { Duty } from './ladder.js';
import { dutySpans, joined, type DutySpan, type Roster, type Span } from './roster.js';
import type { StaffId } from '../shared/ids.js';
import { days, hours, instant, plus, type Duration, type Instant } from '../shared/time.js';

export const DUTIES: readonly Duty[] = ['operator', 'focal-point', 'deputy'];

/** The stretches within [from, to) in which nobody has `duty`: for a warning while there is still time. */
export function gaps(roster: Roster, duty: Duty, from: Instant, to: Instant): readonly Span[] {
  const found: Span[] = [];
  let covered = from;
  const spans = [...dutySpans(roster, duty, { from, to })].sort((a, b) => a.from - b.from);
  for (const span of spans) {
    if (span.from > covered) found.push({ from: covered, to: span.from });
    covered = Math.max(covered, span.to) as Instant;
  }
  if (covered < to) found.push({ from: covered, to });
  return found;
}

/** At `at`, `leaving` go off duty, `arriving` come on, `staying` were and remain on. */
export interface HandOver {
  readonly duty: Duty;
  readonly at: Instant;
  readonly leaving: readonly StaffId[];
  readonly arriving: readonly StaffId[];
  readonly staying: readonly StaffId[];
}

function handOverAt(duty: Duty, at: Instant, spans: readonly DutySpan[]): HandOver {
  const who = (wanted: (span: DutySpan) => boolean): StaffId[] =>
    spans.filter(wanted).map(({ staff }) => staff);
  return {
    duty,
    at,
    leaving: who(({ to }) => to === at),
    arriving: who(({ from }) => from === at),
    staying: who((span) => span.from < at && at < span.to),
  };
}

/**
 * Every change of the people on duty within [from, to), earliest first: for the hand-over notice. Asking for adjoining windows one
 * after the other reports each change once.
 */
export function handOvers(roster: Roster, from: Instant, to: Instant): readonly HandOver[] {
  // Beginning a millisecond earlier, so that who comes at `from` is told from who was there already.
  const view = { from: instant(from - 1), to };
  const changes = DUTIES.flatMap((duty) => {
    const spans = dutySpans(roster, duty, view);
    const moments = new Set(spans.flatMap((span) => [span.from, span.to]));
    return [...moments].filter((at) => at >= from && at < to).map((at) => handOverAt(duty, at, spans));
  });
  return changes.sort((a, b) => a.at - b.at);
}

/** ADR 0040: on duty longer than this in a row, or rested shorter than that, people miss things. */
export const LONGEST_DUTY: Duration = hours(12);
export const SHORTEST_REST: Duration = hours(8);

export interface Overload extends DutySpan {
  /** `too-long`: the span is the time on duty. `too-little-rest`: the span is the time off between two. */
  readonly why: 'too-long' | 'too-little-rest';
}

/** Two duties at once are one time on duty. */
export function timesOnDuty(roster: Roster, view: Span): readonly DutySpan[] {
  const all = DUTIES.flatMap((duty) => dutySpans(roster, duty, view));
  return joined(all);
}

function overloadsOf(spans: readonly DutySpan[]): readonly Overload[] {
  return spans.flatMap((span, index) => {
    const found: Overload[] = [];
    const next = spans[index + 1];
    if (span.to > plus(span.from, LONGEST_DUTY)) found.push({ ...span, why: 'too-long' });
    if (next?.staff === span.staff && next.from < plus(span.to, SHORTEST_REST)) {
      found.push({ staff: span.staff, from: span.to, to: next.from, why: 'too-little-rest' });
    }
    return found;
  });
}

/**
 * Who is asked for too much at some time within [from, to). A planner's warning, never a reason to call fewer people. Duty without
 * end is reported as far as two days before and after.
 */
export function overload(roster: Roster, from: Instant, to: Instant): readonly Overload[] {
  const view = { from: instant(from - days(2)), to: plus(to, days(2)) };
  return overloadsOf(timesOnDuty(roster, view)).filter((span) => span.from < to && from < span.to);
}
