import type { AssessmentExtract, Day } from './evaluation.js';
import type { InstrumentId } from './instrument.js';

/** The kinds of circles whose assessments leave extracts: clients and the organisation, never a worker (ADR 0122). */
export const EVALUATED_KINDS = ['client-case', 'organisation-file'] as const;

export type EvaluatedKind = (typeof EVALUATED_KINDS)[number];

/** `2026-Q4`: texts that sort as time goes. */
export type Quarter = string;

/** What the server counts: signed assessments of one kind of circle, each once. */
export interface SignedAssessments {
  readonly kind: EvaluatedKind;
  readonly quarter: Quarter;
  readonly assessments: number;
}

/** So many assessments left an extract, of so many that were signed and are still kept. */
export interface Share {
  readonly extracts: number;
  readonly signed: number;
}

export type ShareOfQuarter = Share & { readonly quarter: Quarter };

/**
 * How far figures reach that rest on extracts. `unclear`: more extracts than assessments, because extracts outlive a case that was
 * erased, so nobody can say how many of the others are covered.
 */
export type Reach = 'nothing-signed' | 'none' | 'less-than-half' | 'half-or-more' | 'all' | 'unclear';

/** What is assessed with it; undefined for part B, of which nothing is kept. */
export const evaluatedWith: Readonly<Partial<Record<InstrumentId, EvaluatedKind>>> = {
  VSRA: 'client-case',
  'PSRA-A': 'organisation-file',
};

export const quarterOf = (day: Day): Quarter =>
  `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** Of one instrument, the newest quarter first: every quarter in which something was signed or left an extract. */
export function sharesOf(
  id: InstrumentId,
  extracts: readonly AssessmentExtract[],
  signed: readonly SignedAssessments[],
): readonly ShareOfQuarter[] {
  const own = signed.filter(({ kind }) => kind === evaluatedWith[id]);
  const days = extracts.filter(({ instrument }) => instrument.id === id).map(({ on }) => quarterOf(on));
  const quarters = new Set([...days, ...own.map(({ quarter }) => quarter)]);
  return [...quarters]
    .sort()
    .reverse()
    .map((quarter) => ({
      quarter,
      extracts: days.filter((each) => each === quarter).length,
      signed: sum(own.filter((each) => each.quarter === quarter).map(({ assessments }) => assessments)),
    }));
}

export const wholeOf = (shares: readonly Share[]): Share => ({
  extracts: sum(shares.map(({ extracts }) => extracts)),
  signed: sum(shares.map(({ signed }) => signed)),
});

export function reachOf({ extracts, signed }: Share): Reach {
  if (extracts > signed) return 'unclear';
  if (signed === 0) return 'nothing-signed';
  if (extracts === 0) return 'none';
  if (extracts === signed) return 'all';
  return extracts * 2 < signed ? 'less-than-half' : 'half-or-more';
}

const sum = (counts: readonly number[]): number => counts.reduce((whole, each) => whole + each, 0);
