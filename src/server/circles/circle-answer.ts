import type { z } from 'zod';
import type { circle as circleContract } from '../../contracts/circles/shapes.js';
import type { MyCircle } from './read-circle.js';

/** A circle as the API shows it. */
export const circleAnswer = ({
  circle,
  members,
  needsNewEpoch,
  grantorsLeft,
}: MyCircle): z.output<typeof circleContract> => ({
  id: circle.id,
  kind: circle.kind,
  facts: circle.facts,
  subjectId: circle.subjectId,
  version: circle.version,
  epoch: circle.epoch,
  head: circle.head.seq,
  openedAt: circle.openedAt,
  openedBy: circle.openedBy,
  members: members.map(({ userId, kv, rights }) => ({ userId, kv, rights })),
  needsNewEpoch,
  grantorsLeft,
});
