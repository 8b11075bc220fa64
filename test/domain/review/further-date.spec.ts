import { nextReview, type ReviewAlarm, type ReviewFacts } from '../../../src/domain/review/due-date.js';
import { furtherDates } from '../../../src/domain/review/further-date.js';
import { stepsOf } from '../../../src/domain/review/overdue.js';
import { days, hours, minus, plus, type Duration, type Instant } from '../../../src/domain/shared/time.js';
import { inBelgrade, workingWeek } from '../../builders/working-week.js';
import fc from '../../builders/properties.js';

const monday = inBelgrade(5, 4, 10);
const after = (span: number): Instant => plus(monday, span as Duration);

const spans = fc.integer({ min: 0, max: days(40) });
const someFacts = fc
  .record({
    level: fc.constantFrom<1 | 3 | 4>(1, 3, 4),
    due: fc.integer({ min: hours(1), max: days(7) }),
    alarms: fc.array(fc.record({ stated: spans, within: fc.integer({ min: 0, max: hours(48) }) }), {
      maxLength: 6,
    }),
    dates: fc.array(fc.record({ stated: spans, due: spans }), { maxLength: 4 }),
  })
  .map(({ level, due, alarms, dates }): ReviewFacts => {
    const last = { level, provisional: false, criticalUnknown: false, assessed: monday, loweredUntil: null };
    const events = alarms.map(({ stated, within }): ReviewAlarm => {
      return { stated: after(stated), due: after(stated + within), happened: true };
    });
    const known = dates.map(({ stated, due: at }): ReviewAlarm => {
      return { stated: after(stated), due: after(at), happened: false };
    });
    return {
      last: { ...last, due: after(due) },
      opened: minus(monday, days(1)),
      alarms: [...events, ...known],
    };
  });

/** Every date of which people are told while nobody assesses, in time's order. */
function told(facts: ReviewFacts): { due: Instant; from: Instant }[] {
  const all: { due: Instant; from: Instant }[] = [nextReview(facts, workingWeek)];
  for (let at: Instant | null = monday; at !== null; at = furtherDates(facts, workingWeek, at).nextAt) {
    const { now } = furtherDates(facts, workingWeek, at);
    if (now) all.push(now);
  }
  return all;
}
const check = (property: (facts: ReviewFacts) => boolean) =>
  fc.assert(fc.property(someFacts, property), { numRuns: 40 });

describe('the dates of which people are told while a review is late', () => {
  it('reach everything that happened: something is said after it was written down, and no later than its time', () => {
    check((facts) => {
      const dates = told(facts);
      return facts.alarms
        .filter(({ happened, stated }) => happened && stated > monday)
        .every(({ due, stated }) =>
          dates.some(
            (date) =>
              date.due <= Math.max(due, stated) &&
              stepsOf({ ...date, level: facts.last!.level }, workingWeek).some(({ at }) => at >= stated),
          ),
        );
    });
  });

  it('follow one another, each behind the one before', () => {
    check((facts) => told(facts).every(({ due }, index, all) => index === 0 || due >= all[index - 1]!.due));
  });

  it('reach what happened at the moment at which a date that was over already was written down', () => {
    const stated = after(days(1) + 2);
    const facts: ReviewFacts = {
      last: {
        level: 1,
        provisional: false,
        criticalUnknown: false,
        assessed: monday,
        loweredUntil: null,
        due: after(days(1) + 3),
      },
      opened: monday,
      alarms: [
        { stated, due: stated, happened: true },
        { stated, due: after(1), happened: false },
      ],
    };

    expect(furtherDates(facts, workingWeek, stated).now).toMatchObject({ due: stated, because: 'trigger' });
  });

  it('come in order where one that passed at night was written down before something happened that night', () => {
    const last = { level: 1, provisional: false, criticalUnknown: false, loweredUntil: null } as const;
    const [evening, later] = [inBelgrade(6, 2, 16), inBelgrade(6, 2, 17)];
    const facts: ReviewFacts = {
      last: { ...last, assessed: monday, due: after(hours(1)) },
      opened: monday,
      alarms: [
        { stated: evening, due: after(hours(1)), happened: false },
        { stated: later, due: plus(later, hours(6)), happened: true },
      ],
    };

    expect(told(facts).map(({ due }) => due)).toEqual([after(hours(1)), evening, plus(later, hours(6))]);
  });

  it('are none while the review is not late and nothing lies behind it', () => {
    const last = { level: 1, provisional: false, criticalUnknown: false, loweredUntil: null } as const;
    const facts = {
      last: { ...last, assessed: monday, due: after(days(30)) },
      opened: monday,
      alarms: [{ stated: after(hours(1)), due: after(hours(5)), happened: true }],
    };

    expect(furtherDates(facts, workingWeek, after(hours(2))).now).toBeNull();
  });
});
