import {
  explain,
  firedNames,
  forbidsLowering,
  largestGaps,
  weightiest,
} from '../../../src/domain/assessment/explain.js';
import type { Level } from '../../../src/domain/assessment/level.js';
import { score } from '../../../src/domain/assessment/score.js';
import type { Answers } from '../../../src/domain/assessment/answers.js';
import { calm, psraA, psraB, vsra } from './instruments.js';

const vsraWith = (set: Answers) => score(vsra, calm(vsra, set));

describe('critical items', () => {
  it.each([
    ['V01', 'yes', 'extreme'],
    ['V01', 'suspected', 'high'],
    ['V01', 'unknown', 'medium'],
    ['V01', 'no', 'low'],
    ['V01', 'na', 'low'],
    ['V02', 'yes', 'high'],
    ['V02', 'suspected', 'high'],
    ['V02', 'unknown', 'medium'],
    ['V30', 'yes', 'medium'],
    ['V30', 'suspected', 'medium'],
    ['V30', 'unknown', 'medium'],
    ['V30', 'no', 'low'],
    ['V38', 'yes', 'extreme'],
  ] satisfies [string, string, Level][])('%s %s makes at least %s', (item, answer, level) => {
    expect(vsraWith({ [item]: answer }).level).toBe(level);
  });

  it('that nobody knows make the result provisional and the next review early', () => {
    expect(vsraWith({ V02: 'unknown' })).toMatchObject({
      level: 'medium',
      provisional: true,
      criticalUnknown: true,
      confidence: 'provisional',
      nextReviewHours: 72,
    });
    expect(vsraWith({ V05: 'unknown' })).toMatchObject({ provisional: false, criticalUnknown: false });
  });

  it.each([
    ['missing', 'high', false],
    ['partly', 'medium', false],
    ['unknown', 'medium', true],
    ['in_place', 'low', false],
    ['na', 'low', false],
  ] satisfies [string, Level, boolean][])(
    'a key control that is %s makes at least %s (provisional: %s)',
    (answer, level, provisional) => {
      expect(score(psraA, calm(psraA, { A16: answer }))).toMatchObject({ level, provisional });
    },
  );

  it('another control that is missing forces nothing', () => {
    expect(score(psraA, calm(psraA, { A14: 'missing' }))).toMatchObject({ level: 'low', floors: [] });
  });

  it('six incidents in a year make part A high; five do not', () => {
    expect(score(psraA, calm(psraA, { A09: '3' })).level).toBe('high');
    expect(score(psraA, calm(psraA, { A09: '2' })).level).toBe('low');
  });
});

describe('combination rules', () => {
  it.each([
    ['C1', { V02: 'yes', V04: 'yes', V23: 'released' }, 'extreme'],
    ['C1', { V02: 'yes', V06: 'yes', V23: 'measures' }, 'extreme'],
    ['C2', { V24: 'yes', V06: 'yes' }, 'extreme'],
    ['C2', { V24: 'yes', V12: 'yes' }, 'extreme'],
    ['C3', { V20: 'yes', V14: 'yes', V21: 'yes' }, 'high'],
    ['C4', { V22: 'yes', V27: 'yes' }, 'high'],
    ['C5', { V09: 'yes', V23: 'unidentified' }, 'high'],
    ['C6', { V41: 'yes', V02: 'yes' }, 'high'],
    ['C7', { V42: 'yes', V44: 'yes' }, 'high'],
    ['C8', { V18: 'before_hearing', V23: 'at_large', V14: 'yes' }, 'high'],
  ] satisfies [string, Answers, Level][])('%s fires for %j', (id, set, level) => {
    const result = vsraWith(set);

    expect(result.rules).toContainEqual({ id, level, softened: false });
    expect(result.level).toBe(level);
  });

  it('become milder when a part is only suspected: extreme high, high stays high', () => {
    expect(vsraWith({ V24: 'suspected', V06: 'yes' }).rules).toEqual([
      { id: 'C2', level: 'high', softened: true },
    ]);
    expect(vsraWith({ V42: 'suspected', V44: 'yes' })).toMatchObject({
      level: 'high',
      rules: [{ id: 'C7', level: 'high', softened: true }],
    });
  });

  it('take the surest of several', () => {
    expect(vsraWith({ V24: 'yes', V06: 'suspected', V12: 'yes' }).rules).toEqual([
      { id: 'C2', level: 'extreme', softened: false },
    ]);
  });

  it.each([
    [{ V42: 'yes', V44: 'unknown' }],
    [{ V42: 'yes', V44: 'na' }],
    [{ V09: 'yes', V23: 'unknown' }],
    [{ V09: 'yes', V23: 'detention' }],
    [{ V18: 'unknown', V23: 'released', V14: 'yes' }],
    [{ V18: 'verdict_open', V23: 'released', V14: 'yes' }],
  ] satisfies [Answers][])('do not fire for %j: unknown fulfils nothing', (set) => {
    expect(vsraWith(set).rules).toEqual([]);
  });

  it.each([
    ['D1', { B01: 'yes', B04: 'yes', B06: 'released' }, 'extreme'],
    ['D2', { B15: 'yes', B01: 'yes' }, 'extreme'],
    ['D3', { B09: 'yes', B03: 'yes', B06: 'measures' }, 'high'],
    ['D4', { B12: 'yes', B13: 'yes', B06: 'at_large' }, 'high'],
  ] satisfies [string, Answers, Level][])('part B: %s fires for %j', (id, set, level) => {
    const result = score(psraB, calm(psraB, set));

    expect(result.rules.map((rule) => rule.id)).toContain(id);
    expect(result.level).toBe(level);
  });
});

