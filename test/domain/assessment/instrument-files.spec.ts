import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readAssessmentFile } from '../../../src/server/platform/instruments/read-assessment-instruments.js';
import { all, book, psraA, psraB, vsra } from './instruments.js';

const victim = 'victim-safety-risk-assessment/v0.yaml';
const provider = 'provider-security-risk-assessment/v0.yaml';
const sourceOf = (name: string): string => readFileSync(`instruments/${name}`, 'utf8');

/** Every version that was ever published. Append only: a change is a new version with a line of its own. */
const published: Readonly<Record<string, string>> = {
  'hotline-intake-triage/v0.yaml': 'e5a7fcfd2e4e69c9f9b28dad0b9496d307903cc3853ed405ebee775e40ff6230',
  [provider]: '2495ac22687eb018766214ca4b468bb73b6d5354c6e8d02c1148a967767bd9b5',
  [victim]: '55c8dae9a402e30903dca8506e69dcbbc05ee5aa91a064f8a59d2fcbe9dc3d6a',
};

describe('a published version of an instrument', () => {
  it.each(Object.entries(published))('%s has not changed', (name, hash) => {
    expect(createHash('sha256').update(sourceOf(name)).digest('hex')).toBe(hash);
  });

  it('is in this list, and an assessment is bundled with the console', () => {
    const files = readdirSync('instruments', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.yaml'),
    );
    const bundled = readFileSync('src/console/instruments/bundled.ts', 'utf8');

    expect(files.sort()).toEqual(Object.keys(published).sort());
    for (const name of files.filter((each) => each.includes('-risk-assessment/'))) {
      expect(bundled).toContain(`'../../../instruments/${name}'`);
    }
  });

  it('carries its hash into the records that are made with it', () => {
    expect(book.map(({ instrument, sha256 }) => [instrument.id, sha256])).toEqual([
      ['VSRA', published[victim]],
      ['PSRA-A', published[provider]],
      ['PSRA-B', published[provider]],
    ]);
  });
});

describe('the assessment instruments', () => {
  it('are read with all their items, rules, triggers and measures', () => {
    expect(all.map(({ items }) => items.length)).toEqual([50, 28, 21]);
    expect(vsra.items.filter(({ protects }) => protects > 0)).toHaveLength(5);
    expect(all.map(({ combinations }) => combinations.length)).toEqual([8, 0, 4]);
    expect(all.map(({ triggers }) => triggers.length)).toEqual([14, 5, 5]);
    expect(Object.keys(vsra.measures)).toHaveLength(30);
    expect(Object.keys(psraA.measures)).toHaveLength(16);
    expect(psraB.missionCheck.map(({ id }) => id)).toEqual(['K1', 'K2', 'K3', 'K4', 'K5', 'K6']);
    expect(psraA.items.filter(({ critical }) => critical === 'key').map(({ id }) => id)).toEqual([
      'A11',
      'A16',
      'A18',
      'A22',
    ]);
    expect(psraA.items.filter(({ isComputed }) => isComputed).map(({ id }) => id)).toEqual([
      'A03',
      'A09',
      'A10',
    ]);
    expect(
      vsra.items.filter(({ dateField }) => dateField).map(({ id, dateField }) => [id, dateField]),
    ).toEqual([
      ['V20', 'hearing_date'],
      ['V24', 'release_date'],
    ]);
    expect(vsra.levelActions?.extreme).toMatchObject({
      conferenceHours: 24,
      signOff: 'supervisor',
      locksCase: true,
    });
  });

  it('reach the largest sums that their tables are made for', () => {
    const most = (of: 'row' | 'column') =>
      psraA.items.reduce(
        (sum, { weight, options }) => sum + weight[of] * Math.max(...options.map(({ value }) => value)),
        0,
      );

    expect([most('row'), most('column')]).toEqual([3_000, 3_700]);
  });
});

describe('an instrument that is not as it must be', () => {
  /** The file with one change, and the line at which that change is. */
  function broken(name: string, from: string, to: string): { line: number; read: () => unknown } {
    const source = sourceOf(name);
    if (!source.includes(from)) throw new Error(`${name} does not hold ${from}`);
    const line = source.slice(0, source.indexOf(from)).split('\n').length;
    return { line, read: () => readAssessmentFile(name, source.replace(from, to)) };
  }

  it.each([
    [
      'a level that does not exist',
      victim,
      'level: extreme, why: {en: "can',
      'level: huge, why: {en: "can',
      0,
    ],
    ['a word that the code does not know', victim, '    w_impact: 3\n', '    w_imapct: 3\n', -4],
    ['a weight that is no whole number', victim, '    w: 3\n', '    w: 2.5\n', 0],
    ['a rule about an item that does not exist', victim, 'C6, all: [V41, V02]', 'C6, all: [V99, V02]', 0],
    ['a rule about a choice', victim, 'C6, all: [V41, V02]', 'C6, all: [V18, V02]', 0],
    ['a measure that does not exist', victim, 'm: [M01, M02]', 'm: [M01, M99]', -10],
    ['an item twice', victim, '  - id: V02', '  - id: V01', null],
    ['a flag that nothing sets', victim, '{from: V18, option: hot}', '{from: V18, option: hott}', 0],
    [
      'a matrix that falls',
      victim,
      '5: [medium, high, high, extreme, extreme]',
      '5: [medium, high, high, low, extreme]',
      -5,
    ],
    ['bands that do not grow', victim, '{band: 2, from: 5}', '{band: 2, from: 12}', null],
    ['a text without Serbian', provider, 'sr: "Pretnja, napad, praćenje ili dolazak učinioca"', 'sr: ""', 0],
    [
      'context that would force extreme',
      provider,
      '{item: A09, answer: 3, level: high}',
      '{item: A09, answer: 3, level: extreme}',
      null,
    ],
    [
      'less time for a lower level',
      provider,
      'reassessment: {low: 720, medium: 720, high: 168',
      'reassessment: {low: 20, medium: 720, high: 168',
      null,
    ],
    ['no YAML', victim, 'answers:\n', 'answers: [\n', null],
    ['another version than its name says', victim, 'version: "0.1.0"', 'version: "1.0.0"', null],
  ])('%s: the start stops with file, line and reason', (_, name, from, to, offset) => {
    const { line, read } = broken(name, from, to);

    expect(read).toThrow(new RegExp(`^${name.replaceAll('.', '\\.')}:\\d+: .{8,}`));
    if (offset !== null) expect(read).toThrow(`${name}:${line + offset}: `);
  });
});
