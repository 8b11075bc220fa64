import { z } from 'zod';
import { bytes } from '../shared/bytes.js';
import { pageOf, pageQuery } from '../shared/page.js';
import { route } from '../shared/route.js';
import { instantMs, seq, staffId, uuid } from '../shared/scalars.js';
import { circle, circleId, circleParams, hash32, member, recordHex } from './shapes.js';

const levelNumber = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

/** The columns are copies of the statement; a client compares them and shows red where one differs. */
const statedLevelShape = {
  record: hash32,
  seq,
  instrument: z.string(),
  major: z.int(),
  computed: levelNumber,
  inForce: levelNumber,
  provisional: z.boolean(),
  criticalUnknown: z.boolean(),
  loweringForbidden: z.boolean(),
  assessed: instantMs,
  due: instantMs,
  loweredUntil: instantMs.nullable(),
  author: staffId,
  statement: bytes(173),
  signOffs: z.array(z.strictObject({ signer: staffId, signOff: bytes(84), signedAt: instantMs })),
};

const statedLevel = z.strictObject({
  ...statedLevelShape,
  /** What the server schedules by now. */
  effect: z.strictObject({ level: levelNumber, due: instantMs, awaitsSignOff: z.boolean() }),
});

export const readSchedule = route({
  method: 'GET',
  path: '/api/v1/circles/:id/schedule',
  summary: 'The newest signed level of each instrument, and the alarms, with the columns copied from them.',
  may: ['session'],
  params: circleParams,
  answer: z.strictObject({
    levels: z.array(statedLevel),
    alarms: z.array(
      z.strictObject({
        id: uuid,
        counter: z.int(),
        due: instantMs,
        state: z.enum(['set', 'cleared']),
        statement: bytes(138),
      }),
    ),
  }),
  refuses: ['circle-unknown'],
});

export const listLevels = route({
  method: 'GET',
  path: '/api/v1/circles/:id/levels',
  summary: 'Every signed level of the circle, the newest first: how it changed over time.',
  may: ['session'],
  params: circleParams,
  query: pageQuery,
  answer: pageOf(z.strictObject(statedLevelShape)),
  refuses: ['circle-unknown'],
});

export const stateLevel = route({
  method: 'POST',
  path: '/api/v1/circles/:id/levels',
  summary: 'The signed level of an assessment that is in the chain. One for each version.',
  may: ['session'],
  params: circleParams,
  body: z.strictObject({ statement: bytes(173) }),
  refuses: ['circle-unknown', 'circle-right-missing', 'level-refused', 'level-stated'],
});

export const signOffLevel = route({
  method: 'POST',
  path: '/api/v1/circles/:id/levels/:record/sign-offs',
  summary: 'A coordinator other than the author agrees with exactly this level.',
  may: ['session'],
  params: z.strictObject({ id: circleId, record: recordHex }),
  body: z.strictObject({ signOff: bytes(84) }),
  answer: z.strictObject({ outcome: z.enum(['signed', 'already-signed']) }),
  refuses: ['circle-unknown', 'circle-right-missing', 'sign-off-refused'],
});

export const putAlarm = route({
  method: 'POST',
  path: '/api/v1/circles/:id/alarms',
  summary: 'Sets or clears a date. Why is in a sealed record.',
  may: ['session'],
  params: circleParams,
  body: z.strictObject({ statement: bytes(138) }),
  refuses: ['circle-unknown', 'circle-right-missing', 'alarm-refused', 'alarm-superseded'],
});

export const whoMayKnow = route({
  method: 'GET',
  path: '/api/v1/circles/:id/members',
  summary: 'Who may know: for members of the circle and for coordinators.',
  may: ['session'],
  params: circleParams,
  answer: z.strictObject({
    members: z.array(member),
    needsNewEpoch: z.boolean(),
    grantorsLeft: z.int(),
  }),
  refuses: ['circle-unknown'],
});

const opening = z.strictObject({
  circle: circleId,
  staffId,
  openedAt: instantMs,
  /** Pages of one visit are one opening. */
  lastReadAt: instantMs,
});

export const listOpenings = route({
  method: 'GET',
  path: '/api/v1/circles/:id/openings',
  summary: 'Who opened the circle and when, newest first: for its members and for coordinators.',
  may: ['session'],
  params: circleParams,
  query: pageQuery,
  answer: pageOf(opening),
  refuses: ['circle-unknown'],
});

export const listOpeningsBy = route({
  method: 'GET',
  path: '/api/v1/staff/:id/openings',
  summary: 'What a person opened and when, newest first.',
  may: ['coordinator'],
  params: z.strictObject({ id: staffId }),
  query: pageQuery,
  answer: pageOf(opening),
  refuses: ['circle-unknown'],
});

export const listEveryCircle = route({
  method: 'GET',
  path: '/api/v1/all-circles',
  summary: 'Every circle with its members and what is due about them; no content.',
  may: ['coordinator'],
  query: pageQuery,
  answer: pageOf(circle),
  refuses: ['circle-unknown'],
});
