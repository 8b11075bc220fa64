import { defaultPolicies } from '../../../src/domain/escalation/default-policies.js';
import type { Policy, Step } from '../../../src/domain/escalation/ladder.js';
import {
  began,
  CLOCK_TOLERANCE,
  isBehind,
  nextStep,
  type LadderState,
  type Next,
} from '../../../src/domain/escalation/next-step.js';
import {
  acknowledged,
  climbed,
  handedOver,
  hurried,
  resolved,
  wokenAgain,
} from '../../../src/domain/escalation/turns.js';
import {
  hours,
  instant,
  minutes,
  plus,
  seconds,
  type Duration,
  type Instant,
} from '../../../src/domain/shared/time.js';
import fc from '../../builders/properties.js';

const raised = instant(Date.UTC(2026, 2, 3, 21, 0));
const after = (count: number): Instant => plus(raised, minutes(count));
const red = defaultPolicies['contact-RED'];

function aStep(after: number): Step {
  return {
    after: minutes(after),
    whom: [{ everyone: true }],
    channels: [{ channel: 'telegram', after: minutes(0) }],
  };
}

function aPolicy(stepsAfter: readonly number[], changes: Partial<Policy> = {}): Policy {
  return { ...red, id: 'a-policy', steps: stepsAfter.map(aStep), repeatEvery: null, ...changes };
}

/** Asks at each of the moments and takes every rung that is wanted, as the sender does. */
function polled(start: LadderState, moments: readonly Instant[]): { taken: string[]; state: LadderState } {
  const taken: string[] = [];
  let state = start;
  for (const now of moments) {
    const next = nextStep(state, now);
    if (next.do !== 'climb') continue;
    taken.push(`${(now - raised) / 60_000}: ${next.steps.map(({ after }) => after / 60_000).join('+')}`);
    state = climbed(state, next, now);
  }
  return { taken, state };
}

const everyHalfMinute = (untilMinute: number): Instant[] =>
  Array.from({ length: untilMinute * 2 + 1 }, (_, index) => after(index / 2));

describe('escalating a RED alert nobody answers', () => {
  it('calls at once, after two minutes, after four, and then every five minutes', () => {
    const { taken } = polled(began(red, raised), everyHalfMinute(15));

    expect(taken).toEqual(['0: 0', '2: 2', '4: 4', '9: 4', '14: 4']);
  });

  it('calls focal point and operators first, then the deputy, then everyone', () => {
    const whom = red.steps.map((step) => step.whom);

    expect(whom).toEqual([
      [{ duty: 'focal-point' }, { duty: 'operator' }],
      [{ duty: 'deputy' }],
      [{ everyone: true }],
    ]);
  });

  it('waits until exactly the next step, and not a millisecond less', () => {
    const { state } = polled(began(red, raised), [raised]);

    expect(nextStep(state, plus(raised, (minutes(2) - 1) as Duration))).toEqual({
      do: 'wait',
      until: after(2),
    });
    expect(nextStep(state, after(2))).toMatchObject({ do: 'climb', rung: 1, dueAt: after(2), repeat: false });
  });

  it('does not repeat a step within its interval, however often it is asked', () => {
    const { taken } = polled(began(red, raised), [raised, raised, after(0.5), after(1), after(1.9)]);

    expect(taken).toEqual(['0: 0']);
  });

  it('counts rungs on through the repeats, so that every call has a number of its own', () => {
    const { state } = polled(began(red, raised), everyHalfMinute(14));

    expect(nextStep(state, after(19))).toMatchObject({ do: 'climb', rung: 5, repeat: true });
  });
});

describe('a ladder with gaps and an end', () => {
  it('keeps long gaps between steps', () => {
    const { taken } = polled(began(aPolicy([0, 10, 45]), raised), everyHalfMinute(60));

    expect(taken).toEqual(['0: 0', '10: 10', '45: 45']);
  });

  it('waits for a first step that does not come at once', () => {
    expect(nextStep(began(aPolicy([3]), raised), raised)).toEqual({ do: 'wait', until: after(3) });
  });

  it('rests after the last step when it does not repeat', () => {
    const { state } = polled(began(aPolicy([0]), raised), [raised]);

    expect(nextStep(state, after(10_000))).toEqual({ do: 'rest' });
  });
});

