import { defaultPolicies } from '../../../src/domain/escalation/default-policies.js';
import {
  dutySpans,
  mayAcknowledge,
  onDuty,
  resolveAudience,
  type Override,
  type Roster,
  type Shift,
} from '../../../src/domain/escalation/roster.js';
import {
  OverrideConflict,
  OverrideFaulty,
  ShiftFaulty,
  withOverride,
  withShift,
} from '../../../src/domain/escalation/roster-checks.js';
import type { StaffId } from '../../../src/domain/shared/ids.js';
import { days, hours, instant, plus, type Instant } from '../../../src/domain/shared/time.js';
import { instantOf, type Weekday } from '../../../src/domain/shared/zoned-time.js';
import fc from '../../builders/properties.js';

const zone = 'Europe/Belgrade';
const [mira, ana, jova, vera] = ['mira', 'ana', 'jova', 'vera'] as [StaffId, StaffId, StaffId, StaffId];
const all = [mira, ana, jova, vera];

/** A moment on the wall clock of Belgrade, `YYYY-MM-DD HH:MM`. */
function on(text: string): Instant {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[- :]/).map(Number);
  return instantOf({ year, month, day, hour, minute }, zone);
}

const aShift = (changes: Partial<Shift> = {}): Shift => ({
  duty: 'operator',
  staff: mira,
  weekday: 1,
  from: '08:00',
  to: '16:00',
  zone,
  ...changes,
});

const aRoster = (shifts: readonly Shift[], overrides: readonly Override[] = []): Roster => ({
  shifts,
  overrides,
});

const anOverride = (from: string, to: string, changes: Partial<Override> = {}): Override => ({
  duty: 'operator',
  from: on(from),
  to: on(to),
  staff: ana,
  replaces: mira,
  ...changes,
});

const twoDigits = (count: number): string => String(count).padStart(2, '0');
const someTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30))
  .map(([hour, minute]) => `${twoDigits(hour)}:${twoDigits(minute)}`);
const someShift = fc
  .record({
    staff: fc.constantFrom(...all),
    weekday: fc.integer({ min: 1, max: 7 }),
    from: someTime,
    to: someTime,
  })
  .map(({ weekday, ...shift }) => aShift({ ...shift, weekday: weekday as Weekday }));

// 2 March 2026 is a Monday.
describe('who is on duty', () => {
  const roster = aRoster([aShift()]);

  it.each([
    ['the minute before the shift', '2026-03-02 07:59', []],
    ['its first minute', '2026-03-02 08:00', [mira]],
    ['its last minute', '2026-03-02 15:59', [mira]],
    ['its end, which belongs to the next', '2026-03-02 16:00', []],
    ['the same hour on another day', '2026-03-03 12:00', []],
    ['a week later', '2026-03-09 12:00', [mira]],
  ])('at %s', (_name, now, expected) => {
    expect(onDuty(roster, 'operator', on(now))).toEqual(expected);
  });

  it('is kept apart by duty, and names a person with two shifts at once only once', () => {
    const two = aRoster([
      aShift(),
      aShift({ from: '12:00', to: '18:00' }),
      aShift({ duty: 'deputy', staff: jova }),
    ]);

    expect(onDuty(two, 'operator', on('2026-03-02 13:00'))).toEqual([mira]);
    expect(onDuty(two, 'deputy', on('2026-03-02 13:00'))).toEqual([jova]);
  });

  it('is read on the wall clock of each shift', () => {
    const abroad = aRoster([aShift({ zone: 'America/New_York' })]);

    expect(onDuty(abroad, 'operator', instant(Date.parse('2026-03-02T13:00:00Z')))).toEqual([mira]);
    expect(onDuty(abroad, 'operator', on('2026-03-02 12:00'))).toEqual([]);
  });

  it('is nobody, never an error, when a stored shift cannot be read', () => {
    const broken = aRoster([aShift({ zone: 'Nowhere' }), aShift({ from: 'eight' }), aShift({ staff: ana })]);

    expect(onDuty(broken, 'operator', on('2026-03-02 12:00'))).toEqual([ana]);
  });
});

