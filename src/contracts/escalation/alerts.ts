import { z } from 'zod';
import { ALERT_KINDS, ALERT_OUTCOMES } from '../../domain/escalation/alert.js';
import { cursor, pageOf, pageQuery } from '../shared/page.js';
import { route } from '../shared/route.js';
import { instantMs, staffId } from '../shared/scalars.js';
import { alertParams, namedPerson, openAlert, pastAlert, timelineItem } from './shapes.js';

/**
 * Everybody but administrators, who run the system and are nobody's watch. Of these, focal points and coordinators see every
 * alert; others those that they may take or were called to.
 */
const watch = ['operator', 'case-worker', 'focal-point', 'coordinator', 'director'] as const;

export const listOpenAlerts = route({
  method: 'GET',
  path: '/api/v1/alerts/open',
  summary:
    'Open alerts that I may see: those that wait first, the most urgent and oldest first; 200 at most.',
  may: watch,
  answer: z.strictObject({
    /** The server's clock, by which every time here was judged. */
    now: instantMs,
    items: z.array(openAlert),
    /** How many there are, shown or not. */
    total: z.int(),
    /** Everybody who is named here, and every colleague who can be asked to take over. */
    people: z.array(namedPerson),
  }),
});

export const countOpenAlerts = route({
  method: 'GET',
  path: '/api/v1/alerts/count',
  summary: 'How many open alerts that I may see wait for somebody, and how many I have.',
  may: watch,
  answer: z.strictObject({ waiting: z.int(), mine: z.int() }),
});

export const listPastAlerts = route({
  method: 'GET',
  path: '/api/v1/alerts/past',
  summary: 'Alerts that are over and that I may see, the newest end first.',
  may: watch,
  query: pageQuery,
  answer: z.strictObject({
    items: z.array(pastAlert),
    next: cursor.nullable(),
    people: z.array(namedPerson),
  }),
});

export const readAlert = route({
  method: 'GET',
  path: '/api/v1/alerts/:id',
  summary: 'One alert: how it stands, or how it ended.',
  may: watch,
  params: alertParams,
  answer: z.strictObject({
    now: instantMs,
    open: openAlert.nullable(),
    past: pastAlert.nullable(),
    people: z.array(namedPerson),
  }),
  refuses: ['alert-unknown'],
});

export const readTimeline = route({
  method: 'GET',
  path: '/api/v1/alerts/:id/timeline',
  summary: 'Every step of an alert and every call to a person, the newest first.',
  may: watch,
  params: alertParams,
  query: pageQuery,
  answer: pageOf(timelineItem),
  refuses: ['alert-unknown'],
});

export const countOutcomes = route({
  method: 'GET',
  path: '/api/v1/alerts/outcomes',
  summary: 'How alerts of the last 90 days ended, counted by kind. Never by person.',
  may: ['focal-point', 'coordinator', 'director'],
  answer: z.strictObject({
    since: instantMs,
    kinds: z.array(z.strictObject({ kind: z.enum(ALERT_KINDS), ended: z.int(), falseAlarms: z.int() })),
  }),
});

export const readWeeklyTest = route({
  method: 'GET',
  path: '/api/v1/alerts/weekly-test',
  summary: 'How the newest weekly test went, and whose phones stayed silent. About phones, not about people.',
  may: ['focal-point', 'coordinator', 'director'],
  answer: z.strictObject({
    /** Null: there was none yet. */
    latest: z
      .strictObject({
        at: instantMs,
        /** It no longer waits for answers. */
        over: z.boolean(),
        asked: z.int(),
        answered: z.int(),
      })
      .nullable(),
    /** Who did not answer the newest test that is over, most missed first. */
    silent: z.array(
      z.strictObject({
        staffId,
        /** Null: she has never answered one. */
        lastAnsweredAt: instantMs.nullable(),
        /** So many in a row. */
        missed: z.int(),
      }),
    ),
    people: z.array(namedPerson),
  }),
});

export const acknowledgeAlert = route({
  method: 'POST',
  path: '/api/v1/alerts/:id/acknowledge',
  summary:
    'I take it: the ladder stops for everyone. Where somebody has it, that I am there too is recorded.',
  may: watch,
  params: alertParams,
  answer: z.strictObject({ outcome: z.enum(['acknowledged', 'also-acknowledged']) }),
  refuses: ['alert-unknown', 'alert-over', 'alert-not-yours'],
});

export const declineAlert = route({
  method: 'POST',
  path: '/api/v1/alerts/:id/decline',
  summary: 'Not me. Where I have it, I give it back and everybody is called again.',
  may: watch,
  params: alertParams,
  answer: z.strictObject({ outcome: z.enum(['declined', 'given-back', 'somebody-has-it']) }),
  refuses: ['alert-unknown', 'alert-over'],
});

export const offerAlert = route({
  method: 'POST',
  path: '/api/v1/alerts/:id/offer',
  summary: 'I ask a colleague to take over what I have. It stays mine until she says yes.',
  may: watch,
  params: alertParams,
  body: z.strictObject({ to: staffId }),
  refuses: ['alert-unknown', 'alert-over', 'alert-not-yours', 'colleague-unreachable'],
});

export const withdrawAlertOffer = route({
  method: 'DELETE',
  path: '/api/v1/alerts/:id/offer',
  summary: 'I do not ask any more. It stays mine.',
  may: watch,
  params: alertParams,
  refuses: ['alert-unknown', 'alert-over', 'alert-not-yours', 'alert-offer-gone'],
});

export const answerOffer = route({
  method: 'POST',
  path: '/api/v1/alerts/:id/offer/answer',
  summary: 'I take over what a colleague offered me, or I do not.',
  may: watch,
  params: alertParams,
  body: z.strictObject({ accept: z.boolean() }),
  refuses: ['alert-unknown', 'alert-offer-gone'],
});

export const resolveAlert = route({
  method: 'POST',
  path: '/api/v1/alerts/:id/resolve',
  summary:
    'What I have is over. Why and how is a sealed note in the security log, which this does not carry.',
  may: watch,
  params: alertParams,
  body: z.strictObject({ outcome: z.enum(ALERT_OUTCOMES) }),
  answer: z.strictObject({
    /** `contact-goes-on`: this alert is over, and a newer one about the same contact is not. */
    outcome: z.enum(['resolved', 'contact-goes-on']),
  }),
  refuses: ['alert-unknown', 'alert-over', 'alert-not-yours'],
});
