import { areFaults, chosen, readAnswers } from '../../domain/assessment/answers.js';
import type { Instrument } from '../../domain/assessment/instrument.js';
import { levelNamed, type Level } from '../../domain/assessment/level.js';
import { overrideFaults } from '../../domain/assessment/override.js';
import { score } from '../../domain/assessment/score.js';
import { statedLevel } from '../../domain/assessment/state-level.js';
import type { Instant } from '../../domain/shared/time.js';
import type { AssessmentText } from './assessment.js';
import { levelProperty } from './level-property.js';

/** Which field breaks which rule; never what it held. */
export interface FieldFault {
  /** Such as `answers.V18` or `override.reason`. */
  readonly at: string;
  readonly rule: string;
}

/**
 * What keeps an assessment from being signed, and what a reader holds against one that was. None: the level is what its own
 * instrument makes of its answers, and the fields that a rule asks for are there.
 *
 * @param instrument the one that `assessment.instrument` names (`instrumentOf`)
 */
export function assessmentFaults(instrument: Instrument, assessment: AssessmentText): readonly FieldFault[] {
  const read = readAnswers(instrument, assessment.answers);
  if (areFaults(read)) return read.map(({ item, fault }) => ({ at: `answers.${item}`, rule: fault }));
  return [
    ...missingAnswers(instrument, assessment),
    ...missingNotes(instrument, assessment),
    ...dateFaults(instrument, assessment),
    ...triggerFaults(instrument, assessment),
    ...reviewFaults(assessment),
    ...participationFaults(instrument, assessment),
    ...levelFaults(instrument, assessment),
  ];
}

const missingAnswers = ({ items }: Instrument, { answers }: AssessmentText): FieldFault[] =>
  items
    .filter(({ id }) => answers[id] === undefined)
    .map(({ id }) => ({ at: `answers.${id}`, rule: 'missing' }));

const missingNotes = ({ items }: Instrument, { answers, notes }: AssessmentText): FieldFault[] =>
  items
    .filter((item) => chosen(item, answers).isNotApplicable && (notes[item.id] ?? '').trim() === '')
    .map(({ id }) => ({ at: `notes.${id}`, rule: 'missing' }));

const dateFaults = ({ items }: Instrument, { dates }: AssessmentText): FieldFault[] =>
  Object.keys(dates)
    .filter((id) => !items.some((item) => item.id === id && item.dateField !== null))
    .map((id) => ({ at: `dates.${id}`, rule: 'no-date-here' }));

function triggerFaults({ triggers }: Instrument, { reason, trigger }: AssessmentText): FieldFault[] {
  if (reason === 'event' && trigger === null) return [{ at: 'trigger', rule: 'missing' }];
  if (trigger === null || triggers.some(({ id }) => id === trigger)) return [];
  return [{ at: 'trigger', rule: 'unknown' }];
}

/** The last plan is looked at before a new one is signed: "no evaluations are made" is what the sources found. */
function reviewFaults({ previous, previousMeasures }: AssessmentText): FieldFault[] {
  const looked = previousMeasures !== 'none_before';
  return looked === (previous !== null)
    ? []
    : [{ at: 'previousMeasures', rule: looked ? 'nothing-before' : 'missing' }];
}

const aboutOf = { VSRA: 'person', 'PSRA-A': 'organisation', 'PSRA-B': 'worker' } as const;

function participationFaults({ id }: Instrument, { about }: AssessmentText): FieldFault[] {
  if (about.is !== aboutOf[id]) return [{ at: 'about', rule: 'wrong-kind' }];
  if (about.is === 'organisation') {
    return about.from <= about.to ? [] : [{ at: 'about.to', rule: 'before-from' }];
  }
  const silent = about.tookPart === 'no' && (about.whyNot ?? '').trim() === '';
  return silent ? [{ at: 'about.whyNot', rule: 'missing' }] : [];
}

function levelFaults(instrument: Instrument, assessment: AssessmentText): FieldFault[] {
  const { about, answers, override, level } = assessment;
  const victimLevel = about.is === 'worker' ? (about.victimLevel ?? undefined) : undefined;
  const result = score(instrument, answers, { victimLevel });
  const overridden = override === null ? [] : overrideFaults(instrument, result, override);
  const inForce: Level = override?.to ?? levelNamed(level.computed);
  const right = levelProperty(
    instrument,
    statedLevel(instrument, result, inForce, level.assessed as Instant),
  );
  return [
    ...overridden.map((rule) => ({
      at: rule === 'reason-too-short' ? 'override.reason' : 'override.to',
      rule,
    })),
    ...differing(level, right).map((name) => ({ at: `level.${name}`, rule: 'not-computed' })),
    ...(level.due > right.due ? [{ at: 'level.due', rule: 'too-late' }] : []),
    ...(level.due < level.assessed ? [{ at: 'level.due', rule: 'before-assessed' }] : []),
  ];
}

/** The date may be brought forward; everything else follows from the answers. */
const differing = (level: AssessmentText['level'], right: AssessmentText['level']): string[] =>
  (Object.keys(right) as (keyof typeof right)[]).filter(
    (name) => name !== 'due' && level[name] !== right[name],
  );
