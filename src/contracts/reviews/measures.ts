import { z } from 'zod';
import { MEASURE_EFFECTS, MEASURE_OWNERS, MEASURE_STATES } from '../../domain/review/measure.js';
import { circleId, circleParams } from '../circles/shapes.js';
import { pageOf } from '../shared/page.js';
import { route } from '../shared/route.js';
import { instantMs, staffId, uuid } from '../shared/scalars.js';
import { dueQuery, dueShape, placeShape } from './shapes.js';

/** A member of the circle, or those members who have a function or a role. */
const owner = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('person'), staffId }),
  z.strictObject({ is: z.literal('function'), name: z.enum(MEASURE_OWNERS) }),
]);

const state = z.enum(MEASURE_STATES);
const effect = z.enum(MEASURE_EFFECTS).nullable();

const measure = z.strictObject({
  /** The id under which the sealed plan names the measure. */
  id: uuid,
  ...placeShape,
  owner,
  ...dueShape,
  state,
  /** Whether it worked, asked at the next review; null while nobody has said. */
  effect,
  /** Nobody who is still here and in the circle has it: it waits to be given to somebody. */
  ownerless: z.boolean(),
  version: z.int(),
});

export const setMeasures = route({
  method: 'POST',
  path: '/api/v1/circles/:id/measures',
  summary:
    'The measures of a plan: who, until when. Those that are known get the new owner and date. All or none are taken.',
  may: ['session'],
  params: circleParams,
  body: z.strictObject({
    measures: z
      .array(
        z.strictObject({
          id: uuid,
          owner,
          due: instantMs,
          /** The version that the caller has in front of her; 0 for a new one. */
          seen: z.int().min(0),
        }),
      )
      .min(1)
      .max(100),
  }),
  answer: z.strictObject({ items: z.array(measure) }),
  refuses: ['circle-unknown', 'circle-right-missing', 'case-closed', 'measure-refused', 'superseded'],
});

export const changeMeasure = route({
  method: 'PATCH',
  path: '/api/v1/circles/:id/measures/:measure',
  summary:
    'Sets state, effect, date or owner; what is left out stays. Its owner sets state and effect; a coordinator who is not in the circle only the owner.',
  may: ['session'],
  params: z.strictObject({ id: circleId, measure: uuid }),
  ifMatch: true,
  body: z.strictObject({
    state: state.optional(),
    effect: effect.optional(),
    due: instantMs.optional(),
    owner: owner.optional(),
  }),
  answer: measure,
  refuses: ['circle-unknown', 'circle-right-missing', 'measure-unknown', 'measure-refused', 'superseded'],
});

export const listMeasuresOfCircle = route({
  method: 'GET',
  path: '/api/v1/circles/:id/measures',
  summary: 'The measures of a circle, the earliest due first, also those that are done.',
  may: ['session'],
  params: circleParams,
  query: dueQuery,
  answer: pageOf(measure),
  refuses: ['circle-unknown'],
});

export const listMyMeasures = route({
  method: 'GET',
  path: '/api/v1/measures/mine',
  summary: 'Open measures that are mine, also by a function or a role that I have in the circle.',
  may: ['session'],
  query: dueQuery,
  answer: pageOf(measure),
});

export const listEveryMeasure = route({
  method: 'GET',
  path: '/api/v1/measures',
  summary:
    'Everybody’s open measures: owners, dates and numbers, no content. Of workers’ files only those that name me.',
  may: ['coordinator'],
  query: z.strictObject({ ...dueQuery.shape, only: z.literal('ownerless').optional() }),
  answer: pageOf(measure),
});