describe('a plan of several days', () => {
  const quarters = fc.integer({ min: 0, max: 4 * 24 * 4 });

  it.each(['2026-03-27 00:00', '2026-10-23 00:00', '2026-06-01 00:00'])(
    'says of every moment what is true at that moment, from %s',
    (day) => {
      fc.assert(
        fc.property(
          fc.array(someShift, { maxLength: 8 }),
          quarters,
          quarters,
          quarters,
          (shifts, one, two, length) => {
            const roster = aRoster(shifts);
            const now = instant(on(day) + one * 900_000);
            const from = instant(now - two * 900_000);
            const spans = dutySpans(roster, 'operator', { from, to: instant(now + 1 + length * 900_000) });

            const there = spans.filter((span) => span.from <= now && now < span.to).map(({ staff }) => staff);

            expect(there).toEqual(onDuty(roster, 'operator', now));
          },
        ),
        { numRuns: 200 },
      );
    },
  );

  it('makes one span of a shift and a shorter one within it', () => {
    const roster = aRoster([aShift(), aShift({ from: '10:00', to: '12:00' })]);

    const spans = dutySpans(roster, 'operator', { from: on('2026-03-02 00:00'), to: on('2026-03-03 00:00') });

    expect(spans).toEqual([{ staff: mira, from: on('2026-03-02 08:00'), to: on('2026-03-02 16:00') }]);
  });

  it('reaches the hours after midnight of a day with 23 hours', () => {
    const monday = aRoster([aShift({ weekday: 1, from: '00:00', to: '08:00' })]);
    const from = on('2026-03-28 23:30');

    const spans = dutySpans(monday, 'operator', { from, to: plus(from, hours(24)) });

    expect(spans).toEqual([{ staff: mira, from: on('2026-03-30 00:00'), to: on('2026-03-30 00:30') }]);
  });
});

describe('a night shift over midnight', () => {
  const night = aRoster([aShift({ weekday: 7, from: '20:00', to: '08:00' })]);

  it.each([
    ['2026-03-01 19:59', []],
    ['2026-03-01 20:00', [mira]],
    ['2026-03-01 23:59', [mira]],
    ['2026-03-02 00:00', [mira]],
    ['2026-03-02 07:59', [mira]],
    ['2026-03-02 08:00', []],
    ['2026-03-01 03:00', []],
  ])('begun on Sunday has at %s %j on duty', (now, expected) => {
    expect(onDuty(night, 'operator', on(now))).toEqual(expected);
  });

  it.each([
    ['ordinary', '2026-03-07', 6, 12],
    ['over the spring jump', '2026-03-28', 6, 11],
    ['over the doubled autumn hour', '2026-10-24', 6, 13],
  ])('lasts, %s, as many hours as really pass', (_name, day, weekday, length) => {
    const saturday = aRoster([aShift({ weekday: weekday as Weekday, from: '20:00', to: '08:00' })]);

    const [span] = dutySpans(saturday, 'operator', {
      from: on(`${day} 12:00`),
      to: plus(on(`${day} 12:00`), days(2)),
    });

    expect(span).toMatchObject({ from: on(`${day} 20:00`), staff: mira });
    expect(((span?.to ?? 0) - (span?.from ?? 0)) / hours(1)).toBe(length);
  });

  it.each([
    ['02:30, which is skipped', '2026-03-29', '2026-03-29T01:29:59Z', '2026-03-29T01:30:00Z'],
    ['02:30, which comes twice', '2026-10-25', '2026-10-25T00:29:59Z', '2026-10-25T00:30:00Z'],
  ])('hands over at %s, once and without a hole', (_name, day, before, at) => {
    const sunday = on(`${day} 12:00`);
    const twoHalves = aRoster([
      aShift({ weekday: 6, from: '20:00', to: '02:30', staff: mira }),
      aShift({ weekday: 7, from: '02:30', to: '08:00', staff: ana }),
    ]);

    expect(onDuty(twoHalves, 'operator', instant(Date.parse(before)))).toEqual([mira]);
    expect(onDuty(twoHalves, 'operator', instant(Date.parse(at)))).toEqual([ana]);
    expect(onDuty(twoHalves, 'operator', plus(instant(Date.parse(at)), hours(1)))).toEqual([ana]);
    expect(onDuty(twoHalves, 'operator', sunday)).toEqual([]);
  });

  it.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
  ])('from midnight to midnight covers the whole of %s, %d hours', (day, length) => {
    const sunday = aRoster([aShift({ weekday: 7, from: '00:00', to: '00:00' })]);

    const spans = dutySpans(sunday, 'operator', {
      from: on(`${day} 00:00`),
      to: plus(on(`${day} 00:00`), hours(30)),
    });

    expect(spans.map(({ from, to }) => (to - from) / hours(1))).toEqual([length]);
  });

  it('around the clock has somebody at every minute of both days on which the clocks change', () => {
    const week: Weekday[] = [1, 2, 3, 4, 5, 6, 7];
    const always = aRoster(
      week.flatMap((weekday) => [
        aShift({ weekday, from: '08:00', to: '20:00', staff: ana }),
        aShift({ weekday, from: '20:00', to: '08:00', staff: mira }),
      ]),
    );
    for (const day of ['2026-03-28', '2026-10-24']) {
      for (let minute = 0; minute < 3 * 24 * 60; minute += 15) {
        const now = instant(on(`${day} 00:00`) + minute * 60_000);
        expect(onDuty(always, 'operator', now)).toHaveLength(1);
      }
    }
  });
});

