import {
  FIRST_REVIEW_WITHIN,
  nextReview,
  type LastAssessment,
  type ReviewAlarm,
  type ReviewFacts,
} from '../../../src/domain/review/due-date.js';
import { days, hours, minus, plus, type Instant } from '../../../src/domain/shared/time.js';
import { inBelgrade, roundTheClock, workingWeek } from '../../builders/working-week.js';
import fc from '../../builders/properties.js';

const monday = inBelgrade(5, 4, 10);

const assessed = (over: Partial<LastAssessment> = {}): LastAssessment => ({
  level: 2,
  provisional: false,
  criticalUnknown: false,
  assessed: monday,
  due: plus(monday, days(30)),
  loweredUntil: null,
  ...over,
});
const facts = (over: Partial<ReviewFacts> = {}): ReviewFacts => ({
  last: assessed(),
  opened: minus(monday, days(1)),
  alarms: [],
  ...over,
});
const anAlarm = (due: Instant, over: Partial<ReviewAlarm> = {}): ReviewAlarm => ({
  due,
  stated: plus(monday, hours(2)),
  happened: false,
  ...over,
});
const latestOf = (given: Partial<ReviewFacts>) => nextReview(facts(given), roundTheClock).latest;

describe('the next review', () => {
  it.each([
    [1, false, false, days(30)],
    [2, false, false, days(30)],
    [3, false, false, days(7)],
    [4, false, false, hours(24)],
    [1, true, false, days(7)],
    [2, true, false, days(7)],
    [3, true, false, days(7)],
    [4, true, false, hours(24)],
    [1, true, true, hours(72)],
    [3, true, true, hours(72)],
    [4, true, true, hours(24)],
  ] as const)(
    'of level %i, provisional %s, critical item unknown %s',
    (level, provisional, criticalUnknown, span) => {
      expect(latestOf({ last: assessed({ level, provisional, criticalUnknown }) })).toBe(plus(monday, span));
    },
  );

  it('is sooner when its author said so, and never later', () => {
    const at = (due: Instant) => latestOf({ last: assessed({ level: 3, due }) });

    expect(at(plus(monday, days(2)))).toBe(plus(monday, days(2)));
    expect(at(plus(monday, days(300)))).toBe(plus(monday, days(7)));
  });

  it('is due when a signed lowering ends, when the interval of the level that holds again has run out meanwhile', () => {
    const last = { level: 4, due: plus(monday, days(3)), loweredUntil: plus(monday, days(3)) } as const;

    expect(latestOf({ last: assessed(last) })).toBe(plus(monday, days(3)));
    expect(latestOf({ last: assessed({ ...last, loweredUntil: plus(monday, hours(6)) }) })).toBe(
      plus(monday, hours(24)),
    );
  });

  it('of a case that nobody has assessed is due when critical items are unknown', () => {
    const never = nextReview(facts({ last: null, opened: monday }), roundTheClock);

    expect(never).toMatchObject({ latest: plus(monday, FIRST_REVIEW_WITHIN), because: 'first' });
  });

  it('comes no later than what happened demands, until an assessment has taken it into account', () => {
    const happened = anAlarm(plus(monday, hours(6)), { happened: true });
    const before = nextReview(facts({ alarms: [happened] }), roundTheClock);
    const after = nextReview(
      facts({ alarms: [happened], last: assessed({ assessed: plus(monday, hours(3)) }) }),
      roundTheClock,
    );

    expect(before).toMatchObject({ latest: plus(monday, hours(6)), because: 'trigger' });
    expect(after.because).toBe('level');
  });

  it('comes at a date that is known, also when an assessment was made since the date became known', () => {
    const hearing = anAlarm(plus(monday, days(10)));
    const last = (day: number) =>
      assessed({ assessed: plus(monday, days(day)), due: plus(monday, days(day + 30)) });

    expect(latestOf({ alarms: [hearing], last: last(3) })).toBe(hearing.due);
    expect(latestOf({ alarms: [hearing], last: last(10) })).toBe(plus(monday, days(40)));
  });

  it('is moved from a weekend to the Friday before, and a review on that Friday answers the date', () => {
    const sunday = anAlarm(inBelgrade(5, 17, 11));
    const due = nextReview(facts({ alarms: [sunday] }), workingWeek);
    const onFriday = assessed({ assessed: due.due, due: plus(due.due, days(30)) });

    expect(due).toMatchObject({ due: inBelgrade(5, 15, 15), latest: sunday.due });
    expect(nextReview(facts({ alarms: [sunday], last: onFriday }), workingWeek).because).toBe('level');
  });

  it('of an extreme level on a weekend stays on the weekend', () => {
    const saturday = inBelgrade(5, 9, 11);
    const last = assessed({ level: 4, assessed: saturday, due: plus(saturday, hours(24)) });

    expect(nextReview(facts({ last }), workingWeek).due).toBe(plus(saturday, hours(24)));
  });
});

describe('whatever is known of a case', () => {
  const spans = fc.integer({ min: 0, max: days(60) });
  const someAlarm = fc
    .record({ due: spans, stated: spans, happened: fc.boolean() })
    .map(({ due, stated, happened }) =>
      anAlarm(plus(monday, due as never), { stated: plus(monday, stated as never), happened }),
    );
  const someFacts = fc
    .record({
      level: fc.constantFrom<1 | 2 | 3 | 4>(1, 2, 3, 4),
      provisional: fc.boolean(),
      criticalUnknown: fc.boolean(),
      due: spans,
      alarms: fc.array(someAlarm, { maxLength: 6 }),
    })
    .map(({ due, alarms, ...level }) =>
      facts({ alarms, last: assessed({ ...level, due: plus(monday, due as never) }) }),
    );
  const check = (property: (given: ReviewFacts) => boolean) =>
    fc.assert(fc.property(someFacts, property), { numRuns: 10_000 });

  it('the next review is never later than the level allows, nor than its author said', () => {
    check((given) => {
      const { due, latest } = nextReview(given, workingWeek);
      return due <= latest && latest <= plus(monday, days(30)) && latest <= given.last!.due;
    });
  });

  it('another date never makes it later, and the order of dates does not matter', () => {
    check((given) => {
      const { latest } = nextReview(given, roundTheClock);
      const [, ...fewer] = given.alarms;
      return (
        nextReview({ ...given, alarms: fewer }, roundTheClock).latest >= latest &&
        nextReview({ ...given, alarms: given.alarms.toReversed() }, roundTheClock).latest === latest
      );
    });
  });

  it('what is unknown never makes it later', () => {
    check((given) => {
      const less = { ...given, last: { ...given.last!, provisional: true, criticalUnknown: true } };
      return nextReview(less, roundTheClock).latest <= nextReview(given, roundTheClock).latest;
    });
  });
});
