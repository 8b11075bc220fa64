import { newestOf } from '../domain/assessment/instrument-book.js';
import { INSTRUMENT_IDS, type InstrumentId } from '../domain/assessment/instrument.js';
import { readAssessmentInstruments } from '../server/platform/instruments/read-assessment-instruments.js';
import { readHotlineInstrument } from '../server/platform/instruments/read-instrument.js';
import { linesOf, LONGEST_LINE, type Line } from './json-lines.js';
import { scoreAssessment } from './score-assessment.js';
import { scoreLine, scoreTriage, type ScoreRecord } from './score-line.js';

export interface Streams {
  readonly input: AsyncIterable<Buffer | string>;
  /** Resolves when more may be written. */
  readonly print: (text: string) => Promise<void>;
  readonly complain: (text: string) => void;
}

const INSTRUMENTS: Readonly<Record<string, () => ScoreRecord>> = {
  HIT: () => scoreTriage(readHotlineInstrument()),
  ...Object.fromEntries(INSTRUMENT_IDS.map((id) => [id, () => assessment(id)])),
};

function assessment(id: InstrumentId): ScoreRecord {
  const newest = newestOf(readAssessmentInstruments(), id);
  if (newest === undefined) throw new Error(`There is no ${id} among the instruments.`);
  return scoreAssessment(newest.instrument);
}

const NEWLINE = '\n';

/**
 * `score <instrument>`: JSON Lines in, one JSON line each out, in the same order; holds one line at a time. Lines with nothing on them
 * are passed over.
 *
 * @returns the exit code: 0; 1 when a line could not be scored (its error stands in its place); 2 when the instrument is unknown
 */
export async function score(
  args: readonly string[],
  { input, print, complain }: Streams,
): Promise<0 | 1 | 2> {
  const [id = ''] = args;
  const read = Object.hasOwn(INSTRUMENTS, id) ? INSTRUMENTS[id] : undefined;
  if (read === undefined || args.length !== 1) {
    complain(
      `Name one instrument: ${Object.keys(INSTRUMENTS).join(', ')}. For example: score HIT < cases.jsonl\n`,
    );
    return 2;
  }
  return (await scoreAll(read(), input, print)) ? 0 : 1;
}

/** @returns whether every line could be scored */
async function scoreAll(
  scoreRecord: ScoreRecord,
  input: Streams['input'],
  print: Streams['print'],
): Promise<boolean> {
  let everyLine = true;
  for await (const line of linesOf(input)) {
    const scored = scoreBytes(scoreRecord, line);
    if (scored === null) continue;
    if ('error' in scored) everyLine = false;
    await print(JSON.stringify(scored) + NEWLINE);
  }
  return everyLine;
}

function scoreBytes(scoreRecord: ScoreRecord, line: Line): object | null {
  if (line === null) return { id: null, error: `the line is longer than ${LONGEST_LINE} bytes` };
  const text = decoded(line);
  if (text === null) return { id: null, error: 'the line is not UTF-8' };
  return text.trim() === '' ? null : scoreLine(scoreRecord, text);
}

function decoded(line: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(line);
  } catch {
    return null;
  }
}
