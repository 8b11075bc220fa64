import { z } from 'zod';
import { TASK_KINDS, TASK_OUTCOMES } from '../../domain/review/task.js';
import { circleId } from '../circles/shapes.js';
import { pageOf } from '../shared/page.js';
import { route } from '../shared/route.js';
import { instantMs, staffId, uuid } from '../shared/scalars.js';
import { dueQuery, dueShape, placeShape } from './shapes.js';

const task = z.strictObject({
  id: uuid,
  task: z.enum(TASK_KINDS),
  /** The case that it comes from. */
  ...placeShape,
  /** The worker whom it is about. */
  subjectId: staffId,
  /** For her alone: the file in which she has begun to answer it. */
  file: circleId.nullable(),
  openedAt: instantMs,
  ...dueShape,
  /** Null while it is open. */
  outcome: z.enum(TASK_OUTCOMES).nullable(),
  closedAt: instantMs.nullable(),
  closedBy: staffId.nullable(),
});

export const listMyTasks = route({
  method: 'GET',
  path: '/api/v1/tasks/mine',
  summary:
    'Open tasks about me, and for coordinators and focal points those of every circle that they are in.',
  may: ['session'],
  query: dueQuery,
  answer: pageOf(task),
});

export const listEveryTask = route({
  method: 'GET',
  path: '/api/v1/tasks',
  summary: 'Everybody’s open tasks.',
  may: ['coordinator'],
  query: dueQuery,
  answer: pageOf(task),
});

export const closeTask = route({
  method: 'POST',
  path: '/api/v1/tasks/:id/close',
  summary:
    'The worker, or whoever leads, names the circle that was made: it is done once a level was stated there since. That it is not needed, a coordinator says.',
  may: ['session'],
  params: z.strictObject({ id: uuid }),
  body: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('done'), circle: circleId }),
    z.strictObject({ outcome: z.literal('not-needed') }),
  ]),
  answer: task,
  refuses: ['task-unknown', 'task-refused'],
});