describe('after an outage', () => {
  it('takes all missed steps in one climb', () => {
    const next = nextStep(began(red, raised), after(3));

    expect(next).toMatchObject({
      do: 'climb',
      rung: 1,
      dueAt: raised,
      steps: [{ dueAt: raised }, { dueAt: after(2) }],
    });
  });

  it('counts a step that is due at this very moment among the missed', () => {
    expect(nextStep(began(red, raised), after(2))).toMatchObject({
      do: 'climb',
      rung: 1,
      steps: { length: 2 },
    });
  });

  it('sends missed repeats once and counts the interval from there', () => {
    const { state } = polled(began(red, raised), everyHalfMinute(5));

    const { taken } = polled(state, [after(47), after(47.5), after(51.5), after(52)]);

    expect(taken).toEqual(['47: 4', '52: 4']);
  });

  it('does not add a repeat to steps that were missed altogether', () => {
    const { taken } = polled(began(red, raised), [after(60), after(60), after(64.5), after(65)]);

    expect(taken).toEqual(['60: 0+2+4', '65: 4']);
  });

  it('does not let a late step delay the next', () => {
    const { taken } = polled(began(red, raised), [raised, after(3.5), after(4)]);

    expect(taken).toEqual(['0: 0', '3.5: 2', '4: 4']);
  });
});

describe('a policy changed under way', () => {
  it('does not reach an alert that was raised before: the alert carries its own copy', () => {
    const { state } = polled(began(aPolicy([0, 30]), raised), [raised]);
    const raisedLater = began(aPolicy([0, 1], { version: 2 }), raised);

    expect(nextStep(state, after(5))).toEqual({ do: 'wait', until: after(30) });
    expect(nextStep(polled(raisedLater, [raised]).state, after(5))).toMatchObject({ do: 'climb', rung: 1 });
  });

  it('survives being stored as JSON', () => {
    const { state } = polled(began(red, raised), [raised]);

    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });
});

describe('acknowledging', () => {
  const { state: called } = polled(began(red, raised), [raised]);

  it('stops the ladder until the alert has stayed unresolved for too long', () => {
    const taken = acknowledged(called, after(1));

    expect(nextStep(taken, after(2))).toEqual({ do: 'wait', until: after(16) });
    expect(nextStep(taken, after(16))).toEqual({ do: 'wake-again', round: 1, dueAt: after(16) });
  });

  it('rests for good under a policy that does not wake again', () => {
    const { state } = polled(began(aPolicy([0, 5], { wakeAgainAfter: null }), raised), [raised]);

    expect(nextStep(acknowledged(state, after(1)), after(500))).toEqual({ do: 'rest' });
  });

  it('is not postponed by a second acknowledgement', () => {
    const twice = acknowledged(acknowledged(called, after(1)), after(14));

    expect(nextStep(twice, after(16))).toMatchObject({ do: 'wake-again' });
  });

  it('gives the person to whom it is handed over the whole time again', () => {
    const handed = handedOver(acknowledged(called, after(1)), after(14));

    expect(nextStep(handed, after(16))).toEqual({ do: 'wait', until: after(29) });
  });

  it('of one alert never silences another', () => {
    acknowledged(called, after(1));

    expect(nextStep(began(red, after(1)), after(1))).toMatchObject({ do: 'climb', rung: 0 });
  });
});

describe('waking again', () => {
  it('begins the ladder from its first step, in a new round', () => {
    const { state } = polled(began(red, raised), everyHalfMinute(5));
    const again = wokenAgain(acknowledged(state, after(5)), after(20));

    expect(nextStep(again, after(20))).toMatchObject({
      do: 'climb',
      round: 1,
      rung: 0,
      steps: [{ after: minutes(0) }],
    });
    expect(polled(again, [after(20), after(22), after(24)]).taken).toEqual(['20: 0', '22: 2', '24: 4']);
  });

  it('never happens to a resolved alert', () => {
    const over = resolved(acknowledged(began(red, raised), after(1)), after(2));

    expect(nextStep(over, after(600))).toEqual({ do: 'rest' });
    expect(resolved(over, after(9)).resolvedAt).toBe(after(2));
  });
});

describe('when everybody called so far says *not me*', () => {
  it('takes the next step at once and keeps the distance to the one after', () => {
    const { state } = polled(began(red, raised), [raised]);

    const { taken } = polled(hurried(state, after(0.5)), [after(0.5), after(1), after(2), after(2.5)]);

    expect(taken).toEqual(['0.5: 2', '2.5: 4']);
  });

  it('does not ring every phone again and again: repeats keep their interval', () => {
    const { state } = polled(began(red, raised), [raised, after(2), after(4)]);

    expect(nextStep(hurried(state, after(4.5)), after(5))).toEqual({ do: 'wait', until: after(9) });
  });
});

