import {
  defaultTestSchedule,
  nextTestAlert,
  refuseUnfitTestSchedule,
  TestOutsideWorkingHours,
  type TestSchedule,
} from '../../../src/domain/escalation/test-alert.js';
import { days, hours, instant, plus, type Instant } from '../../../src/domain/shared/time.js';
import { wallClockOf, weekdayOf } from '../../../src/domain/shared/zoned-time.js';
import fc from '../../builders/properties.js';

const at = (text: string): Instant => instant(Date.parse(text));

describe('the weekly test alert', () => {
  it.each([
    ['a week after the last', '2026-03-03T10:00:00Z', '2026-03-04T08:00:00Z', '2026-03-10T10:00:00Z'],
    [
      'on the first fitting day of a new installation',
      '2026-03-05T18:00:00Z',
      '2026-03-05T18:00:00Z',
      '2026-03-10T10:00:00Z',
    ],
    [
      'the same day, when installed before the hour',
      '2026-03-10T08:00:00Z',
      '2026-03-10T08:00:00Z',
      '2026-03-10T10:00:00Z',
    ],
    [
      'at eleven by the clock on the wall, also after the spring jump',
      '2026-03-24T10:00:00Z',
      '2026-03-25T10:00:00Z',
      '2026-03-31T09:00:00Z',
    ],
    [
      'at eleven by the clock on the wall, also after the autumn jump',
      '2026-10-20T09:00:00Z',
      '2026-10-21T09:00:00Z',
      '2026-10-27T10:00:00Z',
    ],
    [
      'at once, when it was missed and it is working time',
      '2026-03-03T10:00:00Z',
      '2026-03-12T12:00:00Z',
      '2026-03-10T10:00:00Z',
    ],
    [
      'in the morning, when it was missed and it is night',
      '2026-03-03T10:00:00Z',
      '2026-03-12T02:00:00Z',
      '2026-03-12T08:00:00Z',
    ],
    [
      'on Monday morning, when it was missed and it is the weekend',
      '2026-03-03T10:00:00Z',
      '2026-03-14T12:00:00Z',
      '2026-03-16T08:00:00Z',
    ],
  ])('comes %s', (_name, last, now, expected) => {
    const next = nextTestAlert(defaultTestSchedule, at(last), at(now));

    expect(new Date(next).toISOString()).toBe(new Date(at(expected)).toISOString());
  });

  it('is due at its minute', () => {
    const due = at('2026-03-10T10:00:00Z');

    expect(nextTestAlert(defaultTestSchedule, at('2026-03-03T10:00:00Z'), due)).toBe(due);
    expect(nextTestAlert(defaultTestSchedule, due, due)).toBe(at('2026-03-17T10:00:00Z'));
  });

  it('is made up for once after a long outage, not once a week missed', () => {
    const now = at('2026-06-10T09:00:00Z');

    expect(nextTestAlert(defaultTestSchedule, at('2026-03-03T10:00:00Z'), now)).toBeLessThanOrEqual(now);
    expect(nextTestAlert(defaultTestSchedule, now, now)).toBe(at('2026-06-16T09:00:00Z'));
  });

  it('never waits more than a week and is only ever sent in working hours', () => {
    const moments = fc
      .integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') })
      .map(instant);
    fc.assert(
      fc.property(moments, moments, (one, other) => {
        const [last, now] = one < other ? [one, other] : [other, one];
        const sentAt = Math.max(nextTestAlert(defaultTestSchedule, last, now), now) as Instant;
        const { hour, ...day } = wallClockOf(sentAt, defaultTestSchedule.zone);

        expect(sentAt).toBeLessThanOrEqual(plus(plus(now, days(7)), hours(1)));
        expect(weekdayOf(day)).toBeLessThanOrEqual(5);
        expect(hour >= 9 && hour < 17).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a schedule for the test alert', () => {
  it.each<[string, Partial<TestSchedule>]>([
    ['at night', { at: '03:00' }],
    ['when the working day ends', { at: '17:00' }],
    ['on a Saturday', { weekday: 6 }],
    ['at no readable time', { at: '9:00' }],
    ['in no zone', { zone: 'Nowhere' }],
  ])('%s is refused', (_name, change) => {
    expect(() => refuseUnfitTestSchedule({ ...defaultTestSchedule, ...change })).toThrow(
      TestOutsideWorkingHours,
    );
  });

  it.each(['09:00', '16:59'])('at %s is taken', (time) => {
    expect(() => refuseUnfitTestSchedule({ ...defaultTestSchedule, at: time })).not.toThrow();
  });
});
