import {
  effectOf,
  levelFault,
  longestInterval,
  type StatedLevel,
} from '../../../src/domain/circle/level-rules.js';
import { wantsSignOff, type SignableLevel } from '../../../src/domain/circle/sign-off.js';
import { levelNumber, LEVELS } from '../../../src/domain/assessment/level.js';
import { days, hours, instant, minutes, minus, plus } from '../../../src/domain/shared/time.js';
import { all } from '../assessment/instruments.js';
import fc from '../../builders/properties.js';

const now = instant(Date.UTC(2026, 4, 4, 9));

type ALevel = StatedLevel & SignableLevel;

const aLevel = (over: Partial<ALevel> = {}): ALevel => ({
  instrument: 'VSRA',
  computed: 3,
  inForce: 3,
  provisional: false,
  criticalUnknown: false,
  loweringForbidden: false,
  assessed: now,
  due: plus(now, days(7)),
  loweredUntil: null,
  ...over,
});
const lowered = (over: Partial<ALevel> = {}) =>
  aLevel({ inForce: 2, due: plus(now, days(30)), loweredUntil: plus(now, days(7)), ...over });

describe('how long a review may wait', () => {
  it('is thirty days for low and medium, seven for high, one for extreme', () => {
    const known = { provisional: false, criticalUnknown: false };

    expect(([1, 2, 3, 4] as const).map((level) => longestInterval(level, known))).toEqual([
      days(30),
      days(30),
      days(7),
      hours(24),
    ]);
  });

  it('is shorter while something is unknown, and never longer for it', () => {
    expect(longestInterval(1, { provisional: true, criticalUnknown: false })).toBe(days(7));
    expect(longestInterval(1, { provisional: true, criticalUnknown: true })).toBe(hours(72));
    expect(longestInterval(4, { provisional: true, criticalUnknown: true })).toBe(hours(24));
  });
});

describe('a stated level', () => {
  it('may be due up to the end of its interval, and sooner', () => {
    expect(levelFault(aLevel(), now)).toBeNull();
    expect(levelFault(aLevel({ due: now }), now)).toBeNull();
    expect(levelFault(aLevel({ due: plus(now, (days(7) + 1) as never) }), now)).toBe('interval');
    expect(levelFault(aLevel({ due: minus(now, minutes(1)) }), now)).toBe('due-order');
  });

  it('comes from a clock that is at most five minutes ahead', () => {
    const from = (assessed: typeof now) => levelFault(aLevel({ assessed, due: assessed }), now);

    expect([from(plus(now, minutes(5))), from(plus(now, minutes(6)))]).toEqual([null, 'clock-ahead']);
  });

  it('is raised freely', () => {
    const raised = aLevel({ computed: 1, inForce: 4, due: plus(now, hours(24)) });

    expect(levelFault(raised, now)).toBeNull();
    expect(levelFault({ ...raised, loweredUntil: plus(now, days(1)) }, now)).toBe('lowered-until');
  });

  it('is lowered by one step, with an end within seven days, never against a critical item or the unknown', () => {
    expect(levelFault(lowered(), now)).toBeNull();
    expect(levelFault(lowered({ computed: 4 }), now)).toBe('lowered-too-far');
    expect(levelFault(lowered({ loweringForbidden: true }), now)).toBe('lowering-forbidden');
    expect(levelFault(lowered({ provisional: true, due: now }), now)).toBe('lowering-forbidden');
    expect(levelFault(lowered({ loweredUntil: null }), now)).toBe('lowered-until');
    expect(levelFault(lowered({ loweredUntil: now }), now)).toBe('lowered-until');
    expect(levelFault(lowered({ loweredUntil: plus(now, (days(7) + 1) as never) }), now)).toBe(
      'lowered-until',
    );
  });
});

