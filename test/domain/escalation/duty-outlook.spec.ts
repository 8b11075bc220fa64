import { gaps, handOvers, overload } from '../../../src/domain/escalation/duty-outlook.js';
import type { Roster, Shift } from '../../../src/domain/escalation/roster.js';
import type { StaffId } from '../../../src/domain/shared/ids.js';
import type { Instant } from '../../../src/domain/shared/time.js';
import { instantOf, wallClockOf, type Weekday } from '../../../src/domain/shared/zoned-time.js';

const zone = 'Europe/Belgrade';
const [mira, ana, jova] = ['mira', 'ana', 'jova'] as [StaffId, StaffId, StaffId];

function on(text: string): Instant {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[- :]/).map(Number);
  return instantOf({ year, month, day, hour, minute }, zone);
}

/** `DD HH:MM` on the wall in Belgrade: how a person would read the result. */
function shown(at: Instant): string {
  const { day, hour, minute } = wallClockOf(at, zone);
  return [day, `${hour}:${String(minute).padStart(2, '0')}`].join(' ');
}

const aShift = (
  staff: StaffId,
  weekday: Weekday,
  from: string,
  to: string,
  changes: Partial<Shift> = {},
): Shift => ({
  duty: 'operator',
  staff,
  weekday,
  from,
  to,
  zone,
  ...changes,
});

const aRoster = (...shifts: readonly Shift[]): Roster => ({ shifts, overrides: [] });

const spoken = (spans: readonly { from: Instant; to: Instant }[]): string[] =>
  spans.map(({ from, to }) => `${shown(from)} - ${shown(to)}`);

const EVERY_DAY: Weekday[] = [1, 2, 3, 4, 5, 6, 7];

// 2 March 2026 is a Monday.
describe('a stretch with nobody on duty', () => {
  const monday = aRoster(
    aShift(mira, 1, '08:00', '14:00'),
    aShift(ana, 1, '12:00', '18:00'),
    aShift(mira, 1, '20:00', '04:00'),
  );

  it('is known beforehand, with its beginning and end', () => {
    const found = gaps(monday, 'operator', on('2026-03-02 06:00'), on('2026-03-03 06:00'));

    expect(spoken(found)).toEqual(['2 6:00 - 2 8:00', '2 18:00 - 2 20:00', '3 4:00 - 3 6:00']);
  });

  it('is none while a longer shift lasts around a shorter one', () => {
    const around = aRoster(aShift(mira, 1, '08:00', '16:00'), aShift(ana, 1, '10:00', '12:00'));

    expect(gaps(around, 'operator', on('2026-03-02 08:00'), on('2026-03-02 16:00'))).toEqual([]);
  });

  it('is the whole time when the duty has no shifts', () => {
    const found = gaps(monday, 'deputy', on('2026-03-02 06:00'), on('2026-03-03 06:00'));

    expect(spoken(found)).toEqual(['2 6:00 - 3 6:00']);
  });

  it('is closed by an override, and opened by the end of one', () => {
    const filled: Roster = {
      ...monday,
      overrides: [
        {
          duty: 'operator',
          from: on('2026-03-02 17:00'),
          to: on('2026-03-02 19:00'),
          staff: jova,
          replaces: null,
        },
      ],
    };

    const found = gaps(filled, 'operator', on('2026-03-02 08:00'), on('2026-03-03 04:00'));

    expect(spoken(found)).toEqual(['2 19:00 - 2 20:00']);
  });

  it.each(['2026-03-28 00:00', '2026-10-24 00:00'])(
    'does not open when the clocks change, around %s',
    (from) => {
      const always = aRoster(
        ...EVERY_DAY.flatMap((day) => [
          aShift(ana, day, '08:00', '20:00'),
          aShift(mira, day, '20:00', '08:00'),
        ]),
      );

      expect(gaps(always, 'operator', on(from), (on(from) + 3 * 86_400_000) as Instant)).toEqual([]);
    },
  );
});

