import { z } from 'zod';
import {
  ASSISTANCE_STAGES,
  CIRCLE_KINDS,
  CLOSING_REASONS,
  PROCEEDINGS_STAGES,
} from '../../domain/circle/circle.js';
import { bytes } from '../shared/bytes.js';
import { pageOf, pageQuery } from '../shared/page.js';
import { route } from '../shared/route.js';
import { staffId } from '../shared/scalars.js';
import {
  circle,
  circleId,
  circleParams,
  circleShape,
  epochRow,
  grant,
  hash32,
  wrapOfRecord,
} from './shapes.js';

export const openCircle = route({
  method: 'POST',
  path: '/api/v1/circles',
  summary: 'Opens a circle with its first epoch, signed by the caller. A client case gets its number.',
  may: ['session'],
  body: z.strictObject({
    kind: z.enum(CIRCLE_KINDS),
    /** The worker whom a worker file or a safety book is about; null for other kinds. */
    subjectId: staffId.nullable(),
    epoch: epochRow,
    grants: z.array(grant).min(1).max(500),
  }),
  answer: z.strictObject({ id: circleId, number: z.int().nullable() }),
  refuses: [
    'circle-known',
    'circle-kind-refused',
    'membership-refused',
    'grants-incomplete',
    'chain-superseded',
    'chain-record-refused',
  ],
});

export const listMyCircles = route({
  method: 'GET',
  path: '/api/v1/circles',
  summary: 'The circles that I am in, with what is due about their members.',
  may: ['session'],
  query: pageQuery,
  answer: pageOf(circle),
});

export const countOnlyRecoverable = route({
  method: 'GET',
  path: '/api/v1/recovery/circles/alone',
  summary: 'How many circles nobody but RECOVERY could open again: they would be lost with its key.',
  may: ['administrator'],
  answer: z.strictObject({ count: z.int().min(0) }),
});

export const listRecoverable = route({
  method: 'GET',
  path: '/api/v1/recovery/circles',
  summary:
    'Every circle that RECOVERY opens, for whoever leads a ceremony with a quorum; empty for everybody else.',
  may: ['session'],
  query: pageQuery,
  answer: pageOf(circle),
});

export const readCircle = route({
  method: 'GET',
  path: '/api/v1/circles/:id',
  summary: 'One circle that I am in, with my own grant of the epoch in force.',
  may: ['session'],
  params: circleParams,
  answer: z.strictObject({ ...circleShape, grant: bytes(124).nullable() }),
  refuses: ['circle-unknown'],
});

export const changeMembers = route({
  method: 'POST',
  path: '/api/v1/circles/:id/epochs',
  summary:
    'A new epoch: the record, a grant for each member, every DEK wrapped anew or named as left behind. The older wraps and grants are deleted.',
  may: ['session'],
  params: circleParams,
  body: z.strictObject({
    epoch: epochRow,
    grants: z.array(grant).min(1).max(500),
    wraps: z.array(wrapOfRecord).max(200_000),
    /** Records whose key opens for nobody any more, as a person has said: their wraps go, and they stay unreadable. */
    leftBehind: z.array(hash32).max(10_000).default([]),
  }),
  answer: z.strictObject({ epoch: z.int() }),
  bodyLimit: 33_554_432,
  refuses: [
    'circle-unknown',
    'membership-refused',
    'grants-incomplete',
    'wraps-incomplete',
    'wrap-refused',
    'chain-superseded',
    'chain-record-refused',
  ],
});

export const changeCase = route({
  method: 'PATCH',
  path: '/api/v1/circles/:id/case',
  summary:
    'Sets state, stage of assistance or stage of proceedings of a client case. What is left out stays.',
  may: ['session'],
  params: circleParams,
  ifMatch: true,
  body: z.strictObject({
    standing: z
      .discriminatedUnion('state', [
        z.strictObject({ state: z.enum(['open', 'dormant']), reason: z.null() }),
        z.strictObject({ state: z.literal('closed'), reason: z.enum(CLOSING_REASONS) }),
      ])
      .optional(),
    stage: z.enum(ASSISTANCE_STAGES).optional(),
    proceedings: z.enum(PROCEEDINGS_STAGES).optional(),
  }),
  answer: z.strictObject({ version: z.int() }),
  refuses: ['circle-unknown', 'circle-right-missing', 'not-a-client-case', 'superseded'],
});

export const eraseCircle = route({
  method: 'DELETE',
  path: '/api/v1/circles/:id',
  summary: 'Erases a circle for good: keys, records, files, and the conversations that it cites.',
  may: ['session'],
  params: circleParams,
  refuses: ['circle-unknown', 'circle-right-missing', 'erasure-refused'],
});
