import { changedItems, filledIn, readAnswers } from '../../../src/domain/assessment/answers.js';
import { instrumentOf, newestOf } from '../../../src/domain/assessment/instrument-book.js';
import { suggestMeasures } from '../../../src/domain/assessment/suggest-measures.js';
import { book, calm, vsra } from './instruments.js';

describe('answers from outside', () => {
  it.each([
    [{ V99: 'yes' }, [{ item: 'V99', fault: 'item-unknown' }]],
    [{ V01: 'maybe' }, [{ item: 'V01', fault: 'option-unknown' }]],
    [{ V18: 'yes' }, [{ item: 'V18', fault: 'option-unknown' }]],
    [{ V01: true }, [{ item: 'V01', fault: 'no-text' }]],
    [{ V01: null }, [{ item: 'V01', fault: 'no-text' }]],
    [{ constructor: 'yes' }, [{ item: 'constructor', fault: 'item-unknown' }]],
    [[], [{ item: '', fault: 'no-text' }]],
    ['yes', [{ item: '', fault: 'no-text' }]],
  ])('%j is refused, and says where', (given, faults) => {
    expect(readAnswers(vsra, given)).toEqual(faults);
  });

  it('may leave out what was not asked', () => {
    expect(readAnswers(vsra, { V18: 'trial' })).toEqual({ V18: 'trial' });
  });
});

describe('a filled-in form', () => {
  it('stores every blank as unknown', () => {
    const stored = filledIn(vsra, { V01: 'no' });

    expect(Object.keys(stored)).toHaveLength(50);
    expect(stored['V01']).toBe('no');
    expect(stored['V02']).toBe('unknown');
    expect(stored['P01']).toBe('unknown');
  });

  it('shows what changed since last time; blank and unknown are the same', () => {
    expect(changedItems(vsra, { V01: 'no', V02: 'yes' }, { V01: 'yes', V02: 'yes', V03: 'unknown' })).toEqual(
      ['V01'],
    );
  });
});

describe('suggested measures', () => {
  it('come from what is certain or suspected, the most urgent first, each once', () => {
    const suggested = suggestMeasures(vsra, calm(vsra, { V38: 'suspected', V39: 'yes', V41: 'unknown' }));

    expect(suggested.map(({ measure: { id, owner, withinHours } }) => [id, owner, withinHours])).toEqual([
      ['M20', 'case_worker', 0],
      ['M29', 'case_worker', 72],
    ]);
    expect(suggested[0]).toMatchObject({ because: ['V38'], isCertain: false });
    expect(suggested[1]).toMatchObject({ because: ['V38', 'V39'], isCertain: true });
  });

  it('come from a choice when it adds points', () => {
    expect(suggestMeasures(vsra, calm(vsra, { V23: 'released' })).map(({ measure }) => measure.id)).toEqual([
      'M14',
      'M13',
    ]);
    expect(suggestMeasures(vsra, calm(vsra, { V23: 'prison' }))).toEqual([]);
  });

  it('a quiet form suggests nothing', () => {
    expect(suggestMeasures(vsra, calm(vsra))).toEqual([]);
  });
});

describe('the book of instruments', () => {
  const published = newestOf(book, 'VSRA')!;

  it('finds the one that a record was made with', () => {
    expect(instrumentOf(book, { id: 'VSRA', version: '0.1.0', sha256: published.sha256 })).toBe(vsra);
  });

  it('says when a record is of a version that we do not know yet, or of another file', () => {
    expect(instrumentOf(book, { id: 'VSRA', version: '9.0.0', sha256: published.sha256 })).toBe('newer');
    expect(instrumentOf(book, { id: 'VSRA', version: '0.1.0', sha256: 'f'.repeat(64) })).toBe('altered');
  });
});