describe('a hand-over', () => {
  const day = aRoster(
    aShift(mira, 1, '08:00', '16:00'),
    aShift(ana, 1, '16:00', '00:00'),
    aShift(jova, 1, '12:00', '20:00'),
    aShift(jova, 1, '08:00', '12:00', { duty: 'deputy' }),
  );

  it('says who goes, who comes and who stays, for each duty, in order', () => {
    const found = handOvers(day, on('2026-03-02 00:00'), on('2026-03-03 00:00'));

    expect(found.map(({ at, ...who }) => ({ at: shown(at), ...who }))).toEqual([
      { at: '2 8:00', duty: 'operator', leaving: [], arriving: [mira], staying: [] },
      { at: '2 8:00', duty: 'deputy', leaving: [], arriving: [jova], staying: [] },
      { at: '2 12:00', duty: 'operator', leaving: [], arriving: [jova], staying: [mira] },
      { at: '2 12:00', duty: 'deputy', leaving: [jova], arriving: [], staying: [] },
      { at: '2 16:00', duty: 'operator', leaving: [mira], arriving: [ana], staying: [jova] },
      { at: '2 20:00', duty: 'operator', leaving: [jova], arriving: [], staying: [ana] },
    ]);
  });

  it('is reported once by windows that adjoin, wherever they are cut', () => {
    const cuts = [
      '2026-03-02 00:00',
      '2026-03-02 08:00',
      '2026-03-02 15:59',
      '2026-03-02 16:00',
      '2026-03-03 00:01',
    ];

    const pieces = cuts.slice(1).flatMap((to, index) => handOvers(day, on(cuts[index] ?? to), on(to)));

    expect(pieces).toEqual(handOvers(day, on('2026-03-02 00:00'), on('2026-03-03 00:01')));
    expect(pieces).toHaveLength(7);
  });

  it('is none when the same person goes on', () => {
    const longer = aRoster(aShift(mira, 1, '08:00', '16:00'), aShift(mira, 1, '16:00', '20:00'));

    expect(handOvers(longer, on('2026-03-02 09:00'), on('2026-03-02 19:00'))).toEqual([]);
  });

  it('happens at the beginning and end of an override', () => {
    const roster: Roster = {
      ...aRoster(aShift(mira, 1, '08:00', '16:00')),
      overrides: [
        {
          duty: 'operator',
          from: on('2026-03-02 10:00'),
          to: on('2026-03-02 12:00'),
          staff: ana,
          replaces: mira,
        },
      ],
    };

    const found = handOvers(roster, on('2026-03-02 09:00'), on('2026-03-02 15:00'));

    expect(found.map(({ at, leaving, arriving }) => [shown(at), leaving, arriving])).toEqual([
      ['2 10:00', [mira], [ana]],
      ['2 12:00', [ana], [mira]],
    ]);
  });
});

describe('too much duty', () => {
  const week = { from: on('2026-03-02 00:00'), to: on('2026-03-09 00:00') };
  const found = (roster: Roster, { from, to } = week): string[] =>
    overload(roster, from, to).map((one) => `${one.staff} ${one.why} ${shown(one.from)} - ${shown(one.to)}`);

  it.each<[string, Shift[], string[]]>([
    ['twelve hours in a row are enough', [aShift(mira, 1, '08:00', '20:00')], []],
    ['a minute more is too long', [aShift(mira, 1, '08:00', '20:01')], ['mira too-long 2 8:00 - 2 20:01']],
    [
      'shifts that adjoin, in different duties too, are one',
      [aShift(mira, 1, '08:00', '16:00'), aShift(mira, 1, '16:00', '00:00', { duty: 'deputy' })],
      ['mira too-long 2 8:00 - 3 0:00'],
    ],
    [
      'eight hours of rest are enough',
      [aShift(mira, 1, '08:00', '16:00'), aShift(mira, 2, '00:00', '08:00')],
      [],
    ],
    [
      'a minute less is not',
      [aShift(mira, 1, '08:00', '16:01'), aShift(mira, 2, '00:00', '08:00')],
      ['mira too-little-rest 2 16:01 - 3 0:00'],
    ],
    [
      'one person rests while another works',
      [aShift(mira, 1, '08:00', '16:00'), aShift(ana, 1, '16:00', '00:00')],
      [],
    ],
  ])('%s', (_name, shifts, expected) => {
    expect(found(aRoster(...shifts))).toEqual(expected);
  });

  it('is not seen between the shifts of two people', () => {
    expect(found(aRoster(aShift(ana, 4, '16:00', '00:00'), aShift(mira, 1, '08:00', '16:00')))).toEqual([]);
  });

  it('counts the hours that really pass: a twelve-hour night has thirteen in October', () => {
    const nights = aRoster(aShift(mira, 6, '20:00', '08:00'));

    expect(found(nights, { from: on('2026-10-19 00:00'), to: on('2026-10-26 00:00') })).toEqual([
      'mira too-long 24 20:00 - 25 8:00',
    ]);
    expect(found(nights, { from: on('2026-03-23 00:00'), to: on('2026-03-30 00:00') })).toEqual([]);
  });

  it('is seen although it began before the time looked at', () => {
    const long = aRoster(aShift(mira, 1, '08:00', '22:00'));

    expect(found(long, { from: on('2026-03-02 21:00'), to: on('2026-03-02 23:00') })).toEqual([
      'mira too-long 2 8:00 - 2 22:00',
    ]);
  });

  it('without end is reported, not looked through for ever', () => {
    const always = aRoster(...EVERY_DAY.map((day) => aShift(mira, day, '00:00', '00:00')));

    expect(overload(always, week.from, week.to)).toHaveLength(1);
  });
});
