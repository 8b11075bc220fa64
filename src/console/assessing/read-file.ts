import { readAssessment, type AssessmentText } from '../../contracts/sealed/assessment.js';
import { readPlan, type PlanText } from '../../contracts/sealed/plan.js';
import type { CircleKind } from '../../domain/circle/circle.js';
import type { InstrumentId } from '../../domain/assessment/instrument.js';
import type { FileView, SealedText } from '../keeper/assessments.js';

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
export function assessmentsIn({ texts }: FileView): SignedAssessment[] {
  const newest = new Map<string, SignedAssessment>();
  for (const sealed of texts) {
    const text =
      sealed.kind === 'assessment' && sealed.text !== undefined ? readAssessment(sealed.text) : null;
    if (text) newest.set(sealed.object, { ...sealed, text });
  }
  return [...newest.values()].sort((a, b) => a.seq - b.seq);
}

/** The newest version of the newest plan. */
export function planIn({ texts }: FileView): SignedPlan | undefined {
  const plans = texts.flatMap((sealed) => {
    const text = sealed.kind === 'plan' && sealed.text !== undefined ? readPlan(sealed.text) : null;
    return text ? [{ ...sealed, text }] : [];
  });
  return plans.at(-1);
}

/** Records of a kind that this console cannot read: shown as such, never dropped in silence. */
export const unreadIn = ({ texts }: FileView): number =>
  texts.filter(({ kind, text }) => {
    if (text === undefined) return false;
    if (kind === 'assessment') return readAssessment(text) === null;
    return kind === 'plan' && readPlan(text) === null;
  }).length;
