import { z } from 'zod';
import { isUnreadable, readAnswers } from '../domain/triage/answers.js';
import type { Priority, TriageInstrument } from '../domain/triage/instrument.js';
import { triage, type Reason, type TriageContext } from '../domain/triage/priority.js';

export type Scored =
  | {
      readonly id: string | number;
      readonly level: Priority;
      readonly score: number;
      readonly asked: number;
      readonly reasons: readonly Reason[];
    }
  | { readonly id: string | number | null; readonly error: string };

/** Facts beside the answers. A field with a name that we do not know is refused: a slip must not lower a level. */
const facts = z.strictObject({
  personWanted: z.boolean().optional(),
  dangerWords: z.boolean().optional(),
  repeatContact: z.boolean().optional(),
  unfinished: z.boolean().optional(),
});

/** Scores one line of JSON. Total: whatever the line, a result or what is wrong with it, in the words of who wrote it. */
export function scoreLine(hit: TriageInstrument, line: string): Scored {
  const record = recordOf(line);
  if (typeof record === 'string') return { id: null, error: record };
  const { id, answers, context } = record;
  if (!isId(id)) return { id: null, error: 'id is missing or not a text or number' };
  const read = readAnswers(hit, answers);
  if (isUnreadable(read)) return { id, error: read.problem };
  const known = facts.safeParse(context ?? {});
  if (!known.success) return { id, error: 'context has an unknown field, or one that is not true or false' };
  const { priority: level, score, asked, reasons } = triage(hit, read, present(known.data));
  return { id, level, score, asked, reasons };
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

const isId = (id: unknown): id is string | number => typeof id === 'string' || Number.isFinite(id);

const present = (given: z.infer<typeof facts>): TriageContext =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
