import { areFaults, readAnswers, type AnswerFault, type Answers } from '../domain/assessment/answers.js';
import { firedNames } from '../domain/assessment/explain.js';
import type { Instrument } from '../domain/assessment/instrument.js';
import { LEVELS, type Level } from '../domain/assessment/level.js';
import { score, type ScoreContext } from '../domain/assessment/score.js';
import type { ScoreRecord } from './score-line.js';

/** What a line of an instrument holds beside its id. */
const fieldsOf = ({ id }: Instrument): readonly string[] =>
  id === 'PSRA-A' ? ['context', 'controls'] : ['answers', 'victimLevel'];

/**
 * An assessment: an item that is not listed is unknown. A field, an item or an option that the instrument does not have is refused,
 * because a slip must not lower a level; so is a record that says it is of another version.
 */
export const scoreAssessment =
  (instrument: Instrument): ScoreRecord =>
  ({ instrument: version, ...record }) => {
    if (version !== undefined && version !== instrument.version) {
      return `instrument: this is version ${instrument.version} of ${instrument.id}, not the one of the line`;
    }
    const answers = answersIn(instrument, record);
    if (typeof answers === 'string') return answers;
    const context = contextIn(instrument, record);
    return typeof context === 'string' ? context : scored(instrument, answers, context);
  };

function scored(instrument: Instrument, answers: Answers, context: ScoreContext): object {
  const result = score(instrument, answers, context);
  return {
    level: result.level,
    [`${instrument.row.name}Band`]: result.bands.row,
    [`${instrument.column.name}Band`]: result.bands.column,
    provisional: result.provisional,
    uncertainty: result.uncertainty,
    ceiling: result.ceiling,
    fired: firedNames(result),
    nextReviewHours: result.nextReviewHours,
  };
}

type Line = Readonly<Record<string, unknown>>;

function answersIn(instrument: Instrument, record: Line): Answers | string {
  const fields = fieldsOf(instrument);
  const stranger = Object.keys(record).find((field) => !fields.includes(field));
  if (stranger !== undefined) return `${JSON.stringify(stranger)} is not a field of ${instrument.id}`;
  return instrument.id === 'PSRA-A'
    ? partA(instrument, record)
    : read(instrument, 'answers', record['answers']);
}

/** Each half takes only its own items: a control among the context would count for nothing and nobody would see it. */
function partA(instrument: Instrument, { context, controls }: Line): Answers | string {
  const anchors = read(halfOf(instrument, 'row'), 'context', numbered(context));
  if (typeof anchors === 'string') return anchors;
  const gaps = read(halfOf(instrument, 'column'), 'controls', controls ?? {});
  return typeof gaps === 'string' ? gaps : { ...anchors, ...gaps };
}

const halves = new WeakMap<Instrument, Record<'row' | 'column', Instrument>>();

function halfOf(instrument: Instrument, half: 'row' | 'column'): Instrument {
  const known = halves.get(instrument);
  if (known !== undefined) return known[half];
  const of = (side: 'row' | 'column'): Instrument => ({
    ...instrument,
    items: instrument.items.filter(({ weight }) => weight[side] > 0),
  });
  const made = { row: of('row'), column: of('column') };
  halves.set(instrument, made);
  return made[half];
}

/** Context is written in numbers; a number in a text, or anything else, is left as it is and refused. */
function numbered(context: unknown): unknown {
  if (context === undefined) return {};
  if (typeof context !== 'object' || context === null || Array.isArray(context)) return context;
  return Object.fromEntries(
    Object.entries(context).map(([id, value]: [string, unknown]) => [
      id,
      typeof value === 'number' ? String(value) : value === 'unknown' ? value : null,
    ]),
  );
}

function read(instrument: Instrument, field: string, given: unknown): Answers | string {
  const answers = readAnswers(instrument, given);
  if (!areFaults(answers)) return answers;
  const [fault] = answers;
  return fault === undefined ? `${field} is not as it must be` : sentenceOf(instrument, field, fault);
}

function sentenceOf({ id }: Instrument, field: string, { item, fault }: AnswerFault): string {
  if (item === '') return `${field} is not an object`;
  const where = `${field}.${/^[\w-]{1,20}$/.test(item) ? item : JSON.stringify(item)}`;
  if (fault === 'item-unknown') return `${where} is not an item of ${id}`;
  if (fault === 'option-unknown') return `${where} has no such answer`;
  return field === 'context' ? `${where} is not a number from 0 to 3 or "unknown"` : `${where} is not a text`;
}

/** Lines of both victim and provider assessments may carry the level of the person; only part B inherits from it. */
function contextIn(instrument: Instrument, { victimLevel }: Line): ScoreContext | string {
  if (victimLevel === undefined) return {};
  if (!LEVELS.includes(victimLevel as Level)) return `victimLevel is not one of ${LEVELS.join(', ')}`;
  return instrument.inherited.length > 0 ? { victimLevel: victimLevel as Level } : {};
}
