import { z } from 'zod';
import { INCIDENT_ABOUT, INCIDENT_URGENCIES } from '../../domain/safety/incident.js';
import { circleId, recordRow, wrap } from '../circles/shapes.js';
import { pageOf, pageQuery } from '../shared/page.js';
import { route } from '../shared/route.js';
import { instantMs, staffId, uuid } from '../shared/scalars.js';

const incidentParams = z.strictObject({ id: uuid });

export const reportIncident = route({
  method: 'POST',
  path: '/api/v1/incidents',
  summary: 'Reports that something happened, without what: it gets a number, and an alert of that number.',
  may: ['session'],
  body: z.strictObject({
    id: uuid,
    about: z.enum(INCIDENT_ABOUT),
    /** Null: nobody is called, only the number is wanted. */
    urgency: z.enum(INCIDENT_URGENCIES).nullable(),
  }),
  answer: z.strictObject({ number: z.int() }),
  refuses: ['incident-unknown'],
});

export const writeIncident = route({
  method: 'POST',
  path: '/api/v1/incidents/:id/records',
  summary: 'The facts, sealed, or a newer version of them. The object of the record is the id of the report.',
  may: ['session'],
  params: incidentParams,
  body: z.strictObject({ circle: circleId, row: recordRow, wrap }),
  refuses: [
    'incident-unknown',
    'safety-record-refused',
    'circle-unknown',
    'circle-right-missing',
    'chain-superseded',
    'chain-record-refused',
    'record-too-large',
    'wrap-refused',
  ],
});

const listedIncident = z.strictObject({
  id: uuid,
  number: z.int(),
  reportedBy: staffId,
  reportedAt: instantMs,
  about: z.enum(INCIDENT_ABOUT),
  urgency: z.enum(INCIDENT_URGENCIES).nullable(),
  /** Where the facts are; null: not written yet. */
  circle: circleId.nullable(),
  /** Whoever is named said her duress word outside a visit; people are being called, or that is over. Never in her own list. */
  forced: z.enum(['open', 'over']).nullable(),
});

export const listIncidents = route({
  method: 'GET',
  path: '/api/v1/incidents',
  summary:
    'Reports, newest first: all for focal points, coordinators and directors, their own for everybody else. On the first page stands before them, however old, what people are being called for because of a duress word.',
  may: ['session'],
  query: pageQuery,
  answer: pageOf(listedIncident),
});

export const readReport = route({
  method: 'GET',
  path: '/api/v1/incidents/:id',
  summary: 'One report, for whoever finds it in her list.',
  may: ['session'],
  params: incidentParams,
  answer: listedIncident,
  refuses: ['incident-unknown'],
});

export const askCoordinators = route({
  method: 'POST',
  path: '/api/v1/incidents/:id/cases',
  summary: 'The incident concerns cases that I am not in: coordinators are told its number.',
  may: ['session'],
  params: incidentParams,
  refuses: ['incident-unknown'],
});