describe('a clock that goes backwards', () => {
  const { state } = polled(began(red, raised), [raised, after(2)]);

  it('by a little calls nobody twice', () => {
    expect(nextStep(state, plus(raised, seconds(90)))).toEqual({ do: 'wait', until: after(4) });
  });

  it('by an hour takes the next rung at once and goes on in the same rhythm', () => {
    const { taken } = polled(state, [after(-60), after(-59), after(-55.5), after(-55), after(-54)]);

    expect(taken).toEqual(['-60: 4', '-55: 4']);
  });

  it('by an hour before the first step still calls at once, then two minutes later, then after four', () => {
    const { taken } = polled(began(red, raised), [
      after(-60),
      after(-59),
      after(-58),
      after(-57),
      after(-56),
    ]);

    expect(taken).toEqual(['-60: 0', '-58: 2', '-56: 4']);
  });

  it('by an hour wakes an acknowledged alert rather than let it sleep an hour longer', () => {
    expect(nextStep(acknowledged(state, after(3)), after(-60))).toMatchObject({ do: 'wake-again' });
  });
});

describe('the watchdog', () => {
  const grace = seconds(30);

  it.each([
    ['in time', 0.4, false],
    ['exactly at the end of the grace', 0.5, false],
    ['after the grace', 0.6, true],
  ])('finds an alert whose first call is missing %s behind: %s minutes, %s', (_name, minute, behind) => {
    expect(isBehind(began(red, raised), after(minute), grace)).toBe(behind);
  });

  it('is content while the ladder waits, rests after its end, or is resolved', () => {
    const { state } = polled(began(red, raised), [raised]);
    const { state: ended } = polled(began(aPolicy([0]), raised), [raised]);

    expect(isBehind(state, after(1.9), grace)).toBe(false);
    expect(isBehind(ended, after(600), grace)).toBe(false);
    expect(isBehind(resolved(began(red, raised), raised), after(600), grace)).toBe(false);
  });

  it('finds a missed repeat and a missed waking behind', () => {
    const { state } = polled(began(red, raised), everyHalfMinute(5));

    expect(isBehind(state, after(10), grace)).toBe(true);
    expect(isBehind(acknowledged(state, after(5)), after(21), grace)).toBe(true);
  });

  it('never vouches for a policy that calls nobody, nor for a clock that was set back', () => {
    expect(isBehind(began(aPolicy([]), raised), raised, grace)).toBe(true);
    expect(isBehind(began(red, raised), after(-60), grace)).toBe(true);
    expect(isBehind({ ...began(red, raised), rungsTaken: 9, lastRungAt: after(40) }, after(20), grace)).toBe(
      true,
    );
    expect(isBehind(acknowledged(began(red, raised), after(40)), after(20), grace)).toBe(true);
  });
});

const policies = fc
  .record({
    gaps: fc.array(fc.integer({ min: 1, max: 30 * 60_000 }), { minLength: 1, maxLength: 6 }),
    first: fc.integer({ min: 0, max: 10 * 60_000 }),
    repeatEvery: fc.option(fc.integer({ min: 60_000, max: 20 * 60_000 })),
    wakeAgainAfter: fc.option(fc.integer({ min: 60_000, max: 3_600_000 })),
  })
  .map(({ gaps, first, repeatEvery, wakeAgainAfter }): Policy => {
    const dues = gaps.reduce((known, gap) => [...known, (known.at(-1) ?? 0) + gap], [first]);
    return aPolicy(
      dues.map((due) => due / 60_000),
      { repeatEvery: repeatEvery as Duration | null, wakeAgainAfter: wakeAgainAfter as Duration | null },
    );
  });

const moment = fc.integer({ min: -7_200_000, max: 14_400_000 }).map((offset) => instant(raised + offset));
const sometimes = fc.option(moment);

const states: fc.Arbitrary<LadderState> = fc.record({
  policy: fc.oneof(policies, fc.constant(aPolicy([]))),
  beganAt: moment,
  round: fc.nat(5),
  rungsTaken: fc.nat(20),
  lastRungAt: sometimes,
  hurriedAt: sometimes,
  acknowledgedAt: sometimes,
  resolvedAt: fc.option(moment, { freq: 10 }),
});

