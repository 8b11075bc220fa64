import type { PlanText } from '../../contracts/sealed/plan.js';
import type { PlannedMeasure } from './planned-measure.js';
import type { Instrument, Published } from '../../domain/assessment/instrument.js';
import { levelNamed, type LevelNumber } from '../../domain/assessment/level.js';
import type { SuggestedMeasure } from '../../domain/assessment/suggest-measures.js';
import { levelMeasures, suggestPlan } from '../../domain/assessment/suggest-plan.js';
import type { MEASURE_OWNERS } from '../../domain/review/measure.js';
import { scoreOf } from './form.js';
import { newId } from './new-id.js';
import type { SignedAssessment, SignedPlan } from './read-file.js';
import { asItStands, courseOf, type Course, type Standings } from './standing.js';

type OwnerName = (typeof MEASURE_OWNERS)[number];

/** A plan as it is being written. */
export interface PlanForm {
  readonly form: 'plan-form/1';
  readonly object: string;
  /** The record of the newest plan that its author had before her; null: there was none. Absent in a form of an older console. */
  readonly base?: string | null;
  /** The assessment that it follows from. */
  readonly assessment: string;
  readonly begunAt: number;
  readonly measures: readonly PlannedMeasure[];
  /** How measures of an earlier signature stood then, so that what somebody does meanwhile is not undone. */
  readonly begun?: Readonly<Record<string, Course>>;
  readonly note: string;
}

const hourMs = 3_600_000;

/** How the instruments' owners are called in the house. */
const ownerNames: Readonly<Record<string, OwnerName>> = {
  case_worker: 'case-worker',
  worker: 'case-worker',
  coordinator: 'coordinator',
  supervisor: 'coordinator',
  security_focal_point: 'focal-point',
  director: 'director',
  legal: 'legal',
  digital_safety: 'digital-safety',
  data_protection: 'data-protection',
};

const uuid = (): PlannedMeasure['id'] => crypto.randomUUID();

/** A measure of the instrument, with its owner and its date. What is to be done at once has an hour, or it would begin overdue. */
export const measureFrom = (
  { measure, because }: SuggestedMeasure,
  subject: string | null,
  now: number,
): PlannedMeasure => ({
  id: uuid(),
  measure: measure.id,
  words: '',
  because: [...because],
  owner: ownerOf(measure.owner, subject),
  due: (now + Math.max(measure.withinHours, 1) * hourMs) as PlannedMeasure['due'],
  state: 'open',
  effect: null,
});

const ownerOf = (owner: string, subject: string | null): PlannedMeasure['owner'] =>
  owner === 'worker' && subject !== null
    ? { is: 'person', staffId: subject as (PlannedMeasure['owner'] & { is: 'person' })['staffId'] }
    : { is: 'function', name: ownerNames[owner] ?? 'coordinator' };

/** A measure in own words. */
export const ownMeasure = (now: number): PlannedMeasure => ({
  id: uuid(),
  measure: null,
  words: '',
  because: [],
  owner: { is: 'function', name: 'case-worker' },
  due: (now + 72 * hourMs) as PlannedMeasure['due'],
  state: 'open',
  effect: null,
});

/** The level that a plan answers: the computed one also where its author set a lower one, which nobody else has signed yet. */
export const levelOfPlan = ({ text }: Pick<SignedAssessment, 'text'>): LevelNumber =>
  Math.max(text.level.computed, text.level.inForce) as LevelNumber;

/** Suggestions that the plan does not have yet, also not as done. */
export const offered = (
  instrument: Instrument,
  last: SignedAssessment,
  { measures }: Pick<PlanForm, 'measures'>,
): readonly SuggestedMeasure[] =>
  suggestPlan(
    instrument,
    last.text.answers,
    scoreOf(instrument, last.text),
    levelNamed(levelOfPlan(last)),
  ).filter(
    ({ measure }) => !measures.some((each) => each.measure === measure.id && each.state !== 'dropped'),
  );

/** A measure that is open from last time and that the level wants sooner now. */
function inTime(
  measure: PlannedMeasure,
  instrument: Instrument,
  level: LevelNumber,
  now: number,
): PlannedMeasure {
  const wanted = levelMeasures(instrument, levelNamed(level)).find(
    (each) => each.measure.id === measure.measure,
  );
  if (!wanted) return measure;
  const due = now + wanted.measure.withinHours * hourMs;
  return measure.due <= due ? measure : { ...measure, due: due as PlannedMeasure['due'] };
}

const recordOf = (plan: SignedPlan | undefined): string | null => plan?.record ?? null;

/**
 * Where a plan begins: the same plan when its assessment is still the newest; otherwise what is still open, and what answers that are
 * certain, the level, and controls that are missing ask for. What is only suspected is offered beside it.
 */
export function beginPlan(
  instrument: Instrument,
  last: SignedAssessment,
  plan: SignedPlan | undefined,
  subject: string | null,
  standings: Standings,
  now: number,
): PlanForm {
  const { measures: signed = [], note = '' } = plan?.text ?? {};
  const measures = signed.map((each) => asItStands(each, standings.get(each.id), undefined));
  const begun = {
    form: 'plan-form/1',
    base: recordOf(plan),
    assessment: last.record,
    begunAt: now,
    begun: Object.fromEntries(measures.map((each) => [each.id, courseOf(each)])),
  } as const;
  if (plan?.text.assessment === last.record) return { ...begun, object: plan.object, measures, note };
  const kept = measures
    .filter(({ state }) => state === 'open')
    .map((each) => inTime(each, instrument, levelOfPlan(last), now));
  const fresh = offered(instrument, last, { measures: kept })
    .filter(({ isCertain }) => isCertain)
    .map((suggestion) => measureFrom(suggestion, subject, now));
  return { ...begun, object: newId(), measures: [...kept, ...fresh], note };
}

/** Written over the plan of a colleague, by a person who has read it: the next version where both follow from the same assessment. */
export const followingPlan = (
  form: PlanForm,
  base: string | null,
  plan: SignedPlan | undefined,
): PlanForm => ({
  ...form,
  base,
  object: plan?.text.assessment === form.assessment ? plan.object : form.object,
});

/** The form with what happened to its measures since it was begun. */
export const broughtUpToDate = (form: PlanForm, standings: Standings): PlanForm => ({
  ...form,
  measures: form.measures.map((each) => asItStands(each, standings.get(each.id), form.begun?.[each.id])),
});

export const planTextOf = (
  { instrument, sha256 }: Published,
  { assessment, measures, note }: PlanForm,
): PlanText => ({
  form: 'plan/1',
  instrument: { id: instrument.id, version: instrument.version, sha256 },
  assessment,
  measures: [...measures],
  note,
});

/** What keeps a plan from being signed: a measure that says nothing. */
export const emptyMeasures = ({ measures }: PlanForm): number =>
  measures.filter(({ measure, words }) => measure === null && words.trim() === '').length;
