import { readEvaluation, writeEvaluation } from '../../../src/contracts/sealed/evaluation.js';
import { coverage, plansNeverReviewed } from '../../../src/domain/assessment/evaluation-coverage.js';
import { publishable } from '../../../src/domain/assessment/evaluation-publish.js';
import {
  byItem,
  byLevel,
  extractOf,
  heatMap,
  isEvaluated,
  lookBack,
  plansJudged,
  type AssessmentExtract,
} from '../../../src/domain/assessment/evaluation.js';
import { INSTRUMENT_IDS } from '../../../src/domain/assessment/instrument.js';
import { score } from '../../../src/domain/assessment/score.js';
import { instant } from '../../../src/domain/shared/time.js';
import { calm, vsra } from './instruments.js';

const anExtract = (change: Partial<AssessmentExtract> = {}): AssessmentExtract => ({
  pseudonym: 'a',
  instrument: { id: 'VSRA', version: '0.1.0' },
  on: '2026-01-10',
  answers: calm(vsra),
  bands: { row: 1, column: 1 },
  computed: 'low',
  inForce: 'low',
  provisional: false,
  previousMeasures: 'none_before',
  measures: 0,
  ...change,
});
const incident = (on: string, ...pseudonyms: string[]) => ({ on, pseudonyms, kind: 'visit' });
const followed =
  (...extracts: AssessmentExtract[]) =>
  (incidents: ReturnType<typeof incident>[]) =>
    lookBack(extracts, incidents, 30).map((each) => each.followed);

it('nothing is kept of a worker’s own file, which is private to those whom she names', () => {
  expect(INSTRUMENT_IDS.filter(isEvaluated)).toEqual(['VSRA', 'PSRA-A']);
});

describe('assessments against what followed', () => {
  it('an incident counts for the assessment that was the newest then, within the time looked at', () => {
    const both = followed(anExtract(), anExtract({ on: '2026-01-20' }));

    expect(both([incident('2026-01-15', 'a')])).toEqual([true, false]);
    expect(both([incident('2026-01-20', 'a')])).toEqual([false, true]);
    expect(both([incident('2026-02-18', 'a')])).toEqual([false, true]);
    expect(both([incident('2026-02-19', 'a')])).toEqual([false, false]);
    expect(both([incident('2026-01-09', 'a')])).toEqual([false, false]);
    expect(both([incident('2026-01-15', 'b')])).toEqual([false, false]);
    expect(both([incident('2026-01-15', 'b', 'a')])).toEqual([true, false]);
  });

  it('are counted in whatever order they were written down', () => {
    const turned = followed(anExtract({ on: '2026-01-20' }), anExtract());

    expect(turned([incident('2026-01-15', 'a')])).toEqual([true, false]);
  });

  it('the worker’s assessment does not end the victim’s', () => {
    const worker = anExtract({ on: '2026-01-12', instrument: { id: 'PSRA-B', version: '0.1.0' } });

    expect(followed(anExtract(), worker)([incident('2026-01-15', 'a')])).toEqual([true, true]);
  });

  it('per level, computed and in force', () => {
    const looked = lookBack(
      [
        anExtract({ pseudonym: 'a', computed: 'high', inForce: 'medium' }),
        anExtract({ pseudonym: 'b', computed: 'high', inForce: 'high' }),
        anExtract({ pseudonym: 'c' }),
      ],
      [incident('2026-01-11', 'a')],
      30,
    );

    expect([...byLevel(looked, 'computed')]).toEqual([
      ['high', { assessments: 2, followed: 1 }],
      ['low', { assessments: 1, followed: 0 }],
    ]);
    expect(byLevel(looked, 'inForce').get('medium')).toEqual({ assessments: 1, followed: 1 });
  });

  it('per item and answer, of this version only', () => {
    const looked = lookBack(
      [
        anExtract({ pseudonym: 'a', answers: calm(vsra, { V02: 'yes' }) }),
        anExtract({ pseudonym: 'b', answers: calm(vsra, { V02: 'yes' }) }),
        anExtract({ pseudonym: 'c', answers: {} }),
        anExtract({ pseudonym: 'd', instrument: { id: 'VSRA', version: '9.0.0' } }),
      ],
      [incident('2026-01-11', 'a')],
      30,
    );

    expect([...(byItem(vsra, looked).get('V02') ?? [])]).toEqual([
      ['yes', { assessments: 2, followed: 1 }],
      ['unknown', { assessments: 1, followed: 0 }],
    ]);
  });
});

