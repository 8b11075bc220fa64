import { z } from 'zod';
import { bytes } from '../shared/bytes.js';
import { dutyName, functions, roles } from '../shared/people.js';
import { route } from '../shared/route.js';
import { seq, staffId } from '../shared/scalars.js';

/** The protocol's 286 bytes. */
export const directoryEntry = bytes(286);

export const readDirectory = route({
  method: 'GET',
  path: '/api/v1/directory',
  summary: 'The signed directory above an entry, oldest first, 500 at most. Whoever reads it verifies it.',
  may: ['session', 'enrolling'],
  beforeSecondFactor: true,
  query: z.strictObject({ since: z.coerce.number().int().min(0).max(0x7fff_ffff).default(0) }),
  answer: z.strictObject({ entries: z.array(directoryEntry), newest: z.int().min(0) }),
});

export const appendEntry = route({
  method: 'POST',
  path: '/api/v1/directory/entries',
  summary:
    'Appends ADD, ADMIN_ADD, ROTATE, REVOKE or EDGE, if it is the next entry and verifies. Everybody is told.',
  may: ['administrator'],
  body: z.strictObject({ entry: directoryEntry }),
  answer: z.strictObject({ seq }),
  refuses: [
    'directory-superseded',
    'directory-entry-refused',
    'enrolment-unknown',
    'enrolment-mismatch',
    'role-mismatch',
    'last-administrator',
    'duty-name-unfit',
  ],
});

export const listStaff = route({
  method: 'GET',
  path: '/api/v1/staff',
  summary: 'Everybody with an account, also who left, with the names that the directory lacks.',
  may: ['session'],
  answer: z.strictObject({
    items: z.array(
      z.strictObject({
        id: staffId,
        dutyName,
        roles,
        functions,
        state: z.enum(['active', 'left']),
        secondFactor: z.boolean(),
      }),
    ),
  }),
});

export const changeFunctions = route({
  method: 'PUT',
  path: '/api/v1/staff/:id/functions',
  summary: "Sets a person's functions. Roles are in the directory: change them with ROTATE.",
  may: ['administrator'],
  params: z.strictObject({ id: staffId }),
  body: z.strictObject({ functions }),
  refuses: ['staff-unknown'],
});
