import { Readable } from 'node:stream';
import { score } from '../../src/cli/score.js';
import { calm, fileVectors, psraA, psraB, vsra } from '../domain/assessment/instruments.js';

interface Ran {
  readonly code: number;
  readonly lines: readonly Record<string, unknown>[];
}

async function run(instrument: string, ...records: readonly unknown[]): Promise<Ran> {
  let printed = '';
  const code = await score([instrument], {
    input: Readable.from([Buffer.from(records.map((each) => JSON.stringify(each)).join('\n'))]),
    print: async (text) => void (printed += text),
    complain: () => undefined,
  });
  const lines = printed.split('\n').filter((line) => line !== '');
  return { code, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

/** Part A's answers as its lines write them. */
function halves(answers: Readonly<Record<string, string>>) {
  const isContext = (id: string): boolean => id <= 'A10';
  const entries = Object.entries(answers);
  return {
    context: Object.fromEntries(
      entries
        .filter(([id]) => isContext(id))
        .map(([id, value]) => [id, value === 'unknown' ? value : Number(value)]),
    ),
    controls: Object.fromEntries(entries.filter(([id]) => !isContext(id))),
  };
}

describe('scoring assessments line by line', () => {
  it('scores every vector of the files', async () => {
    for (const { id, instrument, answers, victimLevel, level } of fileVectors()) {
      const record = instrument === 'PSRA-A' ? { id, ...halves(answers) } : { id, answers, victimLevel };

      expect(await run(instrument, record)).toMatchObject({ code: 0, lines: [{ id, level }] });
    }
  });

  it('says of a victim assessment what it is made of', async () => {
    const { lines } = await run('VSRA', {
      id: 'a',
      answers: calm(vsra, { V02: 'yes', V04: 'yes', V23: 'released', V35: 'unknown' }),
    });

    expect(lines).toEqual([
      {
        id: 'a',
        level: 'extreme',
        likelihoodBand: 2,
        impactBand: 1,
        provisional: false,
        uncertainty: 1 / 45,
        ceiling: 'extreme',
        fired: ['V02', 'V04', 'C1'],
        nextReviewHours: 24,
      },
    ]);
  });

  it('says of the organisation how high threat and vulnerability are', async () => {
    const { lines } = await run('PSRA-A', {
      id: 'a',
      context: { A01: 2, A09: 'unknown' },
      controls: { A11: 'partly' },
    });

    expect(lines).toEqual([
      {
        id: 'a',
        level: 'high',
        threatBand: 3,
        vulnerabilityBand: 5,
        provisional: true,
        uncertainty: 26 / 28,
        ceiling: 'extreme',
        fired: ['A11'],
        nextReviewHours: 168,
      },
    ]);
  });

  it('takes the level of the person who is helped', async () => {
    const { lines } = await run('PSRA-B', { id: 'a', answers: calm(psraB), victimLevel: 'extreme' });

    expect(lines).toMatchObject([
      { level: 'high', fired: ['victimLevel'], likelihoodBand: 1, impactBand: 1 },
    ]);
  });

  it('counts what is not listed as unknown', async () => {
    const blank = { level: 'medium', provisional: true, uncertainty: 1, ceiling: 'extreme' };

    expect((await run('VSRA', { id: 1, answers: {} })).lines).toMatchObject([blank]);
    expect((await run('PSRA-B', { id: 1, answers: {} })).lines).toMatchObject([blank]);
    expect((await run('PSRA-A', { id: 1, context: {}, controls: {} })).lines).toMatchObject([
      { uncertainty: 1 },
    ]);
  });

  it.each([
    ['VSRA', { answers: { V99: 'yes' } }, 'answers.V99 is not an item of VSRA'],
    ['VSRA', { answers: { 'V01 ': 'yes' } }, 'answers."V01 " is not an item of VSRA'],
    ['VSRA', { answers: { V01: 'perhaps' } }, 'answers.V01 has no such answer'],
    ['VSRA', { answers: { V18: 'yes' } }, 'answers.V18 has no such answer'],
    ['VSRA', { answers: { V01: 1 } }, 'answers.V01 is not a text'],
    ['VSRA', { answers: { V01: null } }, 'answers.V01 is not a text'],
    ['VSRA', { answers: { V01: ['yes'] } }, 'answers.V01 is not a text'],
    ['VSRA', { answers: [] }, 'answers is not an object'],
    ['VSRA', {}, 'answers is not an object'],
    ['VSRA', { answers: {}, victimlevel: 'high' }, '"victimlevel" is not a field of VSRA'],
    ['PSRA-B', { answers: {}, victimLevel: 'huge' }, 'victimLevel is not one of low, medium, high, extreme'],
    ['PSRA-B', { answers: { V01: 'yes' } }, 'answers.V01 is not an item of PSRA-B'],
    ['PSRA-A', { answers: {} }, '"answers" is not a field of PSRA-A'],
    ['PSRA-A', { context: { A01: 4 } }, 'context.A01 has no such answer'],
    ['PSRA-A', { context: { A01: 1.5 } }, 'context.A01 has no such answer'],
    ['PSRA-A', { context: { A01: '2' } }, 'context.A01 is not a number from 0 to 3 or "unknown"'],
    ['PSRA-A', { context: { A11: 'missing' } }, 'context.A11 is not an item of PSRA-A'],
    ['PSRA-A', { context: 7 }, 'context is not an object'],
    ['PSRA-A', { controls: { A01: 2 } }, 'controls.A01 is not an item of PSRA-A'],
    ['PSRA-A', { controls: { A11: 'yes' } }, 'controls.A11 has no such answer'],
    [
      'VSRA',
      { answers: {}, instrument: '1.0.0' },
      'instrument: this is version 0.1.0 of VSRA, not the one of the line',
    ],
  ])('%s %j: an error in its place, naming the field', async (instrument, record, error) => {
    expect(await run(instrument, { id: 'bad', ...record }, { id: 'x' })).toMatchObject({
      code: 1,
      lines: [{ id: 'bad', error }, { id: 'x' }],
    });
  });

  it('takes a line that says it is of this version', async () => {
    expect(await run('VSRA', { id: 'a', answers: {}, instrument: '0.1.0' })).toMatchObject({ code: 0 });
    expect(calm(psraA)).toMatchObject({ A01: '0', A11: 'in_place' });
  });
});
