import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { parse } from 'yaml';
import { LONGEST_LINE } from '../../src/cli/json-lines.js';
import { score } from '../../src/cli/score.js';
import fc from '../builders/properties.js';

interface Ran {
  readonly code: number;
  readonly lines: readonly Record<string, unknown>[];
  readonly complaints: string;
}

async function run(input: AsyncIterable<Buffer | string>, args: readonly string[] = ['HIT']): Promise<Ran> {
  let printed = '';
  let complaints = '';
  const code = await score(args, {
    input,
    print: async (text) => void (printed += text),
    complain: (text) => void (complaints += text),
  });
  const lines = printed.split('\n').filter((line) => line !== '');
  return { code, complaints, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

const runLines = (...lines: readonly string[]): Promise<Ran> =>
  run(Readable.from([Buffer.from(lines.join('\n'))]));

const file = parse(readFileSync('instruments/hotline-intake-triage/v0.yaml', 'utf8')) as {
  test_vectors: readonly { id: string; a: unknown; expect: string; asked?: number }[];
};

describe('scoring JSON Lines', () => {
  it('scores every vector of the instrument, in order', async () => {
    const { code, lines } = await runLines(
      ...file.test_vectors.map(({ id, a }) => JSON.stringify({ id, answers: a })),
    );

    expect(code).toBe(0);
    expect(lines.map(({ id, level }) => [id, level])).toEqual(
      file.test_vectors.map(({ id, expect: level }) => [id, level]),
    );
    expect(lines.find(({ id }) => id === 'HT2')).toEqual({
      id: 'HT2',
      level: 'RED',
      score: 0,
      asked: 1,
      reasons: [{ rule: 'immediate', question: 'H1', answer: 'watched' }],
    });
  });

  it('names the answers and the rules behind a level', async () => {
    const { lines } = await runLines('{"id":"x","answers":{"H1":"skip","H2":"skip","H5":["papers","debt"]}}');

    expect(lines).toEqual([
      {
        id: 'x',
        level: 'ORANGE',
        score: 10,
        asked: 3,
        reasons: [
          { rule: 'weight', question: 'H1', answer: 'skip', weight: 2 },
          { rule: 'weight', question: 'H2', answer: 'skip', weight: 2 },
          { rule: 'weight', question: 'H5', answer: ['papers', 'debt'], weight: 6 },
          { rule: 'safety-uncertain', questions: ['H1', 'H2'], atLeast: 'ORANGE' },
        ],
      },
    ]);
  });

  it('a question that is missing was not asked; nothing at all is BLUE', async () => {
    expect((await runLines('{"id":"x","answers":{}}')).lines).toEqual([
      { id: 'x', level: 'BLUE', score: 0, asked: 0, reasons: [] },
    ]);
  });

  it('takes facts beside the answers', async () => {
    const { lines } = await runLines(
      '{"id":1,"answers":{"H1":"safe"},"context":{"personWanted":true,"repeatContact":true}}',
    );

    expect(lines).toMatchObject([{ id: 1, level: 'ORANGE' }]);
  });

  it('answers a bad line in its place, goes on, and ends with 1', async () => {
    const { code, lines } = await runLines(
      '{"id":"a","answers":{"H1":"safe"}}',
      '{"id":',
      '{"id":"b","answers":{"H1":"safe"}}',
    );

    expect(code).toBe(1);
    expect(lines.map(({ id, error }) => [id, error])).toEqual([
      ['a', undefined],
      [null, 'the line is not JSON'],
      ['b', undefined],
    ]);
  });

  it.each([
    ['[]', null, 'the line is not a JSON object'],
    ['null', null, 'the line is not a JSON object'],
    ['"x"', null, 'the line is not a JSON object'],
    ['{"answers":{}}', null, 'id is missing or not a text or number'],
    ['{"id":{},"answers":{}}', null, 'id is missing or not a text or number'],
    ['{"id":"x"}', 'x', 'answers is not an object'],
    ['{"id":"x","answers":[]}', 'x', 'answers is not an object'],
    ['{"id":"x","answers":{"H9":"safe"}}', 'x', 'unknown question "H9"'],
    ['{"id":"x","answers":{"__proto__":"safe"}}', 'x', 'unknown question "__proto__"'],
    ['{"id":"x","answers":{"H1":"purple"}}', 'x', 'H1: unknown option "purple"'],
    ['{"id":"x","answers":{"H1":"constructor"}}', 'x', 'H1: unknown option "constructor"'],
    ['{"id":"x","answers":{"H1":["safe"]}}', 'x', 'H1: the answer is not a word'],
    ['{"id":"x","answers":{"H1":null}}', 'x', 'H1: the answer is not a word'],
    ['{"id":"x","answers":{"H5":"none"}}', 'x', 'H5: the answer is not a list'],
    ['{"id":"x","answers":{"H5":[]}}', 'x', 'H5: the list is empty; write "skip" when nothing was chosen'],
    ['{"id":"x","answers":{"H5":["papers","none"]}}', 'x', 'H5: "none" stands alone'],
    ['{"id":"x","answers":{"H5":["papers",3]}}', 'x', 'H5: the answer is not a word'],
    [
      '{"id":"x","answers":{},"context":{"unfinnished":true}}',
      'x',
      'context has an unknown field, or one that is not true or false',
    ],
  ])('%s is an error', async (line, id, error) => {
    expect(await runLines(line)).toMatchObject({ code: 1, lines: [{ id, error }] });
  });

  it('passes over empty lines, and takes line breaks of Windows, a byte order mark and a last line without an end', async () => {
    const { code, lines } = await runLines(
      '\ufeff{"id":"a","answers":{}}\r',
      '',
      '   \r',
      '{"id":"b","answers":{}}',
    );

    expect(code).toBe(0);
    expect(lines.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('reads a letter that is cut between two pieces of input', async () => {
    const bytes = Buffer.from('{"id":"Ђ","answers":{}}\n');
    const cut = bytes.indexOf(0x82);

    const { lines } = await run(Readable.from([bytes.subarray(0, cut), bytes.subarray(cut)]));

    expect(lines).toMatchObject([{ id: 'Ђ', level: 'BLUE' }]);
  });

  it('refuses bytes that are no UTF-8', async () => {
    expect(await run(Readable.from([Buffer.from([0x7b, 0xff, 0x7d])]))).toMatchObject({
      code: 1,
      lines: [{ id: null, error: 'the line is not UTF-8' }],
    });
  });

  it('refuses a line without an end instead of filling the memory, and goes on', async () => {
    const piece = Buffer.alloc(65_536, 'x');
    const input = (async function* () {
      for (let sent = 0; sent <= LONGEST_LINE * 4; sent += piece.length) yield piece;
      yield '\n{"id":"b","answers":{}}\n';
    })();

    const { code, lines } = await run(input);

    expect(code).toBe(1);
    expect(lines).toMatchObject([
      { id: null, error: `the line is longer than ${LONGEST_LINE} bytes` },
      { id: 'b', level: 'BLUE' },
    ]);
  });

  it('prints each line before it reads the next', async () => {
    const seen: string[] = [];
    const input = (async function* () {
      for (const id of ['a', 'b']) {
        seen.push(`read ${id}`);
        yield `{"id":"${id}","answers":{}}\n`;
      }
    })();

    await score(['HIT'], { input, print: async () => void seen.push('printed'), complain: () => undefined });

    expect(seen).toEqual(['read a', 'printed', 'read b', 'printed']);
  });

  it.each([[['XYZ']], [[]], [['constructor']], [['HIT', 'HIT']]])(
    '%j: says which instruments there are and ends with 2',
    async (args) => {
      const { code, lines, complaints } = await run(Readable.from(['{"id":"a","answers":{}}']), args);

      expect(code).toBe(2);
      expect(lines).toEqual([]);
      expect(complaints).toContain('HIT');
    },
  );

  it('never fails, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.uint8Array(),
            fc.json().map((text) => Buffer.from(`${text}\n`)),
          ),
        ),
        async (pieces) => {
          const { code, lines } = await run(
            Readable.from(
              pieces.map((piece) => Buffer.from(piece)),
              { objectMode: true },
            ),
          );

          expect(code === 1).toBe(lines.some((line) => 'error' in line));
        },
      ),
    );
  });
});
