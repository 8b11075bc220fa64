import { beginPlan, emptyMeasures, offered } from '../../../src/console/assessing/plan-form.js';
import type { SignedPlan } from '../../../src/console/assessing/read-file.js';
import { score } from '../../../src/domain/assessment/score.js';
import { gapMeasures, levelMeasures, suggestPlan } from '../../../src/domain/assessment/suggest-plan.js';
import { at, signedWith } from './forms.js';
import { calm, psraA, psraB, vsra } from './instruments.js';

const hour = 3_600_000;
const within = (all: readonly { measure: { id: string; withinHours: number } }[]) =>
  all.map(({ measure }) => [measure.id, measure.withinHours]);

describe('what a level asks for by itself', () => {
  it('is a conference within three days at high; within one, and a locked file, at extreme', () => {
    expect(within(levelMeasures(vsra, 'medium'))).toEqual([]);
    expect(within(levelMeasures(vsra, 'high'))).toEqual([['M25', 72]]);
    expect(within(levelMeasures(vsra, 'extreme'))).toEqual([
      ['M25', 24],
      ['M28', 4],
    ]);
  });

  it('is nothing where the instrument names no actions', () => {
    expect([...levelMeasures(psraA, 'extreme'), ...levelMeasures(psraB, 'extreme')]).toEqual([]);
  });

  it('shortens the time of a measure that the answers ask for too, and keeps their reasons', () => {
    const withConference = vsra.items.find(({ measures }) => measures.includes('M25'))!;
    const answers = calm(vsra, { [withConference.id]: 'yes' });

    const found = suggestPlan(vsra, answers, score(vsra, answers), 'extreme');

    expect(found.filter(({ measure }) => measure.id === 'M25')).toMatchObject([
      { measure: { withinHours: 24 }, because: [withConference.id], isCertain: true },
    ]);
  });

  it('stands in the plan that is begun, with its date', () => {
    const last = signedWith({ answers: calm(vsra, { V01: 'yes' }), record: 'a' });

    const { measures } = beginPlan(vsra, last, undefined, null, new Map(), at);

    expect(measures).toContainEqual(expect.objectContaining({ measure: 'M25', due: at + 24 * hour }));
    expect(measures).toContainEqual(expect.objectContaining({ measure: 'M28', due: at + 4 * hour }));
  });

  it('follows the computed level, not a lower one that nobody else has signed', () => {
    const answers = calm(vsra, { V30: 'yes', V08: 'yes' });
    const text = signedWith({ answers, record: 'a' }).text;
    const lowered = { ...text.level, computed: 3, inForce: 2 } as const;
    const last = { ...signedWith({ answers, record: 'a' }), text: { ...text, level: lowered } };

    expect(offered(vsra, last, { measures: [] }).map(({ measure }) => measure.id)).toContain('M25');
  });

  it('brings a conference forward that is open from last time', () => {
    const before = signedWith({ answers: calm(vsra, { V02: 'yes' }), record: 'a' });
    const first = beginPlan(vsra, before, undefined, null, new Map(), at);
    const plan = {
      text: { assessment: before.record, measures: first.measures, note: '' },
    } as unknown as SignedPlan;
    const last = signedWith({ answers: calm(vsra, { V01: 'yes' }), record: 'b' });

    const { measures } = beginPlan(vsra, last, plan, null, new Map(), at + hour);

    const conference = measures.filter(({ measure }) => measure === 'M25');
    expect(conference).toMatchObject([{ due: at + 25 * hour }]);
    expect(first.measures.map(({ id }) => id)).toContain(conference[0]!.id);
  });
});

describe('the gaps of an organisation', () => {
  const answers = calm(psraA, { A16: 'missing', A12: 'partly', A13: 'unknown' });

  it('are its measures, the largest first, each to be closed before the next assessment', () => {
    const found = gapMeasures(psraA, answers, score(psraA, answers));

    expect(found.map(({ measure, isCertain }) => [measure.id, measure.withinHours, isCertain])).toEqual([
      ['A16', 168, true],
      ['A13', 168, false],
      ['A12', 168, false],
    ]);
  });

  it('are five at most, and none in another instrument', () => {
    const all = Object.fromEntries(psraA.items.map(({ id }) => [id, 'missing']));

    expect(gapMeasures(psraA, all, score(psraA, all))).toHaveLength(5);
    expect(gapMeasures(vsra, {}, score(vsra, {}))).toEqual([]);
  });

  it('make a plan with an owner and a date where a key control is missing', () => {
    const last = signedWith({ answers, record: 'a', id: 'PSRA-A' });

    const plan = beginPlan(psraA, last, undefined, null, new Map(), at);

    expect(plan.measures).toMatchObject([
      {
        measure: 'A16',
        because: ['A16'],
        owner: { is: 'function', name: 'focal-point' },
        due: at + 168 * hour,
      },
    ]);
    expect(emptyMeasures(plan)).toBe(0);
    expect(offered(psraA, last, plan).map(({ measure }) => measure.id)).toEqual(['A13', 'A12']);
  });
});
