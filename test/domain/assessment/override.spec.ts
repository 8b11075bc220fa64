import {
  loweredUntil,
  mayLower,
  needsSecondPerson,
  overrideFaults,
} from '../../../src/domain/assessment/override.js';
import { score } from '../../../src/domain/assessment/score.js';
import { statedLevel } from '../../../src/domain/assessment/state-level.js';
import { levelFault } from '../../../src/domain/circle/level-rules.js';
import { days, hours, instant, plus } from '../../../src/domain/shared/time.js';
import { all, calm, psraA, psraB, vsra } from './instruments.js';

const at = instant(1_790_000_000_000);
const short = 'a'.repeat(30);
const long = 'a'.repeat(80);
/** Medium by points alone: nothing critical, nothing combined, nothing unknown. */
const moderate = {
  V05: 'yes',
  V08: 'yes',
  V10: 'yes',
  V11: 'yes',
  V13: 'yes',
  V25: 'yes',
  V34: 'yes',
  V35: 'yes',
};
const medium = score(vsra, calm(vsra, moderate));

describe('raising a level', () => {
  it('needs thirty letters and nobody else', () => {
    expect(overrideFaults(vsra, medium, { to: 'extreme', reason: short })).toEqual([]);
    expect(overrideFaults(vsra, medium, { to: 'high', reason: 'a'.repeat(29) })).toEqual([
      'reason-too-short',
    ]);
    expect(overrideFaults(vsra, medium, { to: 'high', reason: `${' '.repeat(30)}a` })).toEqual([
      'reason-too-short',
    ]);
    expect(needsSecondPerson('medium', 'extreme')).toBe(false);
    expect(loweredUntil(vsra, 'medium', 'high', at)).toBeNull();
  });

  it('to the same level is no override', () => {
    expect(overrideFaults(vsra, medium, { to: 'medium', reason: long })).toEqual(['same-level']);
  });
});

describe('lowering a level', () => {
  it('needs eighty letters and a second person, for one level and seven days', () => {
    expect(medium).toMatchObject({ level: 'medium', floors: [], rules: [], provisional: false });
    expect(mayLower(medium)).toBe(true);
    expect(overrideFaults(vsra, medium, { to: 'low', reason: long })).toEqual([]);
    expect(overrideFaults(vsra, medium, { to: 'low', reason: 'a'.repeat(79) })).toEqual(['reason-too-short']);
    expect(needsSecondPerson('medium', 'low')).toBe(true);
    expect(loweredUntil(vsra, 'medium', 'low', at)).toBe(plus(at, days(7)));
  });

  it.each([
    ['a critical item is certain', { V02: 'yes' }, ['critical']],
    ['a critical item is suspected', { V02: 'suspected' }, ['critical']],
    ['a rule fired', { V42: 'yes', V44: 'yes' }, ['combination']],
    ['too much is unknown', { V02: 'yes', V01: 'unknown' }, ['critical', 'provisional']],
  ])('is forbidden when %s', (_, set, faults) => {
    const result = score(vsra, calm(vsra, set));

    expect(overrideFaults(vsra, result, { to: 'medium', reason: long })).toEqual(faults);
    expect(mayLower(result)).toBe(false);
  });

  it('is forbidden while a quarter is unknown, although nothing critical is', () => {
    const open = vsra.items.filter(
      ({ id, critical, protects }) => critical === null && protects === 0 && !(id in moderate),
    );
    const unknown = Object.fromEntries(open.slice(0, 12).map(({ id }) => [id, 'unknown']));
    const result = score(vsra, calm(vsra, { ...moderate, ...unknown }));

    expect(result).toMatchObject({ level: 'medium', floors: [], rules: [], criticalUnknown: false });
    expect(overrideFaults(vsra, result, { to: 'low', reason: long })).toEqual(['provisional']);
    expect(mayLower(result)).toBe(false);
    expect(statedLevel(vsra, result, 'medium', at)).toMatchObject({
      loweringForbidden: true,
      provisional: true,
    });
  });

  it('never goes two levels', () => {
    const high = score(
      vsra,
      calm(
        vsra,
        Object.fromEntries(
          vsra.items.filter(({ critical }) => critical === null).map(({ id }) => [id, 'yes']),
        ),
      ),
    );

    expect(
      overrideFaults(vsra, { ...high, floors: [], rules: [], level: 'high' }, { to: 'low', reason: long }),
    ).toEqual(['too-far-down']);
  });

  it('of part B never goes below what the level of the person who is helped demands', () => {
    const result = score(psraB, calm(psraB), { victimLevel: 'high' });

    expect(overrideFaults(psraB, result, { to: 'low', reason: long })).toEqual(['inherited']);
  });

  it.each([
    ['VSRA', vsra, ['assessor']],
    ['part A', psraA, ['assessor']],
    ['part B', psraB, ['assessor', 'line_manager']],
  ])('%s: who the second person must not be', (_, instrument, not) => {
    expect(instrument.override.downApproverIsNot).toEqual(not);
  });

  it('of low is not offered', () => {
    expect(mayLower(score(vsra, calm(vsra)))).toBe(false);
  });
});

describe('what the author signs about the level', () => {
  it('is the computed level and the one in force, and the longest date that is allowed', () => {
    expect(statedLevel(vsra, medium, 'low', at)).toEqual({
      computed: 2,
      inForce: 1,
      provisional: false,
      criticalUnknown: false,
      loweringForbidden: false,
      assessed: at,
      due: plus(at, days(30)),
      loweredUntil: plus(at, days(7)),
    });
    expect(statedLevel(vsra, medium, 'extreme', at).due).toBe(plus(at, hours(24)));
  });

  it('is never refused by the rules of the server, whatever the instrument', () => {
    for (const instrument of all) {
      for (const answers of [{}, calm(instrument)]) {
        const result = score(instrument, answers);

        expect(levelFault(statedLevel(instrument, result, result.level, at), at)).toBeNull();
      }
    }
  });

  it('has an earlier date where too much is unknown, in part A too', () => {
    const result = score(psraA, calm(psraA, { A16: 'unknown' }));

    expect(result).toMatchObject({ level: 'medium', nextReviewHours: 720, criticalUnknown: true });
    expect(statedLevel(psraA, result, result.level, at).due).toBe(plus(at, hours(72)));
  });
});
