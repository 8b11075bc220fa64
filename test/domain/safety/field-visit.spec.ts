import { ASK_AFTER, departureMissing, isUnbegun, TELL_AFTER } from '../../../src/domain/safety/departure.js';
import {
  answered,
  cancelled,
  concluded,
  CHECK_HOLDS,
  checksAgain,
  departed,
  doubted,
  extended,
  heard,
  missed,
  MOST_WRONG_WORDS,
  ownStage,
  planned,
  VisitRefused,
  watchStage,
  type FieldVisit,
  type HeardWord,
} from '../../../src/domain/safety/field-visit.js';
import {
  MISSION_ANSWERS,
  MISSION_CHECKS,
  needsYes,
  openPoints,
} from '../../../src/domain/safety/mission-check.js';
import { readVisitWords } from '../../../src/domain/safety/visit-words.js';
import {
  days,
  hours,
  instant,
  minutes,
  plus,
  type Duration,
  type Instant,
} from '../../../src/domain/shared/time.js';
import { instantOf, wallClockOf } from '../../../src/domain/shared/zoned-time.js';
import fc from '../../builders/properties.js';

const start = instant(Date.UTC(2026, 10, 23, 12));
const after = (span: Duration): Instant => plus(start, span);
const ready = planned(start, minutes(60), false, start);
const onTheWay = departed(ready, start);

const faultOf = (act: () => unknown): string => {
  try {
    act();
    return 'nothing refused';
  } catch (caught) {
    if (!(caught instanceof VisitRefused)) throw caught;
    return caught.reason;
  }
};

