import { z } from 'zod';
import { EXTENSIONS } from '../../domain/safety/field-visit.js';
import { circleId, recordRow, wrap } from '../circles/shapes.js';
import { route } from '../shared/route.js';
import { instantMs, staffId, uuid } from '../shared/scalars.js';

const visitParams = z.strictObject({ id: uuid });

const STAGES = [
  'waits-for-yes',
  'refused',
  'ready',
  'under-way',
  'late',
  'ended',
  'duress',
  'missed',
] as const;

/** As its worker, or as whoever would look for her, may see it: the form is the same. */
const visit = z.strictObject({
  id: uuid,
  number: z.int(),
  workerId: staffId,
  /** Her safety book, where the sealed plan is. */
  circle: circleId,
  plannedAt: instantMs,
  checkInMinutes: z.int(),
  needsYes: z.boolean(),
  yes: z.enum(['given', 'refused']).nullable(),
  yesBy: staffId.nullable(),
  stage: z.enum(STAGES),
  /** Her mission check was made a while ago: she makes it again before she leaves. */
  checkAgain: z.boolean(),
  /** She has not left though she planned to, and was asked why. */
  unbegun: z.boolean(),
  departedAt: instantMs.nullable(),
  dueAt: instantMs.nullable(),
  extensionsLeft: z.int(),
  /** Since when a check-in is missing; null for the worker herself. */
  missedAt: instantMs.nullable(),
  /** Null for the worker herself, always. */
  duressAt: instantMs.nullable(),
  endedAt: instantMs.nullable(),
  concludedAt: instantMs.nullable(),
});

const visits = z.strictObject({ now: instantMs, items: z.array(visit) });

export const planVisit = route({
  method: 'POST',
  path: '/api/v1/field-visits',
  summary:
    'Plans a field visit. The sealed plan goes into my safety book; its object is the id of the visit.',
  may: ['session'],
  body: z.strictObject({
    id: uuid,
    circle: circleId,
    row: recordRow,
    wrap,
    plannedAt: instantMs,
    checkInMinutes: z.int().min(15).max(240),
    /** My mission check was not six times yes. */
    needsYes: z.boolean(),
  }),
  answer: z.strictObject({ number: z.int() }),
  refuses: [
    'visit-known',
    'visit-refused',
    'visit-words-missing',
    'safety-record-refused',
    'circle-unknown',
    'circle-right-missing',
    'chain-superseded',
    'chain-record-refused',
    'record-too-large',
    'wrap-refused',
  ],
});

export const listMyVisits = route({
  method: 'GET',
  path: '/api/v1/field-visits/mine',
  summary: 'My own visits: those that are open, and the last that ended.',
  may: ['session'],
  answer: visits,
});

export const listVisits = route({
  method: 'GET',
  path: '/api/v1/field-visits',
  summary:
    'Visits of others that are open, the most urgent first, and the last that ended. My own as I may see them.',
  may: ['focal-point', 'coordinator', 'director'],
  answer: visits,
});

export const readVisitCourse = route({
  method: 'GET',
  path: '/api/v1/field-visits/:id/course',
  summary: 'What happened on a visit of somebody else.',
  may: ['focal-point', 'coordinator', 'director'],
  params: visitParams,
  answer: z.strictObject({
    items: z.array(z.strictObject({ at: instantMs, what: z.string(), staffId: staffId.nullable() })),
  }),
  refuses: ['visit-unknown'],
});

export const readVisitWords = route({
  method: 'GET',
  path: '/api/v1/field-visits/words',
  summary: 'Whether I have agreed on my two words, and when. The words themselves nobody can read.',
  may: ['session'],
  answer: z.strictObject({ setAt: instantMs.nullable() }),
});

export const setVisitWords = route({
  method: 'PUT',
  path: '/api/v1/field-visits/words',
  summary: 'Agrees on two words: one says that all is well, the other that I am forced.',
  may: ['session'],
  body: z.strictObject({ safe: z.string().min(1).max(80), duress: z.string().min(1).max(80) }),
  refuses: ['visit-words-unfit'],
});

export const answerVisit = route({
  method: 'POST',
  path: '/api/v1/field-visits/:id/yes',
  summary: 'A coordinator other than the worker lets her leave, or does not.',
  may: ['coordinator'],
  params: visitParams,
  body: z.strictObject({ yes: z.enum(['given', 'refused']) }),
  refuses: ['visit-unknown', 'visit-refused', 'own-visit'],
});

export const departOnVisit = route({
  method: 'POST',
  path: '/api/v1/field-visits/:id/departure',
  summary: 'I am leaving. The first check-in is due after the agreed time.',
  may: ['session'],
  params: visitParams,
  answer: visit,
  refuses: ['visit-unknown', 'visit-refused'],
});

export const doubtVisit = route({
  method: 'POST',
  path: '/api/v1/field-visits/:id/doubt',
  summary: 'My mission check at the door is not six times yes: a coordinator is asked before I leave.',
  may: ['session'],
  params: visitParams,
  answer: visit,
  refuses: ['visit-unknown', 'visit-refused'],
});

export const cancelVisit = route({
  method: 'POST',
  path: '/api/v1/field-visits/:id/cancellation',
  summary: 'I am not going. Only before departure.',
  may: ['session'],
  params: visitParams,
  refuses: ['visit-unknown', 'visit-refused'],
});

export const sayWord = route({
  method: 'POST',
  path: '/api/v1/field-visits/:id/word',
  summary: 'I check in, or I am back, with a word.',
  may: ['session'],
  params: visitParams,
  body: z.strictObject({ word: z.string().min(1).max(200), saying: z.enum(['check-in', 'safe']) }),
  answer: z.strictObject({ shown: z.enum(['checked-in', 'ended', 'not-a-word']), visit }),
  refuses: ['visit-unknown', 'visit-refused'],
});

export const extendVisit = route({
  method: 'POST',
  path: '/api/v1/field-visits/:id/extension',
  summary: 'The next check-in comes later. Twice in a row at most.',
  may: ['session'],
  params: visitParams,
  body: z.strictObject({
    minutes: z.union([z.literal(EXTENSIONS[0]), z.literal(EXTENSIONS[1])]),
  }),
  answer: visit,
  refuses: ['visit-unknown', 'visit-refused'],
});

export const concludeVisit = route({
  method: 'POST',
  path: '/api/v1/field-visits/:id/conclusion',
  summary: 'Those who looked for her close the visit, and its alerts with it.',
  may: ['focal-point', 'coordinator', 'director'],
  params: visitParams,
  body: z.strictObject({ conclusion: z.enum(['resolved', 'false-alarm']) }),
  refuses: ['visit-unknown', 'visit-refused', 'own-visit'],
});
