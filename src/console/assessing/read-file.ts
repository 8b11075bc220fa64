import { readAssessment, type AssessmentText } from '../../contracts/sealed/assessment.js';
import { readPlan, type PlanText } from '../../contracts/sealed/plan.js';
import type { CircleKind } from '../../domain/circle/circle.js';
import type { InstrumentId } from '../../domain/assessment/instrument.js';
import type { PlannedMeasure } from './planned-measure.js';
import type { SealedText } from '../keeper/sealed-text.js';

/** The sealed records of a file, in the chain's order. */
export interface Texts {
  readonly texts: readonly SealedText[];
}

/** An assessment as it was signed, with where it stands. */
export interface SignedAssessment extends Omit<SealedText, 'text'> {
  readonly text: AssessmentText;
}

export interface SignedPlan extends Omit<SealedText, 'text'> {
  readonly text: PlanText;
}

/** Which instrument a circle is assessed with; undefined for circles that are not assessed. */
export const instrumentOfKind: Readonly<Partial<Record<CircleKind, InstrumentId>>> = {
  'client-case': 'VSRA',
  'organisation-file': 'PSRA-A',
  'worker-file': 'PSRA-B',
};

/** Assessments of a file, oldest first; a correction stands in the place of what it corrects. */
export function assessmentsIn({ texts }: Texts): SignedAssessment[] {
  const newest = new Map<string, SignedAssessment>();
  for (const sealed of texts) {
    const text =
      sealed.kind === 'assessment' && sealed.text !== undefined ? readAssessment(sealed.text) : null;
    if (text) newest.set(sealed.object, { ...sealed, text });
  }
  return [...newest.values()].sort((a, b) => a.seq - b.seq);
}

/** The newest version of the newest plan. */
export const planIn = (file: Texts): SignedPlan | undefined => plansIn(file).at(-1);

/** The record of the newest plan, also of one that cannot be read; null: there is none. */
export const planRecordIn = ({ texts }: Texts): string | null =>
  texts.findLast(({ kind }) => kind === 'plan')?.record ?? null;

/** The newest version of the plan that followed from an assessment. */
export const planAfter = (file: Texts, assessment: string): SignedPlan | undefined =>
  plansIn(file).findLast(({ text }) => text.assessment === assessment);

/** A measure as the newest plan that has it says it. */
export function measureIn(
  file: Texts,
  id: string,
): { readonly plan: SignedPlan; readonly measure: PlannedMeasure } | undefined {
  const has = ({ text }: SignedPlan): boolean => text.measures.some((each) => each.id === id);
  const plan = plansIn(file).findLast(has);
  const measure = plan?.text.measures.find((each) => each.id === id);
  return plan && measure ? { plan, measure } : undefined;
}

const plansIn = ({ texts }: Texts): SignedPlan[] =>
  texts.flatMap((sealed) => {
    const text = sealed.kind === 'plan' && sealed.text !== undefined ? readPlan(sealed.text) : null;
    return text ? [{ ...sealed, text }] : [];
  });

/** Records of a kind that this console cannot read: shown as such, never dropped in silence. */
export const unreadIn = ({ texts }: Texts): number =>
  texts.filter(({ kind, text }) => {
    if (text === undefined) return false;
    if (kind === 'assessment') return readAssessment(text) === null;
    return kind === 'plan' && readPlan(text) === null;
  }).length;