describe('points, bands and the matrix', () => {
  it('count in hundredths, and w_impact on the other side too', () => {
    const result = vsraWith({ V04: 'suspected', V18: 'considering', V35: 'unknown' });

    expect(result.points).toEqual({ row: 150 + 99, column: 100 + 50 });
    expect(result.contributions).toEqual([
      { item: 'V04', row: 150, column: 100 },
      { item: 'V18', row: 99, column: 0 },
      { item: 'V35', row: 0, column: 50 },
    ]);
  });

  it.each([
    [{ V05: 'yes', V08: 'yes' }, 1],
    [{ V05: 'yes', V08: 'yes', V25: 'yes' }, 2],
    [{ V05: 'yes', V08: 'yes', V10: 'yes', V11: 'yes', V13: 'yes' }, 2],
    [{ V05: 'yes', V08: 'yes', V10: 'yes', V11: 'yes', V13: 'yes', V25: 'yes' }, 3],
  ] satisfies [Answers, number][])('%j: likelihood band %i', (set, band) => {
    expect(vsraWith(set).bands.row).toBe(band);
  });
});

describe('protective factors', () => {
  const pressed: Answers = { V05: 'yes', V08: 'yes', V10: 'yes', V11: 'yes', V13: 'yes', V25: 'yes' };
  const protectedBy = (...ids: string[]): Answers => Object.fromEntries(ids.map((id) => [id, 'yes']));

  it('take points off, four at most', () => {
    expect(vsraWith({ ...pressed, ...protectedBy('P01') })).toMatchObject({ credit: 100, bands: { row: 2 } });
    expect(vsraWith({ ...pressed, ...protectedBy('P01', 'P02', 'P03', 'P04', 'P05') }).credit).toBe(400);
  });

  it('lower the likelihood by one band at most', () => {
    const all = protectedBy('P01', 'P02', 'P03', 'P04');

    expect(vsraWith({ V05: 'yes', V08: 'yes', V25: 'yes', ...all }).bands.row).toBe(1);
    expect(vsraWith({ ...pressed, ...all }).bands.row).toBe(2);
  });

  it('lower it by one band even where an instrument gives more credit', () => {
    const generous = {
      ...vsra,
      creditCap: 10_000,
      items: vsra.items.map((item) => (item.protects > 0 ? { ...item, protects: 10 } : item)),
    };

    expect(score(generous, calm(vsra, { ...pressed, P01: 'yes' }))).toMatchObject({
      credit: 1_000,
      bands: { row: 2 },
    });
  });

  it('are taken as absent in the ceiling while nobody knows', () => {
    const harsh: Answers = { V09: 'yes', V27: 'yes', V32: 'yes', V34: 'yes', V35: 'yes' };
    const unsure = protectedBy('P01');

    expect(vsraWith({ ...pressed, ...harsh, ...unsure }).level).toBe('medium');
    expect(vsraWith({ ...pressed, ...harsh, P01: 'unknown' })).toMatchObject({
      level: 'high',
      ceiling: 'high',
    });
  });

  it.each(['suspected', 'unknown', 'na', 'no'])('count for nothing when %s', (answer) => {
    expect(vsraWith({ ...pressed, P01: answer }).credit).toBe(0);
  });

  it('count for nothing while something extreme is certain, by an answer or by a rule', () => {
    expect(vsraWith({ ...pressed, V01: 'yes', P01: 'yes' })).toMatchObject({ credit: 0, level: 'extreme' });
    expect(vsraWith({ V24: 'yes', V12: 'yes', P01: 'yes' })).toMatchObject({ credit: 0, level: 'extreme' });
  });

  it('never beat a floor', () => {
    expect(vsraWith({ V02: 'yes', ...protectedBy('P01', 'P02', 'P03', 'P04') }).level).toBe('high');
  });
});

