import { z } from 'zod';
import { pageOf, pageQuery } from '../shared/page.js';
import { route } from '../shared/route.js';
import { instantMs, staffId } from '../shared/scalars.js';

export const listAudit = route({
  method: 'GET',
  path: '/api/v1/audit',
  summary: 'Who did what kind of thing when, newest first. It holds no content.',
  may: ['administrator', 'coordinator', 'director'],
  query: pageQuery.extend({ kind: z.string().max(40).optional(), actor: staffId.optional() }),
  answer: pageOf(
    z.strictObject({
      id: z.int(),
      at: instantMs,
      actor: staffId.nullable(),
      kind: z.string(),
      subject: z.string().nullable(),
    }),
  ),
});
