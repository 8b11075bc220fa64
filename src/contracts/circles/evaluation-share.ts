import { z } from 'zod';
import { EVALUATED_KINDS } from '../../domain/assessment/evaluation-share.js';
import { route } from '../shared/route.js';
import { staffId } from '../shared/scalars.js';

export const readEvaluationShare = route({
  method: 'GET',
  path: '/api/v1/evaluation/share',
  summary:
    'How many assessments the house signed and still keeps, for those who are in an evaluation; and whose leave nothing there.',
  may: ['session'],
  answer: z.strictObject({
    signed: z.array(
      z.strictObject({
        kind: z.enum(EVALUATED_KINDS),
        /** `2026-Q4`, in UTC; a quarter without any is left out. */
        quarter: z.string(),
        /** Each assessment once, however often it was corrected. */
        assessments: z.int(),
      }),
    ),
    /** Who is still here, signed an assessment within the last 365 days, and may not write into the caller's evaluations. */
    withoutExtracts: z.array(
      z.strictObject({
        kind: z.enum(EVALUATED_KINDS),
        people: z.int(),
        /** For coordinators and directors; null for everybody else. */
        who: z.array(staffId).nullable(),
      }),
    ),
  }),
  refuses: ['circle-unknown'],
});
