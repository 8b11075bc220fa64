import { assessmentFaults } from '../../../src/contracts/sealed/assessment-faults.js';
import {
  readAssessment,
  tooLongIn,
  writeAssessment,
  type AssessmentText,
} from '../../../src/contracts/sealed/assessment.js';
import { levelProperty } from '../../../src/contracts/sealed/level-property.js';
import { readPlan, writePlan, type PlanText } from '../../../src/contracts/sealed/plan.js';
import { newestOf } from '../../../src/domain/assessment/instrument-book.js';
import { score } from '../../../src/domain/assessment/score.js';
import { statedLevel } from '../../../src/domain/assessment/state-level.js';
import type { StaffId } from '../../../src/domain/shared/ids.js';
import { instant } from '../../../src/domain/shared/time.js';
import { levelFieldsIn } from '../../../src/e2ee/circle/level-text.js';
import { book, calm, vsra } from './instruments.js';

const at = instant(1_790_000_000_000);
const hash = 'a'.repeat(64);
const { sha256 } = newestOf(book, 'VSRA')!;

function anAssessment(
  change: Partial<AssessmentText> = {},
  set: Record<string, string> = {},
): AssessmentText {
  const answers = calm(vsra, set);
  const result = score(vsra, answers);
  return {
    form: 'assessment/1',
    instrument: { id: 'VSRA', version: '0.1.0', sha256 },
    about: {
      is: 'person',
      tookPart: 'yes',
      whyNot: null,
      consent: 'yes',
      interpreter: 'none',
      sources: ['person'],
      ngosConsulted: 'none_involved',
    },
    answers,
    notes: {},
    dates: {},
    reason: 'initial',
    trigger: null,
    previous: null,
    previousMeasures: 'none_before',
    override: null,
    note: '',
    evaluation: '0'.repeat(32),
    level: levelProperty(vsra, statedLevel(vsra, result, result.level, at)),
    ...change,
  };
}

describe('the sealed text of an assessment', () => {
  it('comes back as it was written, and holds the level where the protocol looks for it', () => {
    const assessment = anAssessment({ dates: { V20: '2026-12-01' } }, { V20: 'yes' });
    const text = writeAssessment(assessment);

    expect(readAssessment(text)).toEqual(assessment);
    expect(levelFieldsIn(text)).toEqual(assessment.level);
    expect(assessmentFaults(vsra, assessment)).toEqual([]);
  });

  it.each(['', '{}', 'null', '{"form":"assessment/2"}'])(
    '%j is no assessment of a form that we know',
    (text) => {
      expect(readAssessment(text)).toBeNull();
    },
  );

  it('says which text is too long for a record, and never cuts one', () => {
    const long = anAssessment({ notes: { V20: 'x'.repeat(1_001) }, note: 'x'.repeat(2_000) });

    expect(tooLongIn(long)).toEqual([{ at: 'notes.V20', rule: 'too-long' }]);
    expect(tooLongIn(anAssessment())).toEqual([]);
  });

  it('takes no property that it does not know', () => {
    expect(readAssessment(JSON.stringify({ ...anAssessment(), name: 'x' }))).toBeNull();
  });
});

describe('an assessment that may not be signed', () => {
  const level = anAssessment().level;

  it.each([
    [
      'answers.V18',
      'missing',
      anAssessment({ answers: { ...calm(vsra), V18: undefined as unknown as string } }),
    ],
    ['answers.V99', 'item-unknown', anAssessment({ answers: { ...calm(vsra), V99: 'yes' } })],
    ['answers.V01', 'option-unknown', anAssessment({ answers: { ...calm(vsra), V01: 'purple' } })],
    ['notes.V44', 'missing', anAssessment({}, { V44: 'na' })],
    ['dates.V01', 'no-date-here', anAssessment({ dates: { V01: '2026-12-01' } })],
    ['trigger', 'missing', anAssessment({ reason: 'event' })],
    ['trigger', 'unknown', anAssessment({ reason: 'event', trigger: 'E01' })],
    ['previousMeasures', 'missing', anAssessment({ previous: hash })],
    ['previousMeasures', 'nothing-before', anAssessment({ previousMeasures: 'effective' })],
    [
      'about',
      'wrong-kind',
      anAssessment({
        about: { is: 'organisation', unit: '', from: '2026-01-01', to: '2026-02-01', participants: '' },
      }),
    ],
    ['level.computed', 'not-computed', anAssessment({ level: { ...level, computed: 2 } })],
    ['level.flags', 'not-computed', anAssessment({ level: { ...level, flags: 1 } })],
    ['level.inForce', 'not-computed', anAssessment({ level: { ...level, inForce: 4 } })],
    ['level.instrument', 'not-computed', anAssessment({ level: { ...level, instrument: 'PSRA' } })],
    ['level.due', 'too-late', anAssessment({ level: { ...level, due: level.due + 1 } })],
    ['level.due', 'before-assessed', anAssessment({ level: { ...level, due: level.assessed - 1 } })],
    ['override.reason', 'reason-too-short', anAssessment({ override: { to: 'high', reason: 'because' } })],
    [
      'override.to',
      'critical',
      anAssessment({ override: { to: 'medium', reason: 'a'.repeat(80) } }, { V02: 'yes' }),
    ],
  ] as const)('%s: %s', (field, rule, assessment) => {
    const given = { ...assessment, answers: present(assessment.answers) };

    expect(assessmentFaults(vsra, given)).toContainEqual({ at: field, rule });
  });

  it('for a person who took no part and no reason for it', () => {
    const { about } = anAssessment();
    const silent = { ...about, tookPart: 'no', whyNot: ' ' } as AssessmentText['about'];

    expect(assessmentFaults(vsra, anAssessment({ about: silent }))).toEqual([
      { at: 'about.whyNot', rule: 'missing' },
    ]);
  });

  it('may have a review earlier than the rule asks', () => {
    expect(assessmentFaults(vsra, anAssessment({ level: { ...level, due: level.assessed + 1 } }))).toEqual(
      [],
    );
  });
});

const present = (answers: AssessmentText['answers']): AssessmentText['answers'] =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined));

describe('the sealed text of a plan', () => {
  it('comes back as it was written', () => {
    const plan: PlanText = {
      form: 'plan/1',
      instrument: { id: 'VSRA', version: '0.1.0', sha256 },
      assessment: hash,
      measures: [
        {
          id: '11111111-1111-4111-8111-111111111111',
          measure: 'M05',
          words: '',
          because: ['V06'],
          owner: { is: 'function', name: 'legal' },
          due: at,
          state: 'open',
          effect: null,
        },
        {
          id: '22222222-2222-4222-8222-222222222222',
          measure: null,
          words: 'Own words',
          because: [],
          owner: { is: 'person', staffId: '33333333-3333-4333-8333-333333333333' as StaffId },
          due: at,
          state: 'done',
          effect: 'partly',
        },
      ],
      note: '',
    };

    expect(readPlan(writePlan(plan))).toEqual(plan);
    expect(readPlan('{"form":"plan/2"}')).toBeNull();
  });
});
