import type { Concern } from '../../domain/safety/incident.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import { hasRight } from './has-right.js';
import type { CircleAnswer } from './held-circle.js';

export const isProviderFile = ({ kind }: Pick<CircleAnswer, 'kind'>): boolean =>
  kind === 'organisation-file' || kind === 'worker-file';

/** A circle as something whose next review I can move forward; null when I may not write there, or nothing is reviewed in it. */
export function concernOf(circle: CircleAnswer, me: string): Concern | null {
  const { id, facts } = circle;
  if (!hasRight(circle, me, rights.write)) return null;
  if (isProviderFile(circle)) return { file: id };
  return facts === null || facts.state === 'closed' ? null : { case: facts.number };
}
