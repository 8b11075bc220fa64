import { z } from 'zod';
import { circleParams } from '../circles/shapes.js';
import { bytes } from '../shared/bytes.js';
import { pageOf } from '../shared/page.js';
import { route } from '../shared/route.js';
import { instantMs, staffId } from '../shared/scalars.js';
import { dueQuery, dueShape, levelNumber, placeShape } from './shapes.js';

/** What a circle's next review follows from. `first`: nothing was assessed yet. */
export const REVIEW_CAUSES = ['first', 'level', 'alarm', 'trigger'] as const;

const review = z.strictObject({
  ...placeShape,
  /** `VSRA`, or `PSRA`: of the organisation in its file, of a worker in hers. */
  instrument: z.string(),
  /** In force now; null while nothing was assessed. */
  level: levelNumber.nullable(),
  /** A coordinator other than the author has yet to sign the newest level. */
  awaitsSignOff: z.boolean(),
  assessed: instantMs.nullable(),
  ...dueShape,
  /** `due` may lie earlier, within working hours; never later than this. */
  latest: instantMs,
  because: z.enum(REVIEW_CAUSES),
  /** Who is reminded; null when nobody in the circle can do it. */
  holder: staffId.nullable(),
  /** Grows with every change; what was seen before may be out of date. */
  version: z.int(),
});

export const listMyReviews = route({
  method: 'GET',
  path: '/api/v1/reviews/mine',
  summary:
    'Reviews that I hold, or with `whose=circles` of every circle that I am in; the earliest due first.',
  may: ['session'],
  query: z.strictObject({ ...dueQuery.shape, whose: z.enum(['held', 'circles']).default('held') }),
  answer: pageOf(review),
});

export const listEveryReview = route({
  method: 'GET',
  path: '/api/v1/reviews',
  summary:
    'Everybody’s reviews, the earliest due first: dates, levels and numbers, no content. Of workers’ files only those that name me.',
  may: ['coordinator'],
  query: z.strictObject({
    ...dueQuery.shape,
    holder: staffId.optional(),
    only: z.literal('awaiting-sign-off').optional(),
  }),
  answer: pageOf(review),
});

export const readReviewsOfCircle = route({
  method: 'GET',
  path: '/api/v1/circles/:id/reviews',
  summary: 'When the circle is reviewed next, one for each instrument.',
  may: ['session'],
  params: circleParams,
  answer: z.strictObject({ items: z.array(review) }),
  refuses: ['circle-unknown'],
});

export const recordTrigger = route({
  method: 'POST',
  path: '/api/v1/circles/:id/triggers',
  summary:
    'Something happened: the next review is due no later than the signed alarm says. What happened is in a sealed record.',
  may: ['session'],
  params: circleParams,
  body: z.strictObject({ statement: bytes(138) }),
  refuses: [
    'circle-unknown',
    'circle-right-missing',
    'case-closed',
    'alarm-refused',
    'alarm-superseded',
    'trigger-refused',
  ],
});

export const readCalendar = route({
  method: 'GET',
  path: '/api/v1/reviews/calendar',
  summary: 'What I hold as a calendar file, 400 entries at most: a kind, a number and a date, nothing else.',
  may: ['session'],
  answer: z.strictObject({ fileName: z.string(), text: z.string() }),
});

export const readWorkload = route({
  method: 'GET',
  path: '/api/v1/reviews/workload',
  summary: 'Who has how much, beside what a worker has in a year according to ASTRA (2021).',
  may: ['coordinator', 'director'],
  answer: z.strictObject({
    reference: z.strictObject({ newCasesPerYear: z.number(), openCasesPerYear: z.number() }),
    items: z.array(
      z.strictObject({
        staffId,
        /** Client cases that are open or dormant, and in which she may write. */
        openCases: z.int(),
        /** Of her cases those opened within the last 365 days. */
        newCases: z.int(),
        /** Her cases that were open at some time within the last 365 days. */
        casesOfYear: z.int(),
        reviewsDue: z.int(),
        reviewsOverdue: z.int(),
        measuresDue: z.int(),
        measuresOverdue: z.int(),
      }),
    ),
  }),
});

export const readWorkingHours = route({
  method: 'GET',
  path: '/api/v1/reviews/working-hours',
  summary: 'The hours into which reviews are moved, so that a browser reckons with the same.',
  may: ['session'],
  answer: z.strictObject({
    zone: z.string(),
    week: z.array(z.strictObject({ weekday: z.int().min(1).max(7), from: z.string(), to: z.string() })),
    /** `YYYY-MM-DD` */
    holidays: z.array(z.string()),
  }),
});