describe('whatever the state', () => {
  it('answers, and when it waits, waits for the future, for a whole millisecond', () => {
    fc.assert(
      fc.property(states, moment, (state, now) => {
        const next = nextStep(state, now);
        const fine =
          next.do === 'wait'
            ? next.until > now && Number.isSafeInteger(next.until)
            : next.do === 'rest' || next.dueAt <= now;
        return fine && typeof isBehind(state, now, seconds(30)) === 'boolean';
      }),
      { numRuns: 2_000 },
    );
  });

  it('a climb always ends higher and leaves nothing due at the same moment', () => {
    fc.assert(
      fc.property(states, moment, (state, now) => {
        const next = nextStep(state, now);
        if (next.do !== 'climb') return true;
        const reached = climbed(state, next, now);
        return reached.rungsTaken > state.rungsTaken && nextStep(reached, now).do !== 'climb';
      }),
      { numRuns: 2_000 },
    );
  });

  it('an unresolved, unacknowledged alert with a repeat never rests', () => {
    fc.assert(
      fc.property(states, moment, (state, now) => {
        const open = { ...state, acknowledgedAt: null, resolvedAt: null };
        if (open.policy.repeatEvery === null || open.policy.steps.length === 0) return true;
        return nextStep(open, now).do !== 'rest';
      }),
    );
  });
});

describe('an alert never acknowledged, asked at random moments', () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 15 * 60_000 }), { minLength: 5, maxLength: 80 });
  const run = (policy: Policy, gaps: readonly number[]) => {
    let now = raised;
    let state = began(policy, raised);
    const climbs: { at: Instant; climb: Extract<Next, { do: 'climb' }> }[] = [];
    for (const gap of gaps) {
      now = plus(now, gap as Duration);
      const next = nextStep(state, now);
      if (next.do === 'climb') {
        climbs.push({ at: now, climb: next });
        state = climbed(state, next, now);
      }
    }
    return { climbs, end: now };
  };

  it('takes every step exactly once, in order, never early', () => {
    fc.assert(
      fc.property(policies, pauses, (policy, gaps) => {
        const { climbs, end } = run(policy, gaps);
        const taken = climbs.filter(({ climb }) => !climb.repeat).flatMap(({ climb }) => climb.steps);
        const expected = policy.steps.filter((step) => plus(raised, step.after) <= end);

        expect(taken.map(({ after }) => after)).toEqual(expected.map(({ after }) => after));
        for (const { at, climb } of climbs)
          for (const step of climb.steps) expect(step.dueAt).toBeLessThanOrEqual(at);
      }),
      { numRuns: 500 },
    );
  });

  it('repeats only after the last step, never sooner than the interval, and never leaves one out', () => {
    fc.assert(
      fc.property(policies, pauses, (policy, gaps) => {
        const { climbs, end } = run(policy, gaps);
        const repeats = climbs.filter(({ climb }) => climb.repeat);
        const { repeatEvery } = policy;
        if (repeatEvery === null) return repeats.length === 0;

        const firstRepeat = climbs.findIndex(({ climb }) => climb.repeat);
        const tail = firstRepeat < 0 ? climbs.slice(-1) : climbs.slice(firstRepeat - 1);
        const apart = tail.slice(1).map(({ at }, index) => at - (tail[index]?.at ?? 0));
        const allStepsTaken =
          climbs.filter(({ climb }) => !climb.repeat).flatMap(({ climb }) => climb.steps).length ===
          policy.steps.length;
        const lastAt = climbs.at(-1)?.at ?? raised;
        return apart.every((gap) => gap >= repeatEvery) && (!allStepsTaken || end - lastAt < repeatEvery);
      }),
      { numRuns: 500 },
    );
  });

  it('numbers the rungs without a gap or a double', () => {
    fc.assert(
      fc.property(policies, pauses, (policy, gaps) => {
        let expected = 0;
        for (const { climb } of run(policy, gaps).climbs) {
          expected += climb.steps.length;
          expect(climb.rung).toBe(expected - 1);
        }
      }),
    );
  });

  it('asked every second is at most a second late', () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const { climbs } = run(
          policy,
          Array.from({ length: 3_600 }, () => 1_000),
        );

        for (const { at, climb } of climbs) expect(at - climb.dueAt).toBeLessThanOrEqual(1_000);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the tolerance for clocks that disagree', () => {
  it('is shorter than the shortest default repeat, so it hides no rung', () => {
    const repeats = Object.values(defaultPolicies).flatMap(({ repeatEvery }) => repeatEvery ?? []);

    expect(Math.min(...repeats)).toBeGreaterThan(CLOCK_TOLERANCE);
    expect(Math.min(...repeats)).toBeLessThan(hours(1));
  });
});
