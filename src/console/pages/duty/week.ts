import type { readRoster } from '../../../contracts/escalation/roster.js';
import type { AnswerOf } from '../../../contracts/shared/route.js';
import { DUTIES, gaps, overload } from '../../../domain/escalation/duty-outlook.js';
import type { Duty } from '../../../domain/escalation/ladder.js';
import { tooManyNights } from '../../../domain/escalation/night-load.js';
import { presentRoster } from '../../../domain/escalation/present-roster.js';
import {
  dutySpans,
  onDuty,
  type DutySpan,
  type Roster,
  type Span,
} from '../../../domain/escalation/roster.js';
import type { StaffId } from '../../../domain/shared/ids.js';
import { days, hours, instant, plus, type Instant } from '../../../domain/shared/time.js';
import {
  instantOf,
  plusDays,
  wallClockOf,
  weekdayOf,
  type CalendarDay,
  type Weekday,
} from '../../../domain/shared/zoned-time.js';

export type RosterAnswer = AnswerOf<typeof readRoster>;
export type PlannedShift = RosterAnswer['shifts'][number];
export type PlannedOverride = RosterAnswer['overrides'][number];

/** What the plan says of one duty on one day, and what comes of it. */
export interface DutyDay {
  readonly duty: Duty;
  /** Shifts that begin on this day. */
  readonly shifts: readonly PlannedShift[];
  /** Shifts of the day before that last into this one. */
  readonly lasting: readonly PlannedShift[];
  readonly overrides: readonly PlannedOverride[];
  readonly covered: readonly DutySpan[];
  readonly gaps: readonly Span[];
}

export interface Day {
  readonly date: CalendarDay;
  readonly span: Span;
  readonly duties: readonly DutyDay[];
}

const rosterOf = ({ shifts, overrides }: RosterAnswer): Roster => ({
  shifts: shifts.map(({ staffId, ...shift }) => ({ ...shift, staff: staffId })),
  overrides: overrides.map(({ staffId, ...override }) => ({ ...override, staff: staffId })),
});

/** The Monday of the week in which `at` lies, on the wall of `zone`. */
export function mondayOf(at: Instant, zone: string): CalendarDay {
  const today = wallClockOf(at, zone);
  return plusDays(today, 1 - weekdayOf(today));
}

const startOf = (day: CalendarDay, zone: string): Instant => instantOf({ ...day, hour: 0, minute: 0 }, zone);

/** Duties that are kept here; all of them while there is nothing yet. */
const dutiesShown = ({ kept }: RosterAnswer): readonly Duty[] =>
  kept.length === 0 ? DUTIES : DUTIES.filter((duty) => kept.includes(duty));

/** Seven days from a Monday. Whoever has left is in the plan and does not come. */
export function weekOf(answer: RosterAnswer, monday: CalendarDay): readonly Day[] {
  const { zone } = answer;
  const view = { from: startOf(monday, zone), to: startOf(plusDays(monday, 7), zone) };
  const present = presentRoster(rosterOf(answer), presentIn(answer), view);
  return Array.from({ length: 7 }, (_, index) => {
    const date = plusDays(monday, index);
    const span = { from: startOf(date, zone), to: startOf(plusDays(date, 1), zone) };
    return {
      date,
      span,
      duties: dutiesShown(answer).map((duty) => dutyDay(answer, present, duty, date, span)),
    };
  });
}

const presentIn = ({ people }: RosterAnswer): ReadonlySet<StaffId> =>
  new Set(people.filter((person) => person.present).map(({ id }) => id));

function dutyDay(answer: RosterAnswer, present: Roster, duty: Duty, date: CalendarDay, span: Span): DutyDay {
  const own = answer.shifts.filter((shift) => shift.duty === duty);
  const weekday = weekdayOf(date);
  const before = weekdayOf(plusDays(date, -1));
  const isKept = answer.kept.includes(duty);
  return {
    duty,
    shifts: own.filter((shift) => shift.weekday === weekday).sort(byBeginning),
    lasting: own.filter(
      (shift) => shift.weekday === before && shift.to <= shift.from && shift.to !== '00:00',
    ),
    overrides: answer.overrides.filter(
      (override) => override.duty === duty && override.from < span.to && span.from < override.to,
    ),
    covered: dutySpans(present, duty, span),
    gaps: isKept ? gaps(present, duty, span.from, span.to) : [],
  };
}

const byBeginning = (a: PlannedShift, b: PlannedShift): number => (a.from < b.from ? -1 : 1);

export interface Warning {
  readonly why: 'too-long' | 'too-little-rest' | 'nights';
  readonly staff: StaffId;
  readonly from: Instant;
  /** Hours, or nights. */
  readonly count: number;
}

/** Who has too much in this week: hours in a row, rest, nights in a row. */
export function warningsOf(answer: RosterAnswer, monday: CalendarDay): readonly Warning[] {
  const { zone } = answer;
  const [from, to] = [startOf(monday, zone), startOf(plusDays(monday, 7), zone)];
  const around = { from: instant(from - days(15)), to: plus(to, days(15)) };
  const roster = presentRoster(rosterOf(answer), presentIn(answer), around);
  return [
    ...overload(roster, from, to).map((each) => ({
      why: each.why,
      staff: each.staff,
      from: each.from,
      count: Math.round((each.to - each.from) / hours(1)),
    })),
    ...tooManyNights(roster, zone, from, to).map((run) => ({
      why: 'nights' as const,
      staff: run.staff,
      from: run.from,
      count: run.nights,
    })),
  ];
}

/** Who is on duty now and can be called. */
export function nowOn(answer: RosterAnswer, duty: Duty, now: Instant): readonly StaffId[] {
  const present = presentIn(answer);
  return onDuty(rosterOf(answer), duty, now).filter((person) => present.has(person));
}

export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** The moment that `YYYY-MM-DDTHH:MM` means on the wall of `zone`; null when it cannot be read. */
export function momentOf(text: string, zone: string): Instant | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  return instantOf({ year, month, day, hour, minute }, zone);
}
