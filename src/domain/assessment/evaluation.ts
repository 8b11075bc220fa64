import type { Answers } from './answers.js';
import { chosen } from './answers.js';
import type { Instrument, InstrumentId, ItemId } from './instrument.js';
import type { Level } from './level.js';
import type { Score } from './score.js';

/** A day of the calendar, `2026-11-25`: an hour would help nobody but somebody who looks for a person. */
export type Day = string;
/** Under which a case appears in the evaluation; drawn by chance, known only to the members of the case. */
export type Pseudonym = string;

/** What of an assessment is kept for looking back: answers and bands, no notes, no number, no name, no author (ADR 0122). */
export interface AssessmentExtract {
  readonly pseudonym: Pseudonym;
  readonly instrument: { readonly id: InstrumentId; readonly version: string };
  readonly on: Day;
  readonly answers: Answers;
  readonly bands: { readonly row: number; readonly column: number };
  readonly computed: Level;
  readonly inForce: Level;
  readonly provisional: boolean;
  /** What the members said of the plan before; `none_before` for a first assessment. */
  readonly previousMeasures: PreviousMeasures;
  /** How many measures the plan that follows from it has; 0 without a plan. */
  readonly measures: number;
}

export type PreviousMeasures = 'effective' | 'partly' | 'not_effective' | 'not_carried_out' | 'none_before';

/** Of an incident: whom it was about, and when. */
export interface IncidentExtract {
  readonly pseudonyms: readonly Pseudonym[];
  readonly on: Day;
  readonly kind: string;
}

/**
 * Whether an evaluation keeps anything of it. Nothing of part B: it is private to the worker, who is mostly its author too, so that
 * no pseudonym would hide her (ADR 0122).
 */
export const isEvaluated = (id: InstrumentId): boolean => id !== 'PSRA-B';

/** @param on the day of the assessment in the zone of the organisation */
export const extractOf = (
  { id, version }: Pick<Instrument, 'id' | 'version'>,
  score: Score,
  facts: Pick<
    AssessmentExtract,
    'pseudonym' | 'on' | 'answers' | 'inForce' | 'previousMeasures' | 'measures'
  >,
): AssessmentExtract => ({
  ...facts,
  instrument: { id, version },
  bands: score.bands,
  computed: score.level,
  provisional: score.provisional,
});

/** Of so many assessments, this many were followed by an incident. */
export interface Followed {
  readonly assessments: number;
  readonly followed: number;
}

/** An assessment, and whether something happened while it was the newest one. */
export interface LookedBack {
  readonly extract: AssessmentExtract;
  readonly followed: boolean;
}

/**
 * Each assessment with what followed: an incident about the same case on its day or later, before the next assessment of the
 * same instrument, and within `withinDays`. After the next assessment it is that one's to answer for.
 */
export function lookBack(
  extracts: readonly AssessmentExtract[],
  incidents: readonly IncidentExtract[],
  withinDays: number,
): readonly LookedBack[] {
  return inOrder(extracts).flatMap((series) =>
    series.map((extract, at) => {
      const until = earlier(plusDays(extract.on, withinDays), series[at + 1]?.on);
      const followed = incidents.some(
        ({ on, pseudonyms }) => pseudonyms.includes(extract.pseudonym) && on >= extract.on && on < until,
      );
      return { extract, followed };
    }),
  );
}

/** Per computed level, and per level in force: whether higher levels were followed by more. */
export const byLevel = (
  looked: readonly LookedBack[],
  of: 'computed' | 'inForce',
): ReadonlyMap<Level, Followed> => counted(looked, ({ extract }) => extract[of]);

/**
 * Per item and answer. Only assessments of this version of the instrument count: another one may have asked something else.
 */
export function byItem(
  instrument: Instrument,
  looked: readonly LookedBack[],
): ReadonlyMap<ItemId, ReadonlyMap<string, Followed>> {
  const own = looked.filter(
    ({ extract: { instrument: of } }) => of.id === instrument.id && of.version === instrument.version,
  );
  return new Map(
    instrument.items.map((item) => [
      item.id,
      counted(own, ({ extract }) => chosen(item, extract.answers).id),
    ]),
  );
}

function counted<Key>(looked: readonly LookedBack[], keyOf: (each: LookedBack) => Key): Map<Key, Followed> {
  const found = new Map<Key, Followed>();
  for (const each of looked) {
    const before = found.get(keyOf(each)) ?? { assessments: 0, followed: 0 };
    found.set(keyOf(each), {
      assessments: before.assessments + 1,
      followed: before.followed + (each.followed ? 1 : 0),
    });
  }
  return found;
}

/** One series for each case and instrument, the oldest first. Two on one day stay in the order in which they came. */
function inOrder(extracts: readonly AssessmentExtract[]): readonly (readonly AssessmentExtract[])[] {
  const series = new Map<string, AssessmentExtract[]>();
  for (const extract of extracts) {
    const key = `${extract.pseudonym} ${extract.instrument.id}`;
    series.set(key, [...(series.get(key) ?? []), extract]);
  }
  return [...series.values()].map((each) => each.toSorted((one, other) => compared(one.on, other.on)));
}

/** The newest assessment of each case with this instrument. */
export const newestExtracts = (
  extracts: readonly AssessmentExtract[],
  id: InstrumentId,
): readonly AssessmentExtract[] =>
  inOrder(extracts.filter(({ instrument }) => instrument.id === id)).flatMap((series) => series.at(-1) ?? []);

/**
 * How many cases stand where today: `[row band - 1][column band - 1]`, each case once, with its newest assessment.
 */
export function heatMap(
  extracts: readonly AssessmentExtract[],
  id: InstrumentId,
): readonly (readonly number[])[] {
  const newest = newestExtracts(extracts, id);
  return [1, 2, 3, 4, 5].map((row) =>
    [1, 2, 3, 4, 5].map(
      (column) => newest.filter(({ bands }) => bands.row === row && bands.column === column).length,
    ),
  );
}

/** What the members said of the plans before, over all assessments: whether measures work. */
export const plansJudged = (
  extracts: readonly AssessmentExtract[],
): ReadonlyMap<PreviousMeasures, number> => {
  const found = new Map<PreviousMeasures, number>();
  for (const { previousMeasures } of extracts) {
    found.set(previousMeasures, (found.get(previousMeasures) ?? 0) + 1);
  }
  return found;
};

const milliseconds = 86_400_000;

/** In whole days of the calendar, whatever clocks do at night. */
export const plusDays = (day: Day, count: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * milliseconds).toISOString().slice(0, 10);

const compared = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const earlier = (one: Day, other: Day | undefined): Day => (other !== undefined && other < one ? other : one);
