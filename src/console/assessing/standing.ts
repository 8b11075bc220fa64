import type { AnswerOf } from '../../contracts/shared/route.js';
import type { listMeasuresOfCircle } from '../../contracts/reviews/measures.js';
import type { PlannedMeasure } from './planned-measure.js';

/** What the server knows of a measure: dates, a state and whose it is, not what it is. */
export type Standing = AnswerOf<typeof listMeasuresOfCircle>['items'][number];

export type Standings = ReadonlyMap<string, Standing>;

/** Of a measure what changes without a new plan: somebody is done, or hands it to somebody else. */
export type Course = Pick<PlannedMeasure, 'owner' | 'due' | 'state'>;

export const courseOf = ({ owner, due, state }: Course): Course => ({ owner, due, state });

/**
 * A measure as it stands now. The plan was sealed once; what happened to the measure since then is with the server, unless whoever
 * writes here has said something else.
 *
 * @param begun how it stood when the form was begun; undefined: nothing of it was changed here
 */
export function asItStands(
  measure: PlannedMeasure,
  standing: Course | undefined,
  begun: Course | undefined,
): PlannedMeasure {
  if (!standing || (begun && !isSame(measure, begun))) return measure;
  return { ...measure, ...courseOf(standing) };
}

const isSame = (one: Course, other: Course): boolean =>
  one.state === other.state &&
  one.due === other.due &&
  JSON.stringify(one.owner) === JSON.stringify(other.owner);
