import { writeAssessment, type AssessmentText } from '../../contracts/sealed/assessment.js';
import type { Answers } from '../../domain/assessment/answers.js';
import { filledIn } from '../../domain/assessment/answers.js';
import type { Instrument, InstrumentId, ItemId, Published } from '../../domain/assessment/instrument.js';
import { score, type Score } from '../../domain/assessment/score.js';
import { statedLevel } from '../../domain/assessment/state-level.js';
import type { MEASURE_EFFECTS } from '../../domain/review/measure.js';
import type { Instant } from '../../domain/shared/time.js';
import { levelProperty } from '../../contracts/sealed/level-property.js';
import { newId } from './new-id.js';
import type { SignedAssessment } from './read-file.js';

type About = AssessmentText['about'];
export type Reason = AssessmentText['reason'];
export type Effect = (typeof MEASURE_EFFECTS)[number];

/** What a person has typed of one assessment, signed or not. It is kept, encrypted, at every change. */
export interface Form {
  readonly form: 'assessment-form/1';
  /** The record's object, drawn once, so that sending twice writes once. */
  readonly object: string;
  /** The newest record of the instrument when the form was begun. */
  readonly after: string | null;
  /** The assessment before this one, whose measures are looked at. */
  readonly previous: string | null;
  readonly begunAt: number;
  readonly answers: Answers;
  /** Items that a person has looked at in this form; what is only taken over from last time is not among them. */
  readonly seen: readonly ItemId[];
  /** Records of what happened, and of dates, that stood above the form when it was begun or that a person has ticked since. */
  readonly lookedAt?: readonly string[];
  readonly notes: Readonly<Record<ItemId, string>>;
  readonly dates: Readonly<Record<ItemId, string>>;
  readonly reason: Reason;
  readonly trigger: string | null;
  readonly about: About;
  readonly previousMeasures: AssessmentText['previousMeasures'] | null;
  /** Whether each measure of the last plan worked, by the measure's id. */
  readonly effects: Readonly<Record<string, Effect>>;
  readonly override: AssessmentText['override'];
  readonly note: string;
  /** What the case is called in the evaluation: drawn by its first assessment, repeated by every later one. */
  readonly evaluation: string;
}

/** A form that starts from last time. What was answered then stands in it as not looked at yet. */
export function beginForm(
  { items }: Instrument,
  last: SignedAssessment | undefined,
  about: About,
  now: number,
): Form {
  const blank: Form = {
    form: 'assessment-form/1',
    object: newId(),
    after: null,
    previous: null,
    begunAt: now,
    answers: {},
    seen: [],
    lookedAt: [],
    notes: {},
    dates: {},
    reason: 'initial',
    trigger: null,
    about,
    previousMeasures: 'none_before',
    effects: {},
    override: null,
    note: '',
    evaluation: newId(),
  };
  return last ? { ...blank, ...takenFrom(last, items, about) } : blank;
}

function takenFrom({ record, text }: SignedAssessment, items: Instrument['items'], about: About) {
  const taken = Object.entries(text.answers).filter(([item, option]) =>
    items.some((each) => each.id === item && each.options.some((known) => known.id === option)),
  );
  const stillThere = taken.map(([item]) => item);
  return {
    after: record,
    previous: record,
    answers: Object.fromEntries(taken),
    notes: onlyOf(stillThere, text.notes),
    dates: onlyOf(stillThere, text.dates),
    reason: 'scheduled' as const,
    about: aboutAgain(about, text.about),
    previousMeasures: null,
    evaluation: text.evaluation,
  };
}

/** What is there of some items. */
export const onlyOf = <Value>(items: readonly ItemId[], all: Readonly<Record<ItemId, Value>> = {}) =>
  Object.fromEntries(Object.entries(all).filter(([item]) => items.includes(item)));

/** Who took part this time is asked anew; what does not change by itself is taken over. */
function aboutAgain(about: About, before: About): About {
  if (about.is === 'organisation' && before.is === 'organisation') return { ...about, unit: before.unit };
  if (about.is === 'worker' && before.is === 'worker')
    return { ...about, caseNumber: before.caseNumber, team: before.team };
  if (about.is === 'person' && before.is === 'person') return { ...about, interpreter: before.interpreter };
  return about;
}

/** A correction is the next version of what it corrects; everything else is an assessment of its own. */
export function withReason(form: Form, reason: Reason, last: SignedAssessment | undefined): Form {
  if (!last || (reason === 'correction') === (form.reason === 'correction')) return { ...form, reason };
  const { object, record, text } = last;
  return reason === 'correction'
    ? { ...form, reason, object, previous: text.previous, previousMeasures: text.previousMeasures }
    : { ...form, reason, object: newId(), previous: record, previousMeasures: null };
}

/** Where a form of each instrument begins. @param subject the worker of a worker's file */
export function aboutFor(id: InstrumentId, subject: string | null, today: string, yearAgo: string): About {
  if (id === 'PSRA-A') return { is: 'organisation', unit: '', from: yearAgo, to: today, participants: '' };
  if (id === 'PSRA-B')
    return {
      is: 'worker',
      worker: (subject ?? '') as (About & { is: 'worker' })['worker'],
      tookPart: 'yes',
      whyNot: null,
      caseNumber: null,
      victimAssessment: null,
      victimLevel: null,
      team: [],
    };
  return {
    is: 'person',
    tookPart: 'yes',
    whyNot: null,
    consent: 'yes',
    interpreter: 'none',
    sources: [],
    ngosConsulted: 'none_involved',
  };
}

export const scoreOf = (instrument: Instrument, { answers, about }: Pick<Form, 'answers' | 'about'>): Score =>
  score(instrument, answers, {
    victimLevel: about.is === 'worker' ? (about.victimLevel ?? undefined) : undefined,
  });

/**
 * As of when an assessment is dated: when its author last read the file, because that is what she judged; what is recorded between that
 * and her signature stays open. A correction keeps the date of what it corrects, or it would begin the time until the next review
 * anew and pass for an answer to everything that has happened since.
 */
export const datedAt = (
  { object }: Pick<Form, 'object'>,
  last: SignedAssessment | undefined,
  readAt: number,
): number => (last?.object === object ? last.text.level.assessed : readAt);

/** The record that this form makes. @param assessed `datedAt` of this form */
export function textOf({ instrument, sha256 }: Published, form: Form, assessed: number): AssessmentText {
  const result = scoreOf(instrument, form);
  const level = statedLevel(instrument, result, form.override?.to ?? result.level, assessed as Instant);
  return {
    form: 'assessment/1',
    instrument: { id: instrument.id, version: instrument.version, sha256 },
    about: form.about,
    answers: { ...filledIn(instrument, form.answers) },
    notes: withWords(form.notes),
    dates: withWords(form.dates),
    reason: form.reason,
    trigger: form.reason === 'event' ? form.trigger : null,
    previous: form.previous,
    previousMeasures: form.previousMeasures ?? 'none_before',
    override: form.override,
    note: form.note,
    evaluation: form.evaluation,
    level: levelProperty(instrument, level),
  };
}

/**
 * What is sent of it. It follows the assessment that its author had before her when the form was begun, whatever was signed since:
 * where that is not the newest one, nothing is saved.
 */
export const orderOf = ({ object, after }: Form, text: AssessmentText) => ({
  object,
  after,
  text: writeAssessment(text),
  level: text.level,
});

const withWords = (all: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(all).filter(([, words]) => words.trim() !== ''));
