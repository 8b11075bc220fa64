import { atLeast, victimLevelOf } from '../../../src/console/assessing/victim-level.js';
import type { LevelView } from '../../../src/console/keeper/judge-schedule.js';
import { at, signedWith } from './forms.js';
import { calm, vsra } from './instruments.js';

/** Computed medium, lowered to low by its author. */
const lowered = signedWith({
  answers: calm(vsra, { V30: 'yes' }),
  record: 'a',
  change: { override: { to: 'low', reason: 'a'.repeat(80) } },
});

const view = (changes: Partial<LevelView>): LevelView => ({
  instrument: 'VSRA',
  state: 'verified',
  why: null,
  columns: [],
  said: null,
  effect: { level: 2, due: at, awaitsSignOff: true },
  record: lowered.record,
  author: null,
  signOffs: [],
  ...changes,
});

describe('the level that a worker inherits from the person who is helped', () => {
  it('is not the lowered one while nobody else has signed it, or after it has ended', () => {
    expect(lowered.text.level).toMatchObject({ computed: 2, inForce: 1 });
    expect(victimLevelOf([view({})], lowered)).toBe('medium');
  });

  it('is the lowered one while that holds', () => {
    const effect = { level: 1, due: at, awaitsSignOff: false };

    expect(victimLevelOf([view({ effect })], lowered)).toBe('low');
  });

  it.each([
    [
      'a column was changed',
      view({ state: 'red', why: 'columns', effect: { level: 1, due: at, awaitsSignOff: false } }),
    ],
    [
      'the server speaks of another assessment',
      view({ record: 'f'.repeat(64), effect: { level: 1, due: at, awaitsSignOff: false } }),
    ],
    ['nobody signed it', view({ state: 'red', why: 'missing', effect: null })],
  ])('is the gravest of what is said where %s', (_, level) => {
    expect(victimLevelOf([level], lowered)).toBe('medium');
    expect(victimLevelOf([], lowered)).toBe('medium');
  });

  it('is the server’s where that is graver, also when it is in doubt', () => {
    const effect = { level: 4, due: at, awaitsSignOff: false };

    expect(victimLevelOf([view({ state: 'red', why: 'columns', effect })], lowered)).toBe('extreme');
  });

  it('never takes the place of a graver one that the worker set herself', () => {
    expect([
      atLeast('extreme', 'low'),
      atLeast('low', 'high'),
      atLeast(null, 'low'),
      atLeast('high', null),
    ]).toEqual(['extreme', 'high', 'low', 'high']);
  });
});
