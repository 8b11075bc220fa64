import fc from 'fast-check';
import { instant } from '../../../src/domain/shared/time.js';
import { readWallText, wallText } from '../../../src/domain/shared/wall-text.js';

const belgrade = 'Europe/Belgrade';
const utc = (text: string) => instant(Date.parse(`${text}Z`));

describe('a date and time as a field writes it', () => {
  it.each([
    ['2026-01-15T13:00', '2026-01-15T12:00'],
    ['2026-07-15T14:00', '2026-07-15T12:00'],
    ['2027-01-01T00:30', '2026-12-31T23:30'],
  ])('%s in Belgrade is %s in UTC, there and back', (text, at) => {
    expect(readWallText(text, belgrade)).toBe(utc(at));
    expect(wallText(utc(at), belgrade)).toBe(text);
  });

  it('is later by an hour when it falls into the hour that spring leaves out, and the first of two in autumn', () => {
    expect(readWallText('2026-03-29T02:30', belgrade)).toBe(utc('2026-03-29T01:30'));
    expect(readWallText('2026-10-25T02:30', belgrade)).toBe(utc('2026-10-25T00:30'));
  });

  it('is nothing when it is empty, half typed, or no day of the calendar', () => {
    const typed = ['', '2026-05-04', '2026-13-04T10:00', '2026-05-04T25:00', 'tomorrow at ten'];

    expect(typed.map((text) => readWallText(text, belgrade))).toEqual(typed.map(() => null));
  });

  it('comes back as it was in every zone, in all hours that the wall shows once', () => {
    const zones = fc.constantFrom('Europe/Belgrade', 'UTC', 'America/St_Johns', 'Pacific/Auckland');
    const minutes = fc.integer({
      min: utc('2020-01-01T00:00') / 60_000,
      max: utc('2040-01-01T00:00') / 60_000,
    });

    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const text = wallText(instant(minute * 60_000), zone);
        expect(wallText(readWallText(text, zone)!, zone)).toBe(text);
      }),
    );
  });
});
