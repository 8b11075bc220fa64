import { hours, instant, plus } from '../../../src/domain/shared/time.js';
import {
  instantOf,
  isZone,
  plusDays,
  readTimeOfDay,
  wallClockOf,
  weekdayOf,
  type WallClock,
} from '../../../src/domain/shared/zoned-time.js';
import fc from '../../builders/properties.js';

const belgrade = 'Europe/Belgrade';

function wall(text: string): WallClock {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[- :]/).map(Number);
  return { year, month, day, hour, minute };
}

const utc = (text: string): number => Date.parse(text);

describe('the clock on a wall in Belgrade', () => {
  it.each([
    ['winter', '2026-01-15 12:00', '2026-01-15T11:00:00Z'],
    ['summer', '2026-07-15 12:00', '2026-07-15T10:00:00Z'],
    ['midnight', '2026-07-15 00:00', '2026-07-14T22:00:00Z'],
    ['the last minute before the spring jump', '2026-03-29 01:59', '2026-03-29T00:59:00Z'],
    ['the first minute after the spring jump', '2026-03-29 03:00', '2026-03-29T01:00:00Z'],
    ['the last minute before the doubled hour', '2026-10-25 01:59', '2026-10-24T23:59:00Z'],
    ['the first minute after the doubled hour', '2026-10-25 03:00', '2026-10-25T02:00:00Z'],
  ])('is read and set alike in %s', (_name, shown, at) => {
    expect(instantOf(wall(shown), belgrade)).toBe(utc(at));
    expect(wallClockOf(instant(utc(at)), belgrade)).toEqual(wall(shown));
  });

  it.each([
    ['2026-03-29 02:00', '2026-03-29T01:00:00Z', '2026-03-29 03:00'],
    ['2026-03-29 02:30', '2026-03-29T01:30:00Z', '2026-03-29 03:30'],
    ['2026-03-29 02:59', '2026-03-29T01:59:00Z', '2026-03-29 03:59'],
  ])('moves %s, which it never shows, forward by the hour that is skipped', (shown, at, instead) => {
    expect(instantOf(wall(shown), belgrade)).toBe(utc(at));
    expect(wallClockOf(instant(utc(at)), belgrade)).toEqual(wall(instead));
  });

  it.each([
    ['2026-10-25 02:00', '2026-10-25T00:00:00Z'],
    ['2026-10-25 02:30', '2026-10-25T00:30:00Z'],
    ['2026-10-25 02:59', '2026-10-25T00:59:00Z'],
  ])('takes the first %s of the two', (shown, at) => {
    expect(instantOf(wall(shown), belgrade)).toBe(utc(at));
    expect(wallClockOf(plus(instant(utc(at)), hours(1)), belgrade)).toEqual(wall(shown));
  });

  it.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2026-06-01', 24],
  ])('gives the day %s %d hours', (day, length) => {
    const start = instantOf(wall(`${day} 00:00`), belgrade);
    const end = instantOf({ ...plusDays(wall(`${day} 00:00`), 1), hour: 0, minute: 0 }, belgrade);

    expect((end - start) / hours(1)).toBe(length);
  });

  it('drops seconds, before 1970 too', () => {
    expect(wallClockOf(instant(utc('2026-01-15T11:00:59.999Z')), belgrade)).toEqual(wall('2026-01-15 12:00'));
    expect(wallClockOf(instant(utc('1969-12-31T22:59:59.999Z')), belgrade)).toEqual(wall('1969-12-31 23:59'));
  });
});

describe('any zone', () => {
  // A half-hour jump, offsets with minutes, both hemispheres, no summer time, and both ends of the date line.
  const zones = fc.constantFrom(
    'Europe/Belgrade',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'America/St_Johns',
    'Pacific/Apia',
    'Pacific/Pago_Pago',
    'UTC',
  );
  const moments = fc
    .integer({ min: utc('2015-01-01T00:00:00Z') / 60_000, max: utc('2040-01-01T00:00:00Z') / 60_000 })
    .map((minute) => instant(minute * 60_000));

  it('shows the same time again at the moment found for it, and never a later one than asked for', () => {
    fc.assert(
      fc.property(zones, moments, (zone, at) => {
        const shown = wallClockOf(at, zone);
        const found = instantOf(shown, zone);

        expect(wallClockOf(found, zone)).toEqual(shown);
        expect(found).toBeLessThanOrEqual(at);
        expect(at - found).toBeLessThanOrEqual(hours(1));
      }),
    );
  });
});

describe('zones, days and times of day', () => {
  it.each([
    ['Europe/Belgrade', true],
    ['UTC', true],
    ['Europe/Beograd', false],
    ['', false],
    ['constructor', false],
  ])('knows whether %s is a zone: %s', (zone, known) => {
    expect(isZone(zone)).toBe(known);
  });

  it('refuses to read a clock in an unknown zone', () => {
    expect(() => wallClockOf(instant(0), 'Mars/Olympus')).toThrow(RangeError);
  });

  it.each([
    ['2026-03-29', 7],
    ['2026-03-30', 1],
    ['2028-02-29', 2],
  ])('%s is day %d of the week', (day, weekday) => {
    expect(weekdayOf(wall(`${day} 00:00`))).toBe(weekday);
  });

  it('counts days over the ends of months and years', () => {
    expect(plusDays({ year: 2028, month: 2, day: 28 }, 1)).toEqual({ year: 2028, month: 2, day: 29 });
    expect(plusDays({ year: 2026, month: 1, day: 1 }, -1)).toEqual({ year: 2025, month: 12, day: 31 });
  });

  it.each([
    ['00:00', { hour: 0, minute: 0 }],
    ['23:59', { hour: 23, minute: 59 }],
    ['24:00', null],
    ['8:00', null],
    ['08:60', null],
    ['08:00 ', null],
    ['', null],
  ])('reads %j as a time of day, or not at all', (text, expected) => {
    expect(readTimeOfDay(text)).toEqual(expected);
  });
});