describe('the mission check', () => {
  const everyYes = Object.fromEntries(MISSION_CHECKS.map((id) => [id, 'yes' as const]));

  it('lets her leave only with six clear answers of yes', () => {
    expect(needsYes(everyYes)).toBe(false);
    expect(needsYes({})).toBe(true);
  });

  it.each(
    MISSION_CHECKS.flatMap((id) => ['no' as const, 'unknown' as const].map((answer) => ({ id, answer }))),
  )('asks a supervisor when $id is "$answer"', ({ id, answer }) => {
    expect(openPoints({ ...everyYes, [id]: answer })).toEqual([id]);
    expect(needsYes({ ...everyYes, [id]: answer })).toBe(true);
  });

  it('never becomes easier by leaving something blank', () => {
    const answer = fc.option(fc.constantFrom(...MISSION_ANSWERS), { nil: undefined });
    const form = fc.record(Object.fromEntries(MISSION_CHECKS.map((id) => [id, answer])));
    fc.assert(
      fc.property(form, fc.constantFrom(...MISSION_CHECKS), (check, id) => {
        const given = Object.fromEntries(
          Object.entries(check).filter(([, one]) => one !== undefined),
        ) as object;
        const blank = Object.fromEntries(Object.entries(given).filter(([key]) => key !== id));
        expect(needsYes(blank)).toBe(true);
        expect(openPoints(given).length).toBeLessThanOrEqual(openPoints(blank).length);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('planning', () => {
  it.each([14, 241, 0, -5, Number.NaN])('refuses check-ins every %p minutes', (count) => {
    expect(faultOf(() => planned(start, minutes(count), false, start))).toBe('interval');
  });
});

describe('a visit that does not begin', () => {
  const quarter = after(ASK_AFTER);

  it('asks her after a quarter of an hour, and tells the others half an hour later, each once', () => {
    expect(departureMissing(ready, after(minutes(14)))).toBeNull();
    const asked = departureMissing(ready, quarter)!;
    expect(asked.tell).toBe('worker');
    expect(isUnbegun(asked.visit)).toBe(true);
    expect(departureMissing(asked.visit, plus(quarter, minutes(29)))).toBeNull();
    const told = departureMissing(asked.visit, plus(quarter, TELL_AFTER))!;
    expect(told.tell).toBe('colleagues');
    expect(departureMissing(told.visit, after(days(9)))).toBeNull();
    expect(isUnbegun(told.visit)).toBe(true);
  });

  it.each([
    ['she left', departed(ready, start)],
    ['she called it off', cancelled(ready, start)],
    ['it was not allowed', answered(planned(start, minutes(60), true, start), 'refused', start)],
  ])('is nobody’s business once %s', (_why, visit) => {
    expect(departureMissing(visit, after(days(9)))).toBeNull();
  });

  it('leaves her time to go after a late yes', () => {
    const asking = planned(start, minutes(60), true, start);
    const late = after(hours(3));

    expect(departureMissing(asking, quarter)?.tell).toBe('worker');
    expect(answered(departureMissing(asking, quarter)!.visit, 'given', late)).toMatchObject({
      departureDueAt: plus(late, ASK_AFTER),
      askedAt: null,
    });
  });

  it('can be closed by those who were told, and not while nobody waits for it', () => {
    const { visit } = departureMissing(ready, quarter)!;

    expect(ownStage(concluded(visit, 'resolved', quarter), quarter)).toBe('ended');
    expect(faultOf(() => concluded(ready, 'resolved', quarter))).toBe('not-under-way');
    expect(faultOf(() => departed(concluded(visit, 'resolved', quarter), quarter))).toBe('departed');
    expect(faultOf(() => cancelled(concluded(visit, 'resolved', quarter), quarter))).toBe('departed');
  });

  it('is refused when its time was set by a clock that is wrong', () => {
    const at = (plannedAt: Instant) => faultOf(() => planned(plannedAt, minutes(60), false, start));

    expect([at(after(days(90))), at(instant(start - days(1)))]).toEqual([
      'nothing refused',
      'nothing refused',
    ]);
    expect([at(after(days(91))), at(instant(start - days(2))), at(instant(0))]).toEqual(
      Array<string>(3).fill('planned-at'),
    );
  });
});

describe('leaving', () => {
  it('is refused until a needed yes was given, and after a no', () => {
    const asking = planned(start, minutes(60), true, start);

    expect(ownStage(asking, start)).toBe('waits-for-yes');
    expect(faultOf(() => departed(asking, start))).toBe('needs-yes');
    expect(faultOf(() => departed(answered(asking, 'refused', start), start))).toBe('yes-refused');
    expect(departed(answered(asking, 'given', start), start).dueAt).toBe(after(minutes(60)));
  });

  it('can be allowed after a no, when something changed; a yes is not taken back', () => {
    const refused = answered(planned(start, minutes(60), true, start), 'refused', start);

    expect(ownStage(answered(refused, 'given', start), start)).toBe('ready');
    expect(faultOf(() => answered(answered(refused, 'given', start), 'refused', start))).toBe('no-question');
    expect(faultOf(() => answered(ready, 'given', start))).toBe('no-question');
  });

  it.each([
    ['a minute after the check', minutes(1), false],
    ['half an hour after it', CHECK_HOLDS, true],
    ['the next day', days(1), true],
  ])('%s wants another check: %#', (_when, span, again) => {
    expect(checksAgain(ready, after(span))).toBe(again);
    expect(departed(ready, after(span)).departedAt).toBe(after(span));
  });

  it('wants no other check where a supervisor has judged, and none on the way', () => {
    const allowed = answered(planned(start, minutes(60), true, start), 'given', start);

    expect([allowed, onTheWay].map((visit) => checksAgain(visit, after(days(1))))).toEqual([false, false]);
  });

  it('waits for a supervisor when the check at the door is not six times yes', () => {
    const doubtful = doubted(ready, after(hours(1)));

    expect(ownStage(doubtful, after(hours(1)))).toBe('waits-for-yes');
    expect(faultOf(() => departed(doubtful, after(hours(1))))).toBe('needs-yes');
    expect(faultOf(() => doubted(doubtful, after(hours(1))))).toBe('needs-yes');
    expect(ownStage(answered(doubtful, 'given', after(hours(1))), after(hours(1)))).toBe('ready');
  });

  it('can be doubted after a yes, when something changed; on the way it is too late', () => {
    const allowed = answered(planned(start, minutes(60), true, start), 'given', start);

    expect(ownStage(doubted(allowed, start), start)).toBe('waits-for-yes');
    expect(faultOf(() => doubted(onTheWay, start))).toBe('departed');
    expect(faultOf(() => doubted(cancelled(ready, start), start))).toBe('departed');
  });

  it('happens once, and can be called off only before', () => {
    expect(faultOf(() => departed(onTheWay, start))).toBe('departed');
    expect(faultOf(() => cancelled(onTheWay, start))).toBe('departed');
    expect(ownStage(cancelled(ready, start), start)).toBe('ended');
    expect(faultOf(() => departed(cancelled(ready, start), start))).toBe('departed');
  });
});

describe('checking in', () => {
  it('moves the deadline by the agreed time from now', () => {
    const { visit, shown, alarm } = heard(onTheWay, 'safe', 'check-in', after(minutes(40)));

    expect([visit.dueAt, shown, alarm]).toEqual([after(minutes(100)), 'checked-in', null]);
  });

  it('is missing at its deadline to the millisecond, without grace, once', () => {
    const justBefore = instant(after(minutes(60)) - 1);

    expect(missed(onTheWay, justBefore)).toBeNull();
    const late = missed(onTheWay, after(minutes(60)))!;
    expect(late.missedAt).toBe(after(minutes(60)));
    expect(missed(late, after(minutes(90)))).toBeNull();
    expect([ownStage(late, after(minutes(60))), watchStage(late, after(minutes(60)))]).toEqual([
      'late',
      'missed',
    ]);
  });

  it('late is still welcome, and the next one can be missed again', () => {
    const late = missed(onTheWay, after(minutes(60)))!;
    const { visit } = heard(late, 'safe', 'check-in', after(minutes(70)));

    expect(watchStage(visit, after(minutes(70)))).toBe('under-way');
    expect(missed(visit, after(minutes(130)))?.missedAt).toBe(after(minutes(130)));
  });

  it('ends with "safe", after which nothing is due', () => {
    const { visit, shown } = heard(onTheWay, 'safe', 'safe', after(minutes(40)));

    expect([visit.end, visit.dueAt, shown]).toEqual(['safe', null, 'ended']);
    expect(missed(visit, after(minutes(999)))).toBeNull();
    expect(faultOf(() => heard(visit, 'safe', 'check-in', start))).toBe('not-under-way');
  });

  it('is not believed from a clock that was set far ahead and back again', () => {
    const strange = { ...onTheWay, dueAt: after(minutes(60 * 24 * 300)) };

    expect(missed(strange, start)).not.toBeNull();
  });

  it('counts elapsed time on the days on which the clocks change in Belgrade', () => {
    for (const [year, month, day, hour, shown] of [
      [2026, 3, 29, 1, { hour: 3, minute: 30 }],
      [2026, 10, 25, 2, { hour: 2, minute: 30 }],
    ] as const) {
      const left = instantOf({ year, month, day, hour, minute: 30 }, 'Europe/Belgrade');
      const { dueAt } = departed(planned(left, minutes(60), false, left), left);

      expect(dueAt! - left).toBe(minutes(60));
      expect(wallClockOf(dueAt!, 'Europe/Belgrade')).toMatchObject(shown);
    }
  });
});

describe('extending', () => {
  it.each([30, 60] as const)('by %i minutes moves the deadline, not the count from now', (by) => {
    expect(extended(onTheWay, by, after(minutes(10))).dueAt).toBe(after(minutes(60 + by)));
  });

  it('works twice; then only a word does, which frees it again', () => {
    const twice = extended(extended(onTheWay, 60, start), 60, start);

    expect(faultOf(() => extended(twice, 30, start))).toBe('most-extensions');
    const fresh = heard(twice, 'safe', 'check-in', start).visit;
    expect(extended(fresh, 30, start).extensions).toBe(1);
  });

  it('is too late at the deadline, and nothing before departure', () => {
    expect(faultOf(() => extended(onTheWay, 30, after(minutes(60))))).toBe('too-late');
    expect(faultOf(() => extended(ready, 30, start))).toBe('not-under-way');
  });
});

type Step =
  | { readonly do: 'check-in' | 'safe'; readonly word: boolean }
  | { readonly do: 'wrong' | 'extend' | 'nothing' };

describe('the duress word', () => {
  it('raises the alarm at once', () => {
    expect(heard(onTheWay, 'duress', 'check-in', start).alarm).toBe('duress');
    expect(heard(onTheWay, 'duress', 'safe', start).alarm).toBe('duress');
  });

  it('stays, whatever is said afterwards, until somebody who looked for her closes it', () => {
    const forced = heard(onTheWay, 'duress', 'check-in', start).visit;
    const after1 = heard(forced, 'safe', 'check-in', after(minutes(5))).visit;
    const after2 = heard(after1, 'safe', 'safe', after(minutes(9))).visit;

    expect([after1, after2].map((visit) => watchStage(visit, after(minutes(9))))).toEqual([
      'duress',
      'duress',
    ]);
    expect(watchStage(concluded(after2, 'resolved', after(minutes(20))), after(minutes(20)))).toBe('ended');
  });

  /** What she does, one after the other; `word` is what the tested pair differs in. */
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ do: fc.constantFrom('check-in' as const, 'safe' as const), word: fc.boolean() }),
    fc.record({ do: fc.constantFrom('wrong' as const, 'extend' as const, 'nothing' as const) }),
  );

  const word = (act: Step, said: HeardWord): HeardWord => {
    if (act.do === 'wrong') return 'neither';
    return 'word' in act && act.word ? said : 'safe';
  };

  const moved = (visit: FieldVisit, act: Step, said: HeardWord, now: Instant): [FieldVisit, string] => {
    if (act.do === 'nothing') return [visit, ''];
    if (act.do === 'extend') return [extended(visit, 30, now), ''];
    const answer = heard(visit, word(act, said), act.do === 'safe' ? 'safe' : 'check-in', now);
    return [answer.visit, answer.shown];
  };

  /** Everything that her own screens show along a course. */
  const follow = (course: readonly Step[], said: HeardWord): unknown[] => {
    let visit: FieldVisit = onTheWay;
    return course.flatMap((act, index) => {
      const now = after(minutes(20 * (index + 1)));
      visit = missed(visit, now) ?? visit;
      let shown = '';
      const fault = faultOf(() => {
        [visit, shown] = moved(visit, act, said, now);
      });
      return [shown, fault, ownStage(visit, now), visit.dueAt, visit.extensions];
    });
  };

  it('shows exactly what the other word shows, in every course of a visit', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        expect(follow(steps, 'duress')).toEqual(follow(steps, 'safe'));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('wrong words', () => {
  it('change nothing that is seen, and the fifth in a row counts as a missed check-in', () => {
    let visit: FieldVisit = onTheWay;
    const alarms = Array.from({ length: MOST_WRONG_WORDS + 1 }, () => {
      const answer = heard(visit, 'neither', 'check-in', after(minutes(1)));
      visit = answer.visit;
      return answer.alarm;
    });

    expect(alarms).toEqual([null, null, null, null, 'missed', null]);
    expect([ownStage(visit, after(minutes(1))), watchStage(visit, after(minutes(1)))]).toEqual([
      'under-way',
      'missed',
    ]);
    expect(visit.dueAt).toBe(onTheWay.dueAt);
  });

  it('in a row are counted anew after a right one', () => {
    const wrong = (visit: FieldVisit) => heard(visit, 'neither', 'check-in', start).visit;
    const fresh = heard(wrong(wrong(onTheWay)), 'safe', 'check-in', start).visit;

    expect(fresh.wrongWords).toBe(0);
  });
});

describe('the two words', () => {
  it('are read whatever their spelling, script and case', () => {
    expect(readVisitWords('Šljiva', 'jabuka')).toEqual(readVisitWords('ШЉИВА', '  JABUKA '));
  });

  it.each([
    ['', 'jabuka', 'unusable'],
    ['ok', 'jabuka', 'unusable'],
    ['jabuka', 'Jabuka', 'alike'],
    ['jabuka', 'crvena jabuka', 'alike'],
  ])('"%s" and "%s" are %s', (safe, duress, fault) => {
    expect(readVisitWords(safe, duress)).toBe(fault);
  });
});
