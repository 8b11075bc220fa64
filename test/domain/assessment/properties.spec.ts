import type { Answers } from '../../../src/domain/assessment/answers.js';
import type { Instrument, Item } from '../../../src/domain/assessment/instrument.js';
import { LEVELS, type Level } from '../../../src/domain/assessment/level.js';
import { score, type ScoreContext } from '../../../src/domain/assessment/score.js';
import { all, calm, psraA, vsra } from './instruments.js';
import { naiveLevel } from './naive.js';
import fc from '../../builders/properties.js';

const runs = { numRuns: 10_000 };
const rank = (level: Level): number => LEVELS.indexOf(level);

interface Case {
  readonly answers: Answers;
  readonly context: ScoreContext;
}

/** Answer sets of every heat: from a quiet form with a few answers out of place to pure chance, with blanks. */
const anyCase = (instrument: Instrument): fc.Arbitrary<Case> => {
  const quiet = calm(instrument);
  return fc
    .tuple(fc.nat(255), fc.nat(), fc.constantFrom(undefined, ...LEVELS))
    .map(([heat, seed, victimLevel]) => {
      const draw = chance(seed);
      return {
        context: { victimLevel },
        answers: Object.fromEntries(instrument.items.flatMap((item) => answered(item, quiet, heat, draw()))),
      };
    });
};

/** A fixed sequence for each seed (mulberry32): one number for a whole form keeps ten thousand forms quick. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

function answered(item: Item, quiet: Answers, heat: number, draw: number): (readonly [string, string])[] {
  if (draw % 256 > heat) return [[item.id, quiet[item.id] ?? '']];
  const option = item.options[(draw >>> 8) % (item.options.length + 1)];
  return option === undefined ? [] : [[item.id, option.id]];
}

/** Which answers are never milder than which: as many pairs as the instrument has. */
const milderThan: readonly (readonly [string, string])[] = [
  ['no', 'unknown'],
  ['unknown', 'suspected'],
  ['suspected', 'yes'],
  ['na', 'no'],
  ['in_place', 'partly'],
  ['partly', 'unknown'],
  ['unknown', 'missing'],
  ['0', '1'],
  ['1', '2'],
  ['2', '3'],
  ['0', 'unknown'],
  ['unknown', '3'],
];

function pairsOf({ options }: Item): (readonly [string, string])[] {
  const has = (id: string): boolean => options.some((option) => option.id === id);
  return milderThan.filter(([milder, worse]) => has(milder) && has(worse));
}

describe.each(all.map((each) => [each.id, each] as const))('%s, whatever the answers', (id, instrument) => {
  const cases = anyCase(instrument);
  const check = (name: string, holds: (each: Case) => boolean): void =>
    it(name, () => fc.assert(fc.property(cases, holds), runs));

  check('has the level that a plain reading of its file gives', ({ answers, context }) => {
    const plain = naiveLevel(id, answers, context.victimLevel);
    return score(instrument, answers, context).level === plain;
  });

  check('is total, within its tables, and never above its ceiling', ({ answers, context }) => {
    const result = score(instrument, answers, context);
    const { bands, points, uncertainty } = result;
    return (
      rank(result.level) <= rank(result.ceiling) &&
      [bands.row, bands.column].every((band) => [1, 2, 3, 4, 5].includes(band)) &&
      [points.row, points.column].every((sum) => Number.isSafeInteger(sum) && sum >= 0) &&
      uncertainty >= 0 &&
      uncertainty <= 1
    );
  });

  check('does not depend on the order of the answers', ({ answers, context }) => {
    const turned = Object.fromEntries(Object.entries(answers).reverse());
    return (
      JSON.stringify(score(instrument, turned, context)) ===
      JSON.stringify(score(instrument, answers, context))
    );
  });

  check(
    'is never below what a critical answer, a rule or the person’s own level demands',
    ({ answers, context }) => {
      const result = score(instrument, answers, context);
      const forced = [...result.floors, ...result.rules]
        .map(({ level }) => level)
        .concat(result.inherited ?? []);
      return forced.every((level) => rank(level) <= rank(result.level));
    },
  );

  check(
    'is provisional when something critical is unknown, or a quarter of what applies',
    ({ answers, context }) => {
      const { provisional, criticalUnknown, uncertainty } = score(instrument, answers, context);
      return provisional === (criticalUnknown || uncertainty >= 0.25);
    },
  );

  it('never falls when one answer gets worse: no ≤ unknown ≤ suspected ≤ yes', () => {
    const harmful = instrument.items.filter((item) => item.protects === 0 && pairsOf(item).length > 0);
    fc.assert(
      fc.property(cases, fc.nat(1_000), fc.nat(1_000), ({ answers, context }, which, how) => {
        const item = harmful[which % harmful.length]!;
        const pairs = pairsOf(item);
        const [milder, worse] = pairs[how % pairs.length]!;
        const before = score(instrument, { ...answers, [item.id]: milder }, context);
        const after = score(instrument, { ...answers, [item.id]: worse }, context);
        return rank(before.level) <= rank(after.level);
      }),
      runs,
    );
  });

  it('never lets one blank count for less than a "no"', () => {
    fc.assert(
      fc.property(cases, fc.nat(1_000), ({ answers, context }, which) => {
        const item = instrument.items[which % instrument.items.length]!;
        if (item.protects > 0) return true;
        const { [item.id]: _, ...blank } = answers;
        const mild = { ...answers, [item.id]: calm(instrument)[item.id] ?? '' };
        return rank(score(instrument, mild, context).level) <= rank(score(instrument, blank, context).level);
      }),
      runs,
    );
  });
});

describe('protective factors, whatever the answers', () => {
  const factors = vsra.items.filter(({ protects }) => protects > 0).map(({ id }) => id);
  const without = (answers: Answers): Answers => ({
    ...answers,
    ...Object.fromEntries(factors.map((id) => [id, 'no'])),
  });

  it('never raise a level, lower the likelihood by one band at most, and never beat a floor', () => {
    fc.assert(
      fc.property(anyCase(vsra), ({ answers }) => {
        const bare = score(vsra, without(answers));
        const guarded = score(vsra, { ...answers, ...Object.fromEntries(factors.map((id) => [id, 'yes'])) });
        return (
          rank(guarded.level) <= rank(bare.level) &&
          bare.bands.row - guarded.bands.row <= 1 &&
          guarded.credit <= 400 &&
          bare.floors.every(({ level }) => rank(level) <= rank(guarded.level)) &&
          (bare.level !== 'extreme' || guarded.level === 'extreme' || bare.matrixLevel === 'extreme')
        );
      }),
      runs,
    );
  });
});

describe('the world around an organisation', () => {
  it('never makes it extreme by itself', () => {
    const controls = Object.fromEntries(
      psraA.items.filter(({ weight }) => weight.column > 0).map(({ id }) => [id, 'in_place']),
    );
    fc.assert(
      fc.property(
        anyCase(psraA),
        ({ answers }) => score(psraA, { ...answers, ...controls }).level !== 'extreme',
      ),
      runs,
    );
  });
});

describe('any instrument', () => {
  it('counts an answer that it does not have as unknown', () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.dictionary(fc.string(), fc.string()), (instrument, junk) => {
        const blank = score(instrument, {});
        const odd = Object.fromEntries(instrument.items.map(({ id }) => [id, 'purple']));
        return (
          JSON.stringify(score(instrument, { ...junk, ...odd })) === JSON.stringify(blank) &&
          blank.uncertainty === 1
        );
      }),
      { numRuns: 300 },
    );
  });
});
