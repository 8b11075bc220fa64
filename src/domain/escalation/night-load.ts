import { timesOnDuty } from './duty-outlook.js';
import type { DutySpan, Roster, Span } from './roster.js';
import type { StaffId } from '../shared/ids.js';
import { days, hours, instant, plus, type Duration, type Instant } from '../shared/time.js';
import { instantOf, plusDays, wallClockOf, type CalendarDay } from '../shared/zoned-time.js';

/**
 * More nights in a row than this wear people out (ADR 0110). A night is one in which somebody is on duty for three hours or more
 * between 23:00 and 06:00 on the wall, as Directive 2003/88/EC counts a night worker's.
 */
export const MOST_NIGHTS = 3;
export const SHORTEST_NIGHT: Duration = hours(3);
const night = { from: 23, to: 6 } as const;

export interface NightRun {
  readonly staff: StaffId;
  /** When the first of these nights begins. */
  readonly from: Instant;
  readonly nights: number;
}

/** Further than this before and after nobody looks: a run without end is reported as that long. */
const around: Duration = days(14);

function nightsWithin(view: Span, zone: string): readonly Span[] {
  const first = plusDays(wallClockOf(view.from, zone), -1);
  const count = Math.ceil((view.to - view.from) / days(1)) + 2;
  const at = (day: CalendarDay, hour: number): Instant => instantOf({ ...day, hour, minute: 0 }, zone);
  return Array.from({ length: count }, (_, index) => {
    const day = plusDays(first, index);
    return { from: at(day, night.from), to: at(plusDays(day, 1), night.to) };
  });
}

function isWorked({ from, to }: Span, times: readonly DutySpan[]): boolean {
  const worked = times.reduce(
    (sum, time) => sum + Math.max(0, Math.min(time.to, to) - Math.max(time.from, from)),
    0,
  );
  return worked >= SHORTEST_NIGHT;
}

function runsOf(staff: StaffId, times: readonly DutySpan[], nights: readonly Span[]): NightRun[] {
  const runs: NightRun[] = [];
  let worked = 0;
  for (const each of nights) {
    worked = isWorked(each, times) ? worked + 1 : 0;
    const run = runs.at(-1);
    if (worked === 1) runs.push({ staff, from: each.from, nights: 1 });
    else if (worked > 1 && run) runs[runs.length - 1] = { ...run, nights: worked };
  }
  return runs.filter(({ nights: count }) => count > MOST_NIGHTS);
}

/**
 * Who has more than `MOST_NIGHTS` nights in a row, of which one lies within [from, to). A planner's warning, never a reason to call
 * fewer people.
 *
 * @param zone whose nights they are
 */
export function tooManyNights(roster: Roster, zone: string, from: Instant, to: Instant): readonly NightRun[] {
  const view = { from: instant(from - around), to: plus(to, around) };
  const times = timesOnDuty(roster, view);
  const nights = nightsWithin(view, zone);
  const people = [...new Set(times.map(({ staff }) => staff))];
  return people
    .flatMap((staff) =>
      runsOf(
        staff,
        times.filter((time) => time.staff === staff),
        nights,
      ),
    )
    .filter((run) => run.from < to && plus(run.from, days(run.nights)) > from);
}