describe('an override', () => {
  const regular = aRoster([aShift()]);

  it.each([
    ['before it', '2026-03-02 09:59', [mira]],
    ['in it', '2026-03-02 10:00', [ana]],
    ['at its end', '2026-03-02 12:00', [mira]],
    ['a week later', '2026-03-09 11:00', [mira]],
  ])('replaces one person for its hours only: %s', (_name, now, expected) => {
    const roster = withOverride(regular, anOverride('2026-03-02 10:00', '2026-03-02 12:00'));

    expect(onDuty(roster, 'operator', on(now))).toEqual(expected);
  });

  it('puts nobody on duty in hours that the replaced person did not have', () => {
    const roster = withOverride(regular, anOverride('2026-03-02 12:00', '2026-03-02 22:00'));

    expect(onDuty(roster, 'operator', on('2026-03-02 15:59'))).toEqual([ana]);
    expect(onDuty(roster, 'operator', on('2026-03-02 18:00'))).toEqual([]);
  });

  it('that replaces nobody puts a person on duty besides the others', () => {
    const roster = withOverride(
      regular,
      anOverride('2026-03-02 12:00', '2026-03-02 22:00', { replaces: null }),
    );

    expect(onDuty(roster, 'operator', on('2026-03-02 13:00'))).toEqual([ana, mira]);
    expect(onDuty(roster, 'operator', on('2026-03-02 21:00'))).toEqual([ana]);
  });

  it('leaves other duties and other people alone', () => {
    const roster = withOverride(
      aRoster([aShift(), aShift({ staff: jova }), aShift({ duty: 'deputy' })]),
      anOverride('2026-03-02 00:00', '2026-03-03 00:00'),
    );

    expect(onDuty(roster, 'operator', on('2026-03-02 12:00'))).toEqual([ana, jova]);
    expect(onDuty(roster, 'deputy', on('2026-03-02 12:00'))).toEqual([mira]);
  });

  it.each<[string, Partial<Override>]>([
    ['replaces the same person twice', { staff: jova }],
    ['lets the same person take over twice', { replaces: vera }],
    ['replaces the one who takes over', { staff: jova, replaces: ana }],
    ['adds the one who is replaced', { staff: mira, replaces: null }],
  ])('is refused when, for the same duty and time, it %s', (_name, change) => {
    const first = anOverride('2026-03-02 10:00', '2026-03-02 12:00');
    const second = anOverride('2026-03-02 11:59', '2026-03-02 14:00', change);
    const roster = withOverride(regular, first);

    expect(() => withOverride(roster, second)).toThrow(OverrideConflict);
    expect(new OverrideConflict(first)).toMatchObject({ code: 'override-conflict', other: first });
  });

  it.each<[string, Partial<Override>]>([
    ['begins when the other ends', { from: on('2026-03-02 12:00') }],
    ['is for another duty', { duty: 'deputy' }],
    ['is about other people', { staff: vera, replaces: jova }],
  ])('is taken when it %s', (_name, change) => {
    const roster = withOverride(regular, anOverride('2026-03-02 10:00', '2026-03-02 12:00'));
    const second = anOverride('2026-03-02 11:00', '2026-03-02 14:00', change);

    expect(withOverride(roster, second).overrides).toHaveLength(2);
  });

  it.each([
    ['covers no time', anOverride('2026-03-02 10:00', '2026-03-02 10:00')],
    ['ends before it begins', anOverride('2026-03-02 10:00', '2026-03-02 09:00')],
    ['replaces somebody by themselves', anOverride('2026-03-02 10:00', '2026-03-02 12:00', { staff: mira })],
  ])('is refused when it %s', (_name, override) => {
    expect(() => withOverride(regular, override)).toThrow(OverrideFaulty);
  });

  it('gives one answer, in whatever order the overrides were entered', () => {
    const person = fc.constantFrom(...all);
    const hour = fc.integer({ min: 0, max: 23 });
    const overrides = fc.array(
      fc
        .record({
          staff: person,
          replaces: fc.option(person),
          from: hour,
          length: fc.integer({ min: 1, max: 12 }),
        })
        .map(({ staff, replaces, from, length }): Override => {
          const begins = plus(on('2026-03-02 00:00'), hours(from));
          return { duty: 'operator', staff, replaces, from: begins, to: plus(begins, hours(length)) };
        }),
      { maxLength: 6 },
    );
    const base = aRoster([aShift(), aShift({ staff: jova, from: '06:00', to: '14:00' })]);
    fc.assert(
      fc.property(overrides, hour, (wanted, at) => {
        const roster = wanted.reduce((known, override) => {
          try {
            return withOverride(known, override);
          } catch {
            return known;
          }
        }, base);
        const now = plus(on('2026-03-02 00:00'), hours(at));
        const reversed = { ...roster, overrides: [...roster.overrides].reverse() };

        expect(onDuty(reversed, 'operator', now)).toEqual(onDuty(roster, 'operator', now));
      }),
    );
  });
});

