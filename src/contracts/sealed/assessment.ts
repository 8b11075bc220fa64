import { z } from 'zod';
import { LEVELS } from '../../domain/assessment/level.js';
import { staffId } from '../shared/scalars.js';
import {
  day,
  instrumentRef,
  itemId,
  measuresReview,
  pseudonym,
  reason,
  recordHash,
  triggerId,
} from './shapes.js';

/** From whom or what an assessment's information comes, in the order in which it is asked. */
export const INFORMATION_SOURCES = [
  'person',
  'own_observation',
  'ngo',
  'cptv',
  'csw',
  'police',
  'prosecutor',
  'court',
  'health',
  'family',
  'documents',
  'other',
] as const;

const levelNumber = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

/** The eight fields of the signed level statement, which the sealed text repeats (ADR 0012). Times in Unix milliseconds. */
const level = z.strictObject({
  instrument: z.string().regex(/^[A-Za-z]{4}$/),
  version: z.int().min(0),
  computed: levelNumber,
  inForce: levelNumber,
  flags: z.int().min(0).max(7),
  assessed: z.int().nonnegative(),
  due: z.int().nonnegative(),
  loweredUntil: z.int().nonnegative(),
});

const tookPart = z.enum(['yes', 'partly', 'no']);
const reasonText = z.string().max(2_000);

/** Whom it is about, with the record fields of that instrument. */
const about = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('person'),
    tookPart,
    /** Needed when she took no part. */
    whyNot: reasonText.nullable(),
    consent: z.enum(['yes', 'guardian', 'not_possible_vital_interest']),
    interpreter: z.enum(['none', 'vetted', 'not_vetted']),
    sources: z.array(z.enum(INFORMATION_SOURCES)),
    ngosConsulted: z.enum(['yes', 'no', 'none_involved']),
  }),
  z.strictObject({
    is: z.literal('organisation'),
    unit: z.string().max(200),
    from: day,
    to: day,
    participants: z.string().max(500),
  }),
  z.strictObject({
    is: z.literal('worker'),
    worker: staffId,
    tookPart,
    whyNot: reasonText.nullable(),
    /** What people say to one another; null for a worker who is threatened outside any one case. */
    caseNumber: z.int().positive().nullable(),
    /** The victim assessment that was looked at, when the author may read the case. */
    victimAssessment: recordHash.nullable(),
    /** Its level in force; null when nobody could say. */
    victimLevel: z.enum(LEVELS).nullable(),
    team: z.array(staffId).max(30),
  }),
]);

/**
 * The text of a kind 2 record. One assessment is one immutable record: a correction, and every change of level, is the record's
 * next version. Whether it keeps the instrument's rules says `assessmentFaults`.
 */
export const assessmentText = z.strictObject({
  form: z.literal('assessment/1'),
  instrument: instrumentRef,
  about,
  /** Every item of the instrument: a blank is stored as `unknown`. */
  answers: z.record(itemId, z.string().max(30)),
  /** Of single items; needed for "does not apply". */
  notes: z.record(itemId, z.string().max(1_000)),
  /** Of items with a date: a hearing, a release. */
  dates: z.record(itemId, day),
  reason,
  /** Needed when the reason is an event. */
  trigger: triggerId.nullable(),
  /** The assessment before; its measures must be looked at. */
  previous: recordHash.nullable(),
  previousMeasures: measuresReview,
  override: z.strictObject({ to: z.enum(LEVELS), reason: z.string().max(4_000) }).nullable(),
  /** No names or addresses of third parties. */
  note: z.string().max(2_000),
  evaluation: pseudonym,
  level,
});

export type AssessmentText = z.output<typeof assessmentText>;
export type LevelProperty = AssessmentText['level'];

/** The texts that hold more than a record may: never cut, so they are to be shortened before it is signed. */
export const tooLongIn = (assessment: AssessmentText): { readonly at: string; readonly rule: 'too-long' }[] =>
  (assessmentText.safeParse(assessment).error?.issues ?? [])
    .filter(({ code }) => code === 'too_big')
    .map(({ path }) => ({ at: path.join('.'), rule: 'too-long' }));

export const writeAssessment = (assessment: AssessmentText): string =>
  JSON.stringify(z.encode(assessmentText, assessment));

/** Null for a text that is no assessment of a form that we know: it is shown as it is, never dropped. */
export function readAssessment(sealed: string): AssessmentText | null {
  try {
    return assessmentText.parse(JSON.parse(sealed));
  } catch {
    return null;
  }
}
