import type { Override, Roster, Shift, Span } from './roster.js';
import type { StaffId } from '../shared/ids.js';
import { Refusal } from '../shared/refusal.js';
import { isZone, readTimeOfDay } from '../shared/zoned-time.js';

export type ShiftFault = 'time-unreadable' | 'zone-unknown' | 'weekday-unknown' | 'shift-twice';

/** The shift cannot be put on the wall: a time, a day or a zone in it means nothing here, or it stands in the roster already. */
export class ShiftFaulty extends Refusal {
  readonly code = 'shift-faulty';
  constructor(readonly faults: readonly ShiftFault[]) {
    super('This shift cannot be used.');
  }
}

/** The override covers no time, or somebody would replace themselves. */
export class OverrideFaulty extends Refusal {
  readonly code = 'override-faulty';
  constructor() {
    super('This override changes nothing.');
  }
}

/** One of the people in this override already takes over or is replaced in the same duty at the same time. Nothing was saved. */
export class OverrideConflict extends Refusal {
  readonly code = 'override-conflict';
  constructor(readonly other: Override) {
    super('Another override already covers this person and time.');
  }
}

export const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

const sameShift = (a: Shift, b: Shift): boolean =>
  a.duty === b.duty &&
  a.staff === b.staff &&
  a.weekday === b.weekday &&
  a.from === b.from &&
  a.to === b.to &&
  a.zone === b.zone;

/** @throws ShiftFaulty naming every fault */
export function withShift(roster: Roster, shift: Shift): Roster {
  const faults: ShiftFault[] = [];
  if (!readTimeOfDay(shift.from) || !readTimeOfDay(shift.to)) faults.push('time-unreadable');
  if (!isZone(shift.zone)) faults.push('zone-unknown');
  if (![1, 2, 3, 4, 5, 6, 7].includes(shift.weekday)) faults.push('weekday-unknown');
  if (roster.shifts.some((known) => sameShift(known, shift))) faults.push('shift-twice');
  if (faults.length > 0) throw new ShiftFaulty(faults);
  return { ...roster, shifts: [...roster.shifts, shift] };
}

const peopleIn = ({ staff, replaces }: Override): readonly StaffId[] =>
  replaces === null ? [staff] : [staff, replaces];

/** The first override with which `added` conflicts: same duty, common time, and a person in both, in either part. */
export function conflictOf(roster: Roster, added: Override): Override | null {
  const shared = (other: Override): boolean =>
    peopleIn(other).some((person) => peopleIn(added).includes(person));
  return (
    roster.overrides.find((other) => other.duty === added.duty && overlaps(other, added) && shared(other)) ??
    null
  );
}

/**
 * Because nobody stands in two overrides at once, the order of overrides never matters and "who is on duty" has one answer.
 *
 * @throws OverrideFaulty | OverrideConflict
 */
export function withOverride(roster: Roster, added: Override): Roster {
  if (!(added.from < added.to) || added.staff === added.replaces) throw new OverrideFaulty();
  const other = conflictOf(roster, added);
  if (other) throw new OverrideConflict(other);
  return { ...roster, overrides: [...roster.overrides, added] };
}
