import { z } from 'zod';
import { CIRCLE_KINDS } from '../../domain/circle/circle.js';
import { route } from '../shared/route.js';
import { staffId } from '../shared/scalars.js';

/** Everything that somebody can hold. Of circles it is the place in them. */
export const WORK_KINDS = [
  'alert',
  'conversation',
  'visit',
  'shift',
  'stand-in',
  'review',
  'measure',
  'task',
  'share',
  ...CIRCLE_KINDS,
] as const;

export type WorkKind = (typeof WORK_KINDS)[number];

/**
 * How it gets to somebody else. `moves`: at once. `asks`: a colleague is asked, and it is hers when she accepts. `members`: the
 * circle's own members do it in their browsers. `stays`: only she can end it. `ends`: it is nobody's when she has left.
 */
export const WORK_WAYS = ['moves', 'asks', 'members', 'stays', 'ends'] as const;

export type WorkWay = (typeof WORK_WAYS)[number];

const kind = z.enum(WORK_KINDS);
const params = z.strictObject({ id: staffId });

export const listOpenWork = route({
  method: 'GET',
  path: '/api/v1/staff/:id/open-work',
  summary:
    'What a person still holds, and who could take it: kinds and numbers, to hand it over before or after she leaves.',
  may: ['administrator', 'coordinator'],
  params,
  answer: z.strictObject({
    items: z.array(
      z.strictObject({
        kind,
        id: z.string(),
        number: z.int().nullable(),
        way: z.enum(WORK_WAYS),
        /** Colleagues who could take it; of a circle: who may change its members. */
        takers: z.array(staffId),
        /** Who was asked to take it and has not answered yet. */
        askedOf: staffId.nullable(),
        /** She is needed for it: of a circle she is the last who may change its members; of a visit, she is on her way. */
        alone: z.boolean(),
      }),
    ),
  }),
  refuses: ['staff-unknown'],
});

export const handOverWork = route({
  method: 'POST',
  path: '/api/v1/staff/:id/open-work/hand-over',
  summary: 'Gives one piece of a person’s work to a named colleague, or asks her to take it.',
  may: ['administrator', 'coordinator'],
  params,
  body: z.strictObject({ kind, id: z.string().min(1).max(64), to: staffId }),
  answer: z.strictObject({ outcome: z.enum(['handed-over', 'asked']) }),
  refuses: ['staff-unknown', 'work-unknown', 'work-stays', 'taker-unfit'],
});

export const listLeftWork = route({
  method: 'GET',
  path: '/api/v1/open-work/left',
  summary: 'People who have left and still hold something, with how much.',
  may: ['administrator', 'coordinator'],
  answer: z.strictObject({
    items: z.array(z.strictObject({ staffId, count: z.int().min(1) })),
  }),
});
