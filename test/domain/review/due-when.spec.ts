import { DUE_WHEN, dueBounds, dueWhen, spanOf } from '../../../src/domain/review/due-when.js';
import { days, hours, instant, minutes, plus } from '../../../src/domain/shared/time.js';
import { instantOf } from '../../../src/domain/shared/zoned-time.js';

const zone = 'Europe/Belgrade';
const at = (month: number, day: number, hour: number, minute = 0) =>
  instantOf({ year: 2026, month, day, hour, minute }, zone);

describe('where a date lies', () => {
  it('is told by midnight in the house, not in London', () => {
    const bounds = dueBounds(at(7, 1, 9), zone);

    expect(dueWhen(at(7, 1, 23, 59), bounds)).toBe('today');
    expect(dueWhen(at(7, 2, 0), bounds)).toBe('this-week');
    expect(dueWhen(at(7, 8, 8, 59), bounds)).toBe('this-week');
    expect(dueWhen(at(7, 8, 9), bounds)).toBe('later');
  });

  it('is overdue from the very moment at which it is due', () => {
    const bounds = dueBounds(at(7, 1, 9), zone);

    expect([at(7, 1, 9), at(7, 1, 9, 1)].map((due) => dueWhen(due, bounds))).toEqual(['overdue', 'today']);
  });

  it.each([
    ['of 23 hours', at(3, 29, 0), 23],
    ['of 25 hours', at(10, 25, 0), 25],
  ])('ends today after a day %s', (_name, midnight, length) => {
    expect(dueBounds(midnight, zone).tomorrow).toBe(plus(midnight, hours(length)));
  });

  it('falls into exactly one part, the one whose span it is in', () => {
    const bounds = dueBounds(at(10, 25, 1), zone);
    for (let step = -40; step < 400; step++) {
      const due = plus(bounds.now, instant(step * minutes(30)) as never);
      const holding = DUE_WHEN.filter((when) => {
        const { after, until } = spanOf(when, bounds);
        return (after === null || due > after) && (until === null || due <= until);
      });
      expect(holding).toEqual([dueWhen(due, bounds)]);
    }
    expect(dueWhen(plus(bounds.now, days(400)), bounds)).toBe('later');
  });
});
