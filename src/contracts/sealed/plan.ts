import { z } from 'zod';
import { MEASURE_EFFECTS, MEASURE_OWNERS, MEASURE_STATES } from '../../domain/review/measure.js';
import { instantMs, staffId, uuid } from '../shared/scalars.js';
import { instrumentRef, itemId, measureId, recordHash } from './shapes.js';

const text = z.string().max(2_000);

/** A member of the circle, or those members who have a function or a role. */
const owner = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('person'), staffId }),
  z.strictObject({ is: z.literal('function'), name: z.enum(MEASURE_OWNERS) }),
]);

const measure = z.strictObject({
  /** The id under which the server keeps owner, date and state; its name and its reason are only here. */
  id: uuid,
  /** The instrument's measure, or the control of part A that is to be put in place; null for one in own words. */
  measure: measureId.nullable(),
  /** Own words; beside a measure of the instrument, what it means here. */
  words: text,
  /** The items that asked for it. */
  because: z.array(itemId).max(60),
  owner,
  due: instantMs,
  /** As it stood when the plan was written; the newest is the server's. */
  state: z.enum(MEASURE_STATES),
  effect: z.enum(MEASURE_EFFECTS).nullable(),
});

/**
 * The text of a kind 3 record: what follows from an assessment, who does it, until when. Amending writes the next version of the
 * record; a measure keeps its id through every version and from one plan to the next.
 */
export const planText = z.strictObject({
  form: z.literal('plan/1'),
  instrument: instrumentRef,
  /** The assessment that it follows from. */
  assessment: recordHash,
  measures: z.array(measure).max(100),
  /** How often somebody is in touch, what was agreed, the code word's place: what is no measure. */
  note: z.string().max(4_000),
});

export type PlanText = z.output<typeof planText>;

export const writePlan = (plan: PlanText): string => JSON.stringify(z.encode(planText, plan));

/** Null for a text that is no plan of a form that we know: it is shown as it is, never dropped. */
export function readPlan(sealed: string): PlanText | null {
  try {
    return planText.parse(JSON.parse(sealed));
  } catch {
    return null;
  }
}
