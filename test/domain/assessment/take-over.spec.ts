import { takenOver } from '../../../src/domain/assessment/take-over.js';
import { calm, psraA, psraB } from './instruments.js';

describe('what is taken over from elsewhere', () => {
  const blank = { answers: {}, seen: [] };

  it('fills blanks', () => {
    expect(takenOver(psraB, blank, { B06: 'prison', B07: 'no' })).toEqual({ B06: 'prison', B07: 'no' });
  });

  it('never takes the place of a graver answer that somebody gave in this form', () => {
    const form = {
      answers: { B06: 'released', B07: 'suspected', B16: 'unknown' },
      seen: ['B06', 'B07', 'B16'],
    };

    expect(takenOver(psraB, form, { B06: 'prison', B07: 'no', B16: 'no' })).toEqual({});
  });

  it('takes the place of a milder one', () => {
    const form = { answers: { B06: 'prison', B07: 'no' }, seen: ['B06', 'B07'] };

    expect(takenOver(psraB, form, { B06: 'released', B07: 'yes' })).toEqual({ B06: 'released', B07: 'yes' });
  });

  it('takes the place of what stands there from last time only', () => {
    const form = { answers: calm(psraB, { B06: 'released' }), seen: [] };

    expect(takenOver(psraB, form, { B06: 'detention' })).toEqual({ B06: 'detention' });
  });

  it('leaves alone what says the same, so that it is not to be looked at twice', () => {
    expect(takenOver(psraB, { answers: { B07: 'yes' }, seen: ['B07'] }, { B07: 'yes' })).toEqual({});
  });

  it('holds of "not known" that it says nothing', () => {
    const form = { answers: { A09: '1' }, seen: [] };

    expect(takenOver(psraA, form, { A09: 'unknown', A10: 'unknown' })).toEqual({ A10: 'unknown' });
  });

  it('takes nothing that the instrument does not have', () => {
    expect(takenOver(psraB, blank, { B99: 'yes', B07: 'purple' })).toEqual({});
  });
});