describe('what is not known', () => {
  it('is a share of the items that apply, without protective factors', () => {
    const result = vsraWith({ V05: 'unknown', V08: 'unknown', V10: 'na', P01: 'unknown' });

    expect(result.unknown).toEqual(['V05', 'V08']);
    expect(result.uncertainty).toBe(2 / 44);
  });

  it.each([
    [4, 'firm', false],
    [5, 'partial', false],
    [11, 'partial', false],
    [12, 'provisional', true],
  ])('%i unknown answers of 45 make it %s', (count, confidence, provisional) => {
    const uncritical = vsra.items.filter(({ critical, protects }) => critical === null && protects === 0);
    const set = Object.fromEntries(uncritical.slice(0, count).map(({ id }) => [id, 'unknown']));

    expect(vsraWith(set)).toMatchObject({ confidence, provisional });
  });

  it('a blank form is medium and provisional, could be extreme, and is looked at again in three days', () => {
    expect(score(vsra, {})).toMatchObject({
      level: 'medium',
      provisional: true,
      uncertainty: 1,
      ceiling: 'extreme',
      nextReviewHours: 72,
    });
  });

  it('the ceiling takes the worst of every unknown, and nothing of what is known', () => {
    expect(vsraWith({ V09: 'yes', V23: 'unknown' })).toMatchObject({ level: 'low', ceiling: 'high' });
    expect(vsraWith({ V35: 'unknown' })).toMatchObject({ level: 'low', ceiling: 'low' });
    expect(vsraWith({ V01: 'unknown', P01: 'unknown' })).toMatchObject({ ceiling: 'extreme' });
    expect(score(psraA, calm(psraA, { A09: 'unknown' })).ceiling).toBe('high');
  });
});

describe('the level of the person who is helped', () => {
  it.each([
    ['extreme', 'high'],
    ['high', 'medium'],
    ['medium', 'low'],
    ['low', 'low'],
  ] satisfies [Level, Level][])('%s makes part B at least %s', (victimLevel, level) => {
    expect(score(psraB, calm(psraB), { victimLevel }).level).toBe(level);
  });

  it('that nobody could say forces nothing, and is shown as missing', () => {
    expect(score(psraB, calm(psraB))).toMatchObject({ level: 'low', inherited: null });
  });
});

describe('the next review', () => {
  it.each([
    [{}, 720],
    [{ V30: 'yes' }, 720],
    [{ V02: 'yes' }, 168],
    [{ V01: 'yes' }, 24],
    [{ V01: 'yes', V02: 'unknown' }, 24],
  ] satisfies [Answers, number][])('%j: within %i hours', (set, hours) => {
    expect(vsraWith(set).nextReviewHours).toBe(hours);
  });

  it('comes within a week when a quarter is unknown', () => {
    const some = vsra.items
      .filter(({ critical, protects }) => critical === null && protects === 0)
      .slice(0, 12);

    expect(vsraWith(Object.fromEntries(some.map(({ id }) => [id, 'unknown']))).nextReviewHours).toBe(168);
  });
});

describe('the explanation', () => {
  it('names what fired, the five largest, the credit and the unknown', () => {
    const result = vsraWith({
      V01: 'unknown',
      V02: 'suspected',
      V05: 'yes',
      V09: 'yes',
      V12: 'yes',
      V23: 'released',
      V30: 'yes',
      V35: 'yes',
      P01: 'yes',
    });

    expect(explain(result)).toEqual({
      critical: [
        { item: 'V02', option: 'suspected', level: 'high', becauseUnknown: false },
        { item: 'V12', option: 'yes', level: 'high', becauseUnknown: false },
        { item: 'V30', option: 'yes', level: 'medium', becauseUnknown: false },
      ],
      criticalUnknown: ['V01'],
      rules: [{ id: 'C5', level: 'high', softened: false }],
      inherited: null,
      top: [
        { item: 'V12', row: 300, column: 200 },
        { item: 'V09', row: 0, column: 300 },
        { item: 'V23', row: 300, column: 0 },
        { item: 'V30', row: 0, column: 300 },
        { item: 'V05', row: 200, column: 0 },
      ],
      credit: 100,
      unknown: ['V01'],
    });
    expect(firedNames(result)).toEqual(['V02', 'V12', 'V30', 'C5']);
    expect(forbidsLowering(result)).toBe(true);
  });

  it('of part A names the five largest gaps, without the context', () => {
    const result = score(psraA, calm(psraA, { A01: '3', A11: 'partly', A12: 'missing', A14: 'missing' }));

    expect(largestGaps(result).map(({ item }) => item)).toEqual(['A12', 'A11', 'A14']);
    expect(weightiest(psraA, result)).toEqual({ are: 'gaps', contributions: largestGaps(result) });
  });

  it('of part B names the floor that it inherits', () => {
    expect(firedNames(score(psraB, calm(psraB), { victimLevel: 'extreme' }))).toEqual(['victimLevel']);
  });
});
