import { z } from 'zod';
import { isUnreadable, readAnswers } from '../domain/triage/answers.js';
import type { Priority, TriageInstrument } from '../domain/triage/instrument.js';
import { triage, type Reason, type TriageContext } from '../domain/triage/priority.js';

export type LineId = string | number;

/** What could not be scored, and why, in the words of who wrote it. */
export interface Unscored {
  readonly id: LineId | null;
  readonly error: string;
}

/** One line's object without its id, scored; a text says what is wrong with it. */
export type ScoreRecord = (record: Readonly<Record<string, unknown>>) => object | string;

/** Scores one line of JSON. Total: whatever the line, a result or what is wrong with it. */
export function scoreLine(scoreRecord: ScoreRecord, line: string): object {
  const record = recordOf(line);
  if (typeof record === 'string') return { id: null, error: record } satisfies Unscored;
  const { id, ...rest } = record;
  if (!isId(id)) return { id: null, error: 'id is missing or not a text or number' } satisfies Unscored;
  const scored = scoreRecord(rest);
  return typeof scored === 'string' ? ({ id, error: scored } satisfies Unscored) : { id, ...scored };
}

function recordOf(line: string): Record<string, unknown> | string {
  try {
    const record: unknown = JSON.parse(line);
    const isObject = typeof record === 'object' && record !== null && !Array.isArray(record);
    return isObject ? (record as Record<string, unknown>) : 'the line is not a JSON object';
  } catch {
    return 'the line is not JSON';
  }
}

const isId = (id: unknown): id is LineId => typeof id === 'string' || Number.isFinite(id);

/** Facts beside the answers. A field with a name that we do not know is refused: a slip must not lower a level. */
const facts = z.strictObject({
  personWanted: z.boolean().optional(),
  dangerWords: z.boolean().optional(),
  repeatContact: z.boolean().optional(),
  unfinished: z.boolean().optional(),
});

interface ScoredTriage {
  readonly level: Priority;
  readonly score: number;
  readonly asked: number;
  readonly reasons: readonly Reason[];
}

/** The hotline triage: a question that is missing was not asked. */
export const scoreTriage =
  (hit: TriageInstrument): ScoreRecord =>
  ({ answers, context }): ScoredTriage | string => {
    const read = readAnswers(hit, answers);
    if (isUnreadable(read)) return read.problem;
    const known = facts.safeParse(context ?? {});
    if (!known.success) return 'context has an unknown field, or one that is not true or false';
    const { priority: level, score, asked, reasons } = triage(hit, read, present(known.data));
    return { level, score, asked, reasons };
  };

const present = (given: z.infer<typeof facts>): TriageContext =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
