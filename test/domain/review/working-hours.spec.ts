import {
  isDayName,
  isWorking,
  lastWorking,
  movedEarlier,
  nextWorking,
} from '../../../src/domain/review/working-hours.js';
import { days, hours, instant, minus, plus } from '../../../src/domain/shared/time.js';
import { inBelgrade, roundTheClock, workingWeek } from '../../builders/working-week.js';
import fc from '../../builders/properties.js';

const aMoment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }).map(instant);

describe('working hours', () => {
  it.each([
    ['Monday at eight', inBelgrade(5, 4, 8), true],
    ['Monday a minute before eight', inBelgrade(5, 4, 7, 59), false],
    ['Friday at four', inBelgrade(5, 8, 16), false],
    ['Saturday at noon', inBelgrade(5, 9, 12), false],
    ['the Monday after the clocks went on, at eight', inBelgrade(3, 30, 8), true],
    ['the Monday after the clocks went back, a minute before eight', inBelgrade(10, 26, 7, 59), false],
  ])('on %s', (_when, at, working) => {
    expect(isWorking(workingWeek, at)).toBe(working);
  });

  it('do not begin on holidays', () => {
    const easter = { ...workingWeek, holidays: ['2026-04-10', '2026-04-13'] };

    expect(lastWorking(easter, inBelgrade(4, 12, 10))).toBe(inBelgrade(4, 9, 15));
    expect(nextWorking(easter, inBelgrade(4, 10, 10))).toBe(inBelgrade(4, 14, 8));
  });

  it('of a night shift reach into the morning', () => {
    const nights = { ...workingWeek, week: [{ weekday: 7 as const, from: '22:00', to: '06:00' }] };

    expect(isWorking(nights, inBelgrade(5, 4, 5, 59))).toBe(true);
    expect(lastWorking(nights, inBelgrade(5, 4, 9))).toBe(inBelgrade(5, 4, 5));
  });

  it('are never reached later than asked for, and always within them', () => {
    fc.assert(
      fc.property(aMoment, (at) => {
        const last = lastWorking(workingWeek, at)!;

        expect(last).toBeLessThanOrEqual(at);
        expect(isWorking(workingWeek, last)).toBe(true);
        expect(isWorking(workingWeek, nextWorking(workingWeek, at))).toBe(true);
      }),
    );
  });

  it('of nobody leave everything where it is', () => {
    expect([nextWorking, lastWorking].map((move) => move(roundTheClock, inBelgrade(5, 9, 3)))).toEqual([
      inBelgrade(5, 9, 3),
      inBelgrade(5, 9, 3),
    ]);
  });
});

describe('a deadline outside of working hours', () => {
  it('is moved to the afternoon before, when somebody is still there', () => {
    const weekend = inBelgrade(5, 10, 3);

    expect(movedEarlier(workingWeek, weekend, minus(weekend, days(7)))).toBe(inBelgrade(5, 8, 15));
  });

  it('stays when it would lose more than half of its time', () => {
    const saturday = inBelgrade(5, 9, 14);

    expect(movedEarlier(workingWeek, saturday, minus(saturday, hours(24)))).toBe(saturday);
  });

  it.each([
    ['on the day with 23 hours', inBelgrade(3, 29, 2), inBelgrade(3, 27, 15)],
    ['on the day with 25 hours', inBelgrade(10, 25, 3), inBelgrade(10, 23, 15)],
  ])('%s is moved by the clock on the wall', (_day, latest, due) => {
    expect(movedEarlier(workingWeek, latest, minus(latest, days(30)))).toBe(due);
  });

  it('is never moved later, nor before half of its time, nor out of working hours', () => {
    fc.assert(
      fc.property(aMoment, fc.integer({ min: 0, max: days(40) }), (from, span) => {
        const latest = plus(from, span as never);
        const due = movedEarlier(workingWeek, latest, from);

        expect(due).toBeLessThanOrEqual(latest);
        expect(due - from).toBeGreaterThanOrEqual(Math.floor(span / 2));
        if (due !== latest) expect(isWorking(workingWeek, due)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the name of a day', () => {
  it('is one of the calendar', () => {
    expect(['2026-02-28', '2024-02-29'].every(isDayName)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '', 'Easter'].some(isDayName)).toBe(false);
  });
});
