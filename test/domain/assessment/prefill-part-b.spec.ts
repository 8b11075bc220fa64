import { prefillPartB } from '../../../src/domain/assessment/prefill-part-b.js';

describe('filling in part B from what the victim assessment knows', () => {
  it('takes over where the perpetrator is, unless nobody knows', () => {
    expect(prefillPartB({ V23: 'released' })).toEqual({ B06: 'released' });
    expect(prefillPartB({ V23: 'unknown' })).toEqual({});
  });

  it('says that weapons or a group stand behind him as soon as one of them does', () => {
    expect(prefillPartB({ V09: 'yes', V08: 'no' })).toEqual({ B07: 'yes' });
    expect(prefillPartB({ V09: 'no', V08: 'suspected' })).toEqual({ B07: 'suspected' });
    expect(prefillPartB({ V09: 'no', V08: 'no' })).toEqual({ B07: 'no' });
  });

  it('never makes a "no" of what is only half known', () => {
    expect(prefillPartB({ V09: 'no', V08: 'unknown' })).toEqual({});
    expect(prefillPartB({ V09: 'no' })).toEqual({});
  });

  it('only suspects a meeting in court, because it is not said that this worker goes there', () => {
    expect(prefillPartB({ V13: 'yes', V14: 'yes' })).toEqual({ B09: 'suspected' });
    expect(prefillPartB({ V13: 'yes', V14: 'no' })).toEqual({ B09: 'no' });
    expect(prefillPartB({ V13: 'yes' })).toEqual({});
  });

  it('takes over a leak, and not that there was none: V43 asks about her own data only', () => {
    expect(prefillPartB({ V43: 'yes' })).toEqual({ B16: 'yes' });
    expect(prefillPartB({ V43: 'suspected' })).toEqual({ B16: 'suspected' });
    expect(prefillPartB({ V43: 'no' })).toEqual({});
  });

  it('says nothing about what does not apply', () => {
    expect(prefillPartB({ V08: 'na', V09: 'na', V13: 'na', V14: 'na', V43: 'na' })).toEqual({});
  });
});
