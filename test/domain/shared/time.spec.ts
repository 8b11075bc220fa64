import { between, earliest, hours, instant, minutes, plus } from '../../../src/domain/shared/time.js';

describe('moments and spans', () => {
  it('adds a span to a moment and finds it again between the two', () => {
    const noon = instant(43_200_000);

    const later = plus(noon, hours(2));

    expect(between(noon, later)).toBe(minutes(120));
    expect(earliest(later, noon)).toBe(noon);
  });

  it('refuses a fraction of a millisecond', () => {
    expect(() => instant(0.5)).toThrow(RangeError);
  });
});
