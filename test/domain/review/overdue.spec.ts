import {
  DEADLINE_STEPS,
  nextStepAt,
  stepsOf,
  stepsToTake,
  type Deadline,
} from '../../../src/domain/review/overdue.js';
import { isWorking } from '../../../src/domain/review/working-hours.js';
import { days, hours, minus, minutes, plus, type Instant } from '../../../src/domain/shared/time.js';
import { inBelgrade, workingWeek } from '../../builders/working-week.js';
import fc from '../../builders/properties.js';

const wednesday = inBelgrade(5, 6, 11);
const deadline = (over: Partial<Deadline> = {}): Deadline => ({
  due: wednesday,
  from: minus(wednesday, days(30)),
  level: 2,
  ...over,
});
const steps = (over: Partial<Deadline> = {}) =>
  Object.fromEntries(stepsOf(deadline(over), workingWeek).map(({ step, at }) => [step, at]));
const take = (over: Partial<Deadline>, taken: (typeof DEADLINE_STEPS)[number] | null, now: Instant) =>
  stepsToTake(stepsOf(deadline(over), workingWeek), taken, now);

describe('the ladder of a deadline', () => {
  it('reminds a day before, tells holder and coordinators when it is due, and them again after a day', () => {
    expect(steps()).toEqual({
      remind: inBelgrade(5, 5, 11),
      due: wednesday,
      overdue: wednesday,
      'overdue-again': inBelgrade(5, 7, 11),
    });
  });

  it('waits over the weekend with paperwork, the second call too', () => {
    expect(steps({ due: inBelgrade(5, 9, 11) })).toMatchObject({
      remind: inBelgrade(5, 8, 11),
      due: inBelgrade(5, 11, 8),
      overdue: inBelgrade(5, 11, 8),
      'overdue-again': inBelgrade(5, 12, 8),
    });
  });

  it('waits for nothing when the level is extreme', () => {
    const night = inBelgrade(5, 9, 3);

    expect(steps({ due: night, from: minus(night, hours(24)), level: 4 })).toEqual({
      due: night,
      overdue: night,
      'overdue-again': plus(night, days(1)),
    });
  });

  it('reminds of an extreme one four hours before, by day', () => {
    expect(steps({ from: minus(wednesday, hours(24)), level: 4 })['remind']).toBeUndefined();
    const noon = inBelgrade(5, 6, 13);
    expect(steps({ due: noon, from: minus(noon, hours(24)), level: 4 })['remind']).toBe(inBelgrade(5, 6, 9));
  });

  it('does not remind of what has just been set', () => {
    expect(steps({ from: minus(wednesday, hours(4)) })['remind']).toBeUndefined();
  });

  it('takes each step once', () => {
    expect(take({}, null, minus(wednesday, hours(24)))).toEqual(['remind']);
    expect(take({}, 'remind', minus(wednesday, minutes(1)))).toEqual([]);
    expect(take({}, 'remind', wednesday)).toEqual(['due', 'overdue']);
    expect(take({}, 'overdue', plus(wednesday, hours(24)))).toEqual(['overdue-again']);
    expect(take({}, 'overdue-again', plus(wednesday, days(300)))).toEqual([]);
  });

  it('leaves out after an outage what a later step says anyway', () => {
    expect(take({}, null, plus(wednesday, minutes(1)))).toEqual(['due', 'overdue']);
    expect(take({}, null, plus(wednesday, days(3)))).toEqual(['due', 'overdue-again']);
  });
});

describe('every deadline', () => {
  const some = fc
    .record({
      due: fc.integer({ min: 0, max: days(400) }),
      span: fc.integer({ min: 0, max: days(40) }),
      level: fc.constantFrom<Deadline['level']>(null, 1, 2, 3, 4),
    })
    .map(({ due: away, span, level }): Deadline => {
      const due = plus(wednesday, away as never);
      return { due, from: minus(due, span as never), level };
    });

  it('wakes nobody outside of working hours unless it is extreme, and is never called overdue before it is', () => {
    fc.assert(
      fc.property(some, (one) => {
        const all = stepsOf(one, workingWeek);

        expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted((a, b) => a - b));
        for (const { step, at } of all) {
          if (one.level !== 4) expect(isWorking(workingWeek, at)).toBe(true);
          if (step !== 'remind') expect(at).toBeGreaterThanOrEqual(one.due);
          else expect(at).toBeLessThan(one.due);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('comes to an end, however late somebody looks', () => {
    fc.assert(
      fc.property(some, (one) => {
        const all = stepsOf(one, workingWeek);
        let taken: (typeof DEADLINE_STEPS)[number] | null = null;
        let at = nextStepAt(all, taken);
        let looks = 0;
        while (at !== null && looks < 10) {
          taken = stepsToTake(all, taken, at).at(-1) ?? taken;
          at = nextStepAt(all, taken);
          looks += 1;
        }

        expect([at, taken]).toEqual([null, 'overdue-again']);
        expect(looks).toBeLessThanOrEqual(DEADLINE_STEPS.length);
      }),
    );
  });
});