describe('an extract', () => {
  it('holds answers and bands, and nothing that says who, where or by whom', () => {
    const answers = calm(vsra, { V02: 'yes' });
    const extract = extractOf(vsra, score(vsra, answers), {
      pseudonym: '0'.repeat(32),
      on: '2026-01-10',
      answers,
      inForce: 'extreme',
      previousMeasures: 'partly',
      measures: 3,
    });

    expect(extract).toMatchObject({ computed: 'high', inForce: 'extreme', bands: { row: 1, column: 1 } });
    const text = {
      form: 'evaluation-assessment/1' as const,
      ...extract,
      instrument: { ...extract.instrument, sha256: 'a'.repeat(64) },
    };
    expect(readEvaluation(writeEvaluation({ ...text, answers: { ...answers } }))).toEqual(text);
    expect(readEvaluation('{"form":"note"}')).toBeNull();
    expect(readEvaluation('a note')).toBeNull();
  });
});

describe('what is missing', () => {
  it('cases that nobody assessed, and cases whose assessment is late', () => {
    const now = instant(1_000);

    expect(
      coverage(
        [
          { id: 'a', due: null },
          { id: 'b', due: instant(1_000) },
          { id: 'c', due: instant(1_001) },
        ],
        now,
      ),
    ).toEqual({ cases: 3, never: ['a'], overdue: ['b'] });
  });

  it('plans that nobody looked at again', () => {
    const plan = anExtract({ measures: 2 });

    expect(plansNeverReviewed([plan], '2026-02-08', 30)).toEqual([]);
    expect(plansNeverReviewed([plan], '2026-02-09', 30)).toEqual(['a']);
    const later = anExtract({ on: '2026-02-05', previousMeasures: 'not_effective' });
    expect(plansNeverReviewed([plan, later], '2026-03-01', 30)).toEqual([]);
    expect(plansNeverReviewed([plan, { ...later, pseudonym: 'b' }], '2026-03-01', 30)).toEqual(['a']);
  });

  it('counts what was said of the plans before', () => {
    expect([...plansJudged([anExtract(), anExtract({ previousMeasures: 'partly' }), anExtract()])]).toEqual([
      ['none_before', 2],
      ['partly', 1],
    ]);
  });
});

describe('the heat map', () => {
  it('shows each case once, where it stands now', () => {
    const map = heatMap(
      [
        anExtract({ bands: { row: 5, column: 5 } }),
        anExtract({ on: '2026-02-01', bands: { row: 2, column: 3 } }),
        anExtract({ pseudonym: 'b', bands: { row: 2, column: 3 } }),
        anExtract({ pseudonym: 'c', instrument: { id: 'PSRA-B', version: '0.1.0' } }),
      ],
      'VSRA',
    );

    expect(map).toHaveLength(5);
    expect(map[1]).toEqual([0, 0, 2, 0, 0]);
    expect(map.flat().reduce((sum, count) => sum + count, 0)).toBe(2);
  });
});

describe('counts that leave the house', () => {
  it.each([
    [[11, 20], [11, 20], 31],
    [[10, 20], [null, 20], null],
    [[0, 20], [null, 20], null],
    [[5, 6, 20], [null, null, 20], 31],
    [[5, 5, 20], [null, null, 20], null],
    [[], [], null],
  ])('%j', (counts, cells, total) => {
    expect(publishable(counts)).toEqual({ cells, total });
  });
});
