import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Answer, Answers } from '../../../src/domain/triage/answers.js';
import {
  PRIORITIES,
  QUESTIONS,
  type Priority,
  type QuestionId,
} from '../../../src/domain/triage/instrument.js';
import { triage, type TriageContext } from '../../../src/domain/triage/priority.js';
import { hit } from './conversation-builder.js';
import fc from '../../builders/properties.js';

interface Vector {
  readonly id: string;
  readonly a: Answers;
  readonly expect: Priority;
  readonly asked?: number;
}
const file = parse(readFileSync('instruments/hotline-intake-triage/v0.yaml', 'utf8')) as {
  test_vectors: readonly Vector[];
};

const rank = (priority: Priority): number => PRIORITIES.indexOf(priority);
const calm: Answers = {
  H1: 'safe',
  H2: 'no',
  H3: 'adult',
  H4: 'yes',
  H5: ['none'],
  H6: 'no',
  H7: 'no',
  H8: 'info',
};

describe('the vectors of the hotline instrument', () => {
  it('are seven', () => {
    expect(file.test_vectors).toHaveLength(7);
  });

  it.each(file.test_vectors.map((each) => [each.id, each] as const))('%s', (_, vector) => {
    const result = triage(hit, vector.a);

    expect(result.priority).toBe(vector.expect);
    expect(result.asked).toBe(vector.asked ?? Object.keys(vector.a).length);
  });
});

describe('an immediate answer', () => {
  it.each([
    ['H1', 'watched', 1],
    ['H2', 'now', 2],
    ['H3', 'child', 3],
    ['H4', 'confined', 4],
    ['H6', 'urgent', 6],
    ['H7', 'intent', 7],
  ] as const)('%s %s is RED at once and nothing more is asked', (question, option, asked) => {
    const result = triage(hit, { ...calm, [question]: option });

    expect(result).toMatchObject({ priority: 'RED', score: 0, asked, replyLocked: question === 'H1' });
    expect(result.reasons).toEqual([{ rule: 'immediate', question, answer: option }]);
  });

  it('is every option the instrument marks so, and no other', () => {
    const marked = QUESTIONS.flatMap((id) =>
      hit.questions[id].options.filter((each) => each.immediate).map((each) => `${id}.${each.id}`),
    );

    expect(marked).toEqual(['H1.watched', 'H2.now', 'H3.child', 'H4.confined', 'H6.urgent', 'H7.intent']);
  });
});

describe('adding up', () => {
  it.each([
    [{ H8: 'safe_time' }, 2, 'BLUE'],
    [{ H1: 'unsure' }, 3, 'YELLOW'],
    [{ H4: 'limited', H8: 'safe_time' }, 6, 'YELLOW'],
    [{ H5: ['threats'], H6: 'can_wait' }, 7, 'ORANGE'],
    [{ H1: 'unsure', H4: 'limited', H5: ['threats', 'follows'], H8: 'safe_time' }, 17, 'ORANGE'],
    [{ H1: 'unsure', H4: 'limited', H5: ['threats', 'follows'], H6: 'can_wait' }, 18, 'RED'],
  ] satisfies [Answers, number, Priority][])('%j makes %i: %s', (answers, score, priority) => {
    expect(triage(hit, { ...calm, ...answers })).toMatchObject({ score, priority });
  });

  it('cuts the means of control at eight', () => {
    const all = ['threats', 'follows', 'papers', 'debt', 'pictures', 'forces'];

    expect(triage(hit, { ...calm, H5: all }).score).toBe(8);
  });

  it.each(['skip', 'dont_know'])('counts %s as two, in every question', (uncertain) => {
    for (const id of QUESTIONS) expect(triage(hit, { [id]: uncertain }).score).toBe(2);
  });

  it('counts an option that it does not know like a skip, never like no', () => {
    expect(triage(hit, { H6: 'purple' }).score).toBe(2);
    expect(triage(hit, { H5: [] }).score).toBe(2);
  });

  it('counts a doubled option once', () => {
    expect(triage(hit, { H5: ['papers', 'papers'] }).score).toBe(3);
  });
});

describe('the floors', () => {
  it.each([
    [{ H3: 'maybe_child' }, 'ORANGE'],
    [{ H2: 'soon' }, 'ORANGE'],
    [{ H7: 'thoughts' }, 'ORANGE'],
    [{ H1: 'unsure', H7: 'skip' }, 'ORANGE'],
    [{ H2: 'skip', H4: 'dont_know' }, 'ORANGE'],
    [{ H1: 'skip' }, 'BLUE'],
    [{ H3: 'skip', H6: 'skip' }, 'YELLOW'],
  ] satisfies [Answers, Priority][])('%j is at least %s', (answers, priority) => {
    expect(triage(hit, { ...calm, ...answers }).priority).toBe(priority);
  });

  it('who asks for a person is at least YELLOW', () => {
    expect(triage(hit, calm, { personWanted: true })).toMatchObject({
      priority: 'YELLOW',
      personWanted: true,
    });
    expect(triage(hit, { ...calm, H8: 'human_now' })).toMatchObject({
      priority: 'YELLOW',
      personWanted: true,
    });
  });

  it('who falls silent is at least ORANGE when the first question is unsure or unanswered', () => {
    for (const H1 of ['unsure', 'skip', 'dont_know']) {
      expect(triage(hit, { H1 }, { unfinished: true }).priority).toBe('ORANGE');
    }
    expect(triage(hit, {}, { unfinished: true }).priority).toBe('ORANGE');
    expect(triage(hit, { H1: 'safe' }, { unfinished: true }).priority).toBe('BLUE');
  });

  it('words of danger are RED', () => {
    expect(triage(hit, calm, { dangerWords: true }).priority).toBe('RED');
  });
});

