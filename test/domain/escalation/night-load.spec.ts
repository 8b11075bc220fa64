import { tooManyNights } from '../../../src/domain/escalation/night-load.js';
import type { Roster, Shift } from '../../../src/domain/escalation/roster.js';
import type { StaffId } from '../../../src/domain/shared/ids.js';
import { instantOf, type Weekday } from '../../../src/domain/shared/zoned-time.js';

const zone = 'Europe/Belgrade';
const [mira, ana] = ['mira', 'ana'] as [StaffId, StaffId];

const nights = (staff: StaffId, weekdays: readonly Weekday[], from = '20:00', to = '08:00'): Shift[] =>
  weekdays.map((weekday) => ({ duty: 'operator', staff, weekday, from, to, zone }));

const aRoster = (...shifts: readonly Shift[]): Roster => ({ shifts, overrides: [] });

const midnight = (month: number, day: number) =>
  instantOf({ year: 2026, month, day, hour: 0, minute: 0 }, zone);

/** 2 March 2026 is a Monday. */
const found = (roster: Roster, from = midnight(3, 2), to = midnight(3, 9)) =>
  tooManyNights(roster, zone, from, to).map(({ staff, nights: count }) => `${staff} ${count}`);

describe('nights in a row', () => {
  it('are too many from the fourth on', () => {
    expect(found(aRoster(...nights(mira, [1, 2, 3])))).toEqual([]);
    expect(found(aRoster(...nights(mira, [1, 2, 3, 4])))).toEqual(['mira 4']);
  });

  it('begin again after a night at home', () => {
    expect(found(aRoster(...nights(mira, [1, 2, 3, 5, 6])))).toEqual([]);
  });

  it('are counted over the end of the week that is looked at', () => {
    const roster = aRoster(...nights(mira, [6, 7, 1, 2]));

    expect(found(roster)).toEqual(['mira 4', 'mira 4']);
    expect(found(roster, midnight(3, 5), midnight(3, 6))).toEqual([]);
  });

  it("are one person's own", () => {
    expect(found(aRoster(...nights(mira, [1, 2]), ...nights(ana, [3, 4])))).toEqual([]);
  });

  it('are none for whoever goes home at one', () => {
    expect(found(aRoster(...nights(mira, [1, 2, 3, 4, 5], '17:00', '01:00')))).toEqual([]);
    expect(found(aRoster(...nights(mira, [1, 2, 3, 4, 5], '17:00', '02:00')))).toEqual(['mira 5']);
  });

  it('count over the night in which the clocks change', () => {
    const roster = aRoster(...nights(mira, [5, 6, 7, 1]));

    expect(found(roster, midnight(3, 29), midnight(3, 30))).toEqual(['mira 4']);
  });
});