describe('a second signature', () => {
  it.each(all.flatMap((instrument) => LEVELS.map((level) => [instrument.id, level, instrument] as const)))(
    'of %s at %s is asked for exactly where the instrument asks for it',
    (_id, level, { letters, levelActions }) => {
      const number = levelNumber(level);
      const stated = { instrument: letters, computed: number, inForce: number, loweredUntil: null };

      expect(wantsSignOff(stated, now)).toBe(levelActions?.[level].signOff === 'supervisor');
    },
  );

  it('belongs under a level that a person raised as high as that, and under every lowering while it lasts', () => {
    const provider = {
      instrument: 'PSRA',
      computed: 2,
      inForce: 1,
      loweredUntil: plus(now, days(1)),
    } as const;

    expect(wantsSignOff(aLevel({ computed: 2, inForce: 3 }), now)).toBe(true);
    expect(wantsSignOff(aLevel({ computed: 3, inForce: 2 }), now)).toBe(true);
    expect(wantsSignOff(provider, now)).toBe(true);
    expect(wantsSignOff(provider, plus(now, days(1)))).toBe(false);
  });

  it('that is missing moves no date and no level, except that a lowering does not count', () => {
    const levels = fc.constantFrom<1 | 2 | 3 | 4>(1, 2, 3, 4);
    fc.assert(
      fc.property(levels, levels, fc.boolean(), fc.nat(40), (computed, raise, provisional, later) => {
        const inForce = Math.max(computed, raise) as 1 | 2 | 3 | 4;
        const level = aLevel({ computed, inForce, provisional });
        const at = plus(now, days(later));
        const { awaitsSignOff: _signed, ...signed } = effectOf(level, true, at);
        const { awaitsSignOff: _missing, ...missing } = effectOf(level, false, at);

        expect(missing).toEqual(signed);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('what the server schedules by', () => {
  it('is the level as stated when nobody lowered it', () => {
    expect(effectOf(aLevel(), true, now)).toEqual({
      level: 3,
      due: plus(now, days(7)),
      awaitsSignOff: false,
    });
  });

  it('is the computed level until a lowering is signed, while it lasts, and again after its end', () => {
    const level = lowered();

    expect(effectOf(level, false, now)).toEqual({ level: 3, due: plus(now, days(7)), awaitsSignOff: true });
    expect(effectOf(level, true, now)).toEqual({ level: 2, due: plus(now, days(7)), awaitsSignOff: false });
    expect(effectOf({ ...level, computed: 2, inForce: 1 }, false, plus(now, days(7)))).toMatchObject({
      level: 2,
      awaitsSignOff: false,
    });
    expect(effectOf(level, true, plus(now, days(7)))).toEqual({
      level: 3,
      due: plus(now, days(7)),
      awaitsSignOff: false,
    });
  });

  it('is due when a signed lowering ends, and not before, when the stricter interval ran out meanwhile', () => {
    const level = lowered({
      computed: 4,
      inForce: 3,
      due: plus(now, days(7)),
      loweredUntil: plus(now, days(3)),
    });

    expect(effectOf(level, true, plus(now, days(2)))).toMatchObject({ level: 3, due: plus(now, days(3)) });
    expect(effectOf(level, true, plus(now, days(3)))).toMatchObject({ level: 4, due: plus(now, days(3)) });
    expect(effectOf(level, false, plus(now, days(2)))).toMatchObject({ level: 4, due: plus(now, hours(24)) });
  });

  it('is never later than the statement, and the passing of time never lowers it by more than was signed', () => {
    const levels = fc.constantFrom<1 | 2 | 3 | 4>(1, 2, 3, 4);
    fc.assert(
      fc.property(levels, levels, fc.boolean(), fc.nat(40), (computed, inForce, signed, later) => {
        const level = lowered({ computed, inForce });
        const effect = effectOf(level, signed, plus(now, days(later)));

        expect(effect.due).toBeLessThanOrEqual(level.due);
        expect(effect.level).toBeGreaterThanOrEqual(Math.min(computed, inForce));
        if (later >= 7) expect(effect.level).toBeGreaterThanOrEqual(computed);
      }),
    );
  });
});