describe('a repeat contact', () => {
  it.each([
    [{}, 'YELLOW'],
    [{ H1: 'unsure' }, 'ORANGE'],
    [{ H2: 'soon' }, 'RED'],
    [{ H2: 'now' }, 'RED'],
  ] satisfies [Answers, Priority][])('%j goes one level up, never above RED: %s', (answers, priority) => {
    expect(triage(hit, { ...calm, ...answers }, { repeatContact: true }).priority).toBe(priority);
  });
});

describe('doubt about age', () => {
  it.each([
    ['child', true],
    ['maybe_child', true],
    ['skip', true],
    ['dont_know', true],
    ['adult', false],
  ])('%s: somebody trained for children is needed: %s', (H3, needed) => {
    expect(triage(hit, { H3 }).needsChildWorker).toBe(needed);
  });
});

const anAnswer = (id: QuestionId): fc.Arbitrary<Answer> => {
  const ids = hit.questions[id].options.map((each) => each.id);
  const uncertain = fc.constantFrom('skip', 'dont_know');
  if (!hit.questions[id].multi) return fc.oneof(fc.constantFrom(...ids), uncertain);
  const many = fc.subarray(
    ids.filter((each) => each !== 'none'),
    { minLength: 1 },
  );
  return fc.oneof(many, uncertain, fc.constant(['none']));
};
const anyAnswers = fc.record(Object.fromEntries(QUESTIONS.map((id) => [id, anAnswer(id)])), {
  requiredKeys: [],
}) as fc.Arbitrary<Answers>;
const anyContext: fc.Arbitrary<TriageContext> = fc.record({
  personWanted: fc.boolean(),
  dangerWords: fc.boolean(),
  repeatContact: fc.boolean(),
  notBelow: fc.constantFrom(null, ...PRIORITIES),
});

/** How bad an answer is by itself: its level alone, then its weight. */
function badness(id: QuestionId, answer: Answer): number {
  const alone = triage(hit, { [id]: answer });
  return alone.priority === 'RED' ? 100 : alone.score;
}

describe('the priority, whatever the answers', () => {
  it('is total: even answers and options that do not exist have one', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...QUESTIONS), fc.oneof(fc.string(), fc.array(fc.string()))),
        (junk) => {
          expect(PRIORITIES).toContain(triage(hit, junk).priority);
        },
      ),
    );
  });

  it('is never lowered by one more answer', () => {
    fc.assert(
      fc.property(anyAnswers, anyContext, fc.constantFrom(...QUESTIONS), (answers, context, dropped) => {
        const { [dropped]: _, ...fewer } = answers;

        expect(rank(triage(hit, answers, context).priority)).toBeGreaterThanOrEqual(
          rank(triage(hit, fewer, context).priority),
        );
      }),
    );
  });

  it('is never lowered by a worse answer', () => {
    const swap = fc
      .constantFrom(...QUESTIONS)
      .chain((id) => fc.tuple(fc.constant(id), anAnswer(id), anAnswer(id)));
    fc.assert(
      fc.property(anyAnswers, anyContext, swap, (answers, context, [id, one, other]) => {
        const [milder, worse] = badness(id, one) <= badness(id, other) ? [one, other] : [other, one];

        expect(rank(triage(hit, { ...answers, [id]: worse }, context).priority)).toBeGreaterThanOrEqual(
          rank(triage(hit, { ...answers, [id]: milder }, context).priority),
        );
      }),
    );
  });

  it('is never lowered by one more fact', () => {
    fc.assert(
      fc.property(
        anyAnswers,
        anyContext,
        fc.constantFrom('personWanted', 'dangerWords', 'repeatContact'),
        (a, c, fact) => {
          const without = triage(hit, a, { ...c, [fact]: false });
          const withIt = triage(hit, a, { ...c, [fact]: true });

          expect(rank(withIt.priority)).toBeGreaterThanOrEqual(rank(without.priority));
        },
      ),
    );
  });

  it('skips alone never go above ORANGE', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...QUESTIONS), fc.constantFrom('skip', 'dont_know')),
        fc.boolean(),
        (skips, unfinished) => {
          expect(rank(triage(hit, skips, { unfinished }).priority)).toBeLessThanOrEqual(rank('ORANGE'));
        },
      ),
    );
  });

  it('RED always has a reason that says so', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { priority, reasons, score } = triage(hit, answers);
        const isExplained = score >= 18 || reasons.some(({ rule }) => rule === 'immediate');

        expect(priority === 'RED').toBe(isExplained);
      }),
    );
  });
});
