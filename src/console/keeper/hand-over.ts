import { equal } from '../../e2ee/shared/bytes.js';
import { listCircles } from './circles.js';
import { holdCircle, type CircleAnswer } from './held-circle.js';
import { openCircleOf, recipientOf, type Confirmed } from './open-circles.js';

/** Both may make a new key: when one of them changes hers, or leaves, the other is not shut out. */
const everyRight = 7;

/**
 * A circle of exactly two, with one named and confirmed colleague. One that was opened and holds nothing yet is used again:
 * what was to be written into it failed then, also before a reload.
 *
 * @returns its id
 * @throws Failed when the key that was confirmed is not in force. Nothing was opened
 */
export async function openHandOver(colleague: Confirmed): Promise<string> {
  for (const circle of await listCircles())
    if (isEmptyWith(circle, colleague) && (await isGrantedTo(circle.id, colleague))) return circle.id;
  const members = [{ ...colleague, rights: everyRight }];
  return openCircleOf({ kind: 'hand-over', subjectId: null, members });
}

/** Only its first epoch is there, by what the server says. RECOVERY may be among the members. */
const isEmptyWith = ({ kind, head, needsNewEpoch, members }: CircleAnswer, { userId }: Confirmed): boolean =>
  kind === 'hand-over' && head === 1 && !needsNewEpoch && members.some((member) => member.userId === userId);

/** By its signed epoch: the list of members is the server's word. */
async function isGrantedTo(id: string, colleague: Confirmed): Promise<boolean> {
  const { chain } = await holdCircle(id);
  const { user, kv } = recipientOf(colleague, everyRight);
  const members = chain.inForce?.members ?? [];
  return chain.head.seq === 1 && members.some((member) => equal(member.user, user) && member.kv === kv);
}
