import {
  quarterOf,
  reachOf,
  sharesOf,
  wholeOf,
  type SignedAssessments,
} from '../../../src/domain/assessment/evaluation-share.js';
import type { AssessmentExtract } from '../../../src/domain/assessment/evaluation.js';
import type { InstrumentId } from '../../../src/domain/assessment/instrument.js';

const anExtract = (on: string, id: InstrumentId = 'VSRA'): AssessmentExtract => ({
  pseudonym: 'a',
  instrument: { id, version: '0.1.0' },
  on,
  answers: {},
  bands: { row: 1, column: 1 },
  computed: 'low',
  inForce: 'low',
  provisional: false,
  previousMeasures: 'none_before',
  measures: 0,
});

const signed = (quarter: string, assessments: number, kind: SignedAssessments['kind'] = 'client-case') => ({
  kind,
  quarter,
  assessments,
});

describe('the share of the assessments that an evaluation speaks of', () => {
  it('is told by quarter, the newest first, also where nothing left an extract', () => {
    const extracts = [anExtract('2026-10-01'), anExtract('2026-12-31'), anExtract('2026-07-01')];
    const shares = sharesOf('VSRA', extracts, [
      signed('2026-Q3', 4),
      signed('2026-Q4', 2),
      signed('2026-Q1', 9),
    ]);

    expect(shares).toEqual([
      { quarter: '2026-Q4', extracts: 2, signed: 2 },
      { quarter: '2026-Q3', extracts: 1, signed: 4 },
      { quarter: '2026-Q1', extracts: 0, signed: 9 },
    ]);
    expect(wholeOf(shares)).toEqual({ extracts: 3, signed: 15 });
  });

  it('is one of each instrument: a client’s assessments say nothing of the organisation’s', () => {
    const extracts = [anExtract('2026-10-01'), anExtract('2026-10-01', 'PSRA-A')];
    const both = [signed('2026-Q4', 7), signed('2026-Q4', 1, 'organisation-file')];

    expect(sharesOf('VSRA', extracts, both)).toEqual([{ quarter: '2026-Q4', extracts: 1, signed: 7 }]);
    expect(sharesOf('PSRA-A', extracts, both)).toEqual([{ quarter: '2026-Q4', extracts: 1, signed: 1 }]);
    expect(sharesOf('PSRA-B', [], both)).toEqual([]);
  });

  it.each([
    ['2026-01-01', '2026-Q1'],
    ['2026-03-31', '2026-Q1'],
    ['2026-04-01', '2026-Q2'],
    ['2026-09-30', '2026-Q3'],
    ['2026-12-31', '2026-Q4'],
  ])('%s lies in %s', (day, quarter) => {
    expect(quarterOf(day)).toBe(quarter);
  });

  it.each([
    [0, 0, 'nothing-signed'],
    [0, 60, 'none'],
    [6, 60, 'less-than-half'],
    [29, 60, 'less-than-half'],
    [30, 60, 'half-or-more'],
    [59, 60, 'half-or-more'],
    [60, 60, 'all'],
    [61, 60, 'unclear'],
    [3, 0, 'unclear'],
  ] as const)('%d extracts of %d assessments: %s', (extracts, all, reach) => {
    expect(reachOf({ extracts, signed: all })).toBe(reach);
  });
});
