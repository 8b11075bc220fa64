import { DUTIES } from './duty-outlook.js';
import { dutySpans, type Override, type Roster, type Span } from './roster.js';
import type { StaffId } from '../shared/ids.js';

/**
 * What is left of a roster within `view` when only the people of `present` come: whoever has left is still in the plan, but
 * nobody will answer. A shift cannot just be crossed out, because somebody present may be standing in for it.
 */
export function presentRoster(roster: Roster, present: ReadonlySet<StaffId>, view: Span): Roster {
  const overrides = DUTIES.flatMap((duty) =>
    dutySpans(roster, duty, view)
      .filter(({ staff }) => present.has(staff))
      .map((span): Override => ({ ...span, duty, replaces: null })),
  );
  return { shifts: [], overrides };
}
