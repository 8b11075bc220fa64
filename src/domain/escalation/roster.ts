import type { Audience, Duty, Policy } from './ladder.js';
import type { StaffId } from '../shared/ids.js';
import { days, instant, type Instant } from '../shared/time.js';
import {
  instantOf,
  isZone,
  plusDays,
  readTimeOfDay,
  wallClockOf,
  weekdayOf,
  type CalendarDay,
  type Weekday,
} from '../shared/zoned-time.js';

/** The same hours every week, on the wall clock of `zone`. */
export interface Shift {
  readonly duty: Duty;
  readonly staff: StaffId;
  /** The day on which the shift begins. */
  readonly weekday: Weekday;
  /** `HH:MM` */
  readonly from: string;
  /** `HH:MM`; not later than `from` means on the next day, so `00:00` to `00:00` is a whole day. */
  readonly to: string;
  /** IANA name, for example `Europe/Belgrade`. */
  readonly zone: string;
}

/** For once: `staff` is on duty in the hours in which `replaces` would have been, or, when that is null, besides everybody else. */
export interface Override {
  readonly duty: Duty;
  readonly from: Instant;
  readonly to: Instant;
  readonly staff: StaffId;
  readonly replaces: StaffId | null;
}

export interface Roster {
  readonly shifts: readonly Shift[];
  readonly overrides: readonly Override[];
}

/** From `from` up to, not including, `to`. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

export interface DutySpan extends Span {
  readonly staff: StaffId;
}

const clip = (span: DutySpan, within: Span): DutySpan => ({
  staff: span.staff,
  from: Math.max(span.from, within.from) as Instant,
  to: Math.min(span.to, within.to) as Instant,
});

const isLong = ({ from, to }: Span): boolean => from < to;

/** One person's spans that touch or overlap become one; sorted by person, then by time. */
export function joined(spans: readonly DutySpan[]): readonly DutySpan[] {
  const done: DutySpan[] = [];
  const order = (a: DutySpan, b: DutySpan): number =>
    a.staff < b.staff ? -1 : a.staff > b.staff ? 1 : a.from - b.from;
  for (const span of [...spans].sort(order)) {
    const last = done.at(-1);
    if (last?.staff === span.staff && span.from <= last.to) {
      done[done.length - 1] = { ...last, to: Math.max(last.to, span.to) as Instant };
    } else done.push(span);
  }
  return done;
}

function occurrence(shift: Shift, day: CalendarDay): DutySpan | null {
  const from = readTimeOfDay(shift.from);
  const to = readTimeOfDay(shift.to);
  if (!from || !to || weekdayOf(day) !== shift.weekday) return null;
  const lastDay = shift.to <= shift.from ? plusDays(day, 1) : day;
  return {
    staff: shift.staff,
    from: instantOf({ ...day, ...from }, shift.zone),
    to: instantOf({ ...lastDay, ...to }, shift.zone),
  };
}

function occurrences(shift: Shift, within: Span): DutySpan[] {
  // A shift that cannot be read has nobody on it, and nobody on duty means everyone is called: never an error in the way of an alert.
  if (!isZone(shift.zone)) return [];
  const first = wallClockOf(within.from, shift.zone);
  const lastIndex = Math.ceil((within.to - within.from) / days(1)) + 1;
  const found: DutySpan[] = [];
  // From the day before, because a night shift that began then may still last, to the day after, because a day may have 23 hours.
  for (let index = -1; index <= lastIndex; index++) {
    const span = occurrence(shift, plusDays(first, index));
    if (span) found.push(span);
  }
  return found;
}

/** What is left of `span` outside the override. */
const outside = (span: DutySpan, { from, to }: Span): DutySpan[] =>
  [
    { ...span, to: Math.min(span.to, from) as Instant },
    { ...span, from: Math.max(span.from, to) as Instant },
  ].filter(isLong);

function overridden(regular: readonly DutySpan[], override: Override): readonly DutySpan[] {
  if (override.replaces === null) return [...regular, clip({ ...override }, override)];
  const replaced = regular.filter(({ staff }) => staff === override.replaces);
  const others = regular.filter(({ staff }) => staff !== override.replaces);
  const taken = replaced.map((span) => ({ ...clip(span, override), staff: override.staff })).filter(isLong);
  return [...others, ...replaced.flatMap((span) => outside(span, override)), ...taken];
}

/** Who has `duty` and when within the given time, overrides applied; one person's adjoining shifts are one span. */
export function dutySpans(roster: Roster, duty: Duty, within: Span): readonly DutySpan[] {
  const regular = roster.shifts
    .filter((shift) => shift.duty === duty)
    .flatMap((shift) => occurrences(shift, within));
  const all = roster.overrides
    .filter((override) => override.duty === duty)
    .reduce(overridden, joined(regular));
  return joined(all.map((span) => clip(span, within)).filter(isLong));
}

/** Who has `duty` at `now`, each once. */
export function onDuty(roster: Roster, duty: Duty, now: Instant): readonly StaffId[] {
  return dutySpans(roster, duty, { from: now, to: instant(now + 1) }).map(({ staff }) => staff);
}

export interface Resolved {
  readonly staff: readonly StaffId[];
  /** Nobody of the audience could be reached, so it is everyone: say so, and fill the roster. */
  readonly fellThrough: boolean;
}

function membersOf(
  roster: Roster,
  audience: Audience,
  all: readonly StaffId[],
  now: Instant,
): readonly StaffId[] {
  if ('everyone' in audience) return all;
  return 'staff' in audience ? [audience.staff] : onDuty(roster, audience.duty, now);
}

/**
 * Who an audience is at `now`.
 *
 * @param all everybody who can be called at all; whoever is not in it (left, locked) is never called
 * @returns each person once. Empty only when `all` is empty.
 */
export function resolveAudience(
  roster: Roster,
  audiences: readonly Audience[],
  all: readonly StaffId[],
  now: Instant,
): Resolved {
  const meant = new Set(audiences.flatMap((audience) => membersOf(roster, audience, all, now)));
  const staff = [...new Set(all)].filter((person) => meant.has(person));
  return staff.length > 0 ? { staff, fellThrough: false } : { staff: [...new Set(all)], fellThrough: true };
}

/** Whether `person` may stop the ladder: anyone who can be called, or the policy's audience (everyone, when nobody of it is there). */
export function mayAcknowledge(
  policy: Policy,
  person: StaffId,
  roster: Roster,
  all: readonly StaffId[],
  now: Instant,
): boolean {
  if (policy.mayAcknowledge === 'anyone') return all.includes(person);
  return resolveAudience(roster, policy.mayAcknowledge, all, now).staff.includes(person);
}
