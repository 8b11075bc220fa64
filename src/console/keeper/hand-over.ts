import { listCircles } from './circles.js';
import type { CircleAnswer } from './held-circle.js';
import { openCircleOf } from './open-circles.js';

/** Both may make a new key: when one of them changes hers, or leaves, the other is not shut out. */
const everyRight = 7;

/**
 * A circle of exactly two, with one named and confirmed colleague. One that was opened and holds nothing yet is used again:
 * what was to be written into it failed then, also before a reload.
 *
 * @returns its id
 * @throws Failed when she has no key in force. Nothing was opened
 */
export async function openHandOver(colleague: string): Promise<string> {
  const empty = (await listCircles()).find((circle) => isEmptyWith(circle, colleague));
  if (empty) return empty.id;
  const members = [{ userId: colleague, rights: everyRight }];
  return openCircleOf({ kind: 'hand-over', subjectId: null, members });
}

/** Only its first epoch is there. RECOVERY may be among the members. */
const isEmptyWith = ({ kind, head, needsNewEpoch, members }: CircleAnswer, colleague: string): boolean =>
  kind === 'hand-over' && head === 1 && !needsNewEpoch && members.some(({ userId }) => userId === colleague);