describe('a shift', () => {
  it.each([
    ['time-unreadable', { from: '8:00' }],
    ['time-unreadable', { to: '24:00' }],
    ['zone-unknown', { zone: 'Europe/Beograd' }],
    ['weekday-unknown', { weekday: 0 as Weekday }],
    ['shift-twice', {}],
  ])('is refused as %s when it has %j', (code, change) => {
    const add = () => withShift(aRoster([aShift()]), aShift(change));

    expect(add).toThrow(ShiftFaulty);
    expect(new ShiftFaulty(['shift-twice'])).toMatchObject({ code: 'shift-faulty', faults: ['shift-twice'] });
    expect(faultsOf(add)).toEqual([code]);
  });

  it('is taken when it can be put on the wall', () => {
    expect(withShift(aRoster([aShift()]), aShift({ weekday: 2 })).shifts).toHaveLength(2);
  });
});

function faultsOf(refused: () => unknown): unknown {
  try {
    refused();
  } catch (refusal) {
    return (refusal as ShiftFaulty).faults;
  }
  return 'nothing was refused';
}

describe('an audience', () => {
  const roster = aRoster([
    aShift(),
    aShift({ duty: 'focal-point', staff: jova }),
    aShift({ duty: 'deputy' }),
  ]);
  const now = on('2026-03-02 12:00');
  const night = on('2026-03-02 23:00');

  it('is the people on any of its duties, each once', () => {
    expect(resolveAudience(roster, [{ duty: 'operator' }, { duty: 'deputy' }], all, now)).toEqual({
      staff: [mira],
      fellThrough: false,
    });
    expect(resolveAudience(roster, [{ duty: 'focal-point' }, { duty: 'operator' }], all, now).staff).toEqual([
      mira,
      jova,
    ]);
  });

  it('may be everyone, or one person whether on duty or not', () => {
    expect(resolveAudience(roster, [{ everyone: true }], all, night)).toEqual({
      staff: all,
      fellThrough: false,
    });
    expect(resolveAudience(roster, [{ staff: vera }], all, night)).toEqual({
      staff: [vera],
      fellThrough: false,
    });
  });

  it('falls through to everyone, and says so, when nobody is on duty', () => {
    expect(resolveAudience(roster, [{ duty: 'operator' }], all, night)).toEqual({
      staff: all,
      fellThrough: true,
    });
    expect(resolveAudience(aRoster([]), [{ duty: 'deputy' }], all, now)).toEqual({
      staff: all,
      fellThrough: true,
    });
  });

  it('falls through to everyone when the only person on duty can no longer be called', () => {
    expect(resolveAudience(roster, [{ duty: 'operator' }], [ana, vera], now)).toEqual({
      staff: [ana, vera],
      fellThrough: true,
    });
  });

  it('is empty only when there is nobody at all', () => {
    expect(resolveAudience(roster, [{ everyone: true }], [], now)).toEqual({ staff: [], fellThrough: true });
  });
});

describe('who may acknowledge', () => {
  const red = defaultPolicies['contact-RED'];
  const onlyFocalPoint = { ...red, mayAcknowledge: [{ duty: 'focal-point' }] as const };
  const roster = aRoster([aShift({ duty: 'focal-point', staff: jova })]);
  const now = on('2026-03-02 12:00');

  it.each([
    ['anyone of the staff, under the ladders that come with the house', red, vera, true],
    ['nobody who has left', red, 'somebody-else' as StaffId, false],
    ['the audience that the policy names', onlyFocalPoint, jova, true],
    ['nobody outside it', onlyFocalPoint, vera, false],
  ])('is %s', (_name, policy, person, expected) => {
    expect(mayAcknowledge(policy, person, roster, all, now)).toBe(expected);
  });

  it('is everyone when nobody of the audience is on duty, or the alert could not be stopped', () => {
    expect(mayAcknowledge(onlyFocalPoint, vera, roster, all, on('2026-03-02 23:00'))).toBe(true);
  });
});
