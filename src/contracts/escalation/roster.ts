import { z } from 'zod';
import type { Weekday } from '../../domain/shared/zoned-time.js';
import { isZone } from '../../domain/shared/zoned-time.js';
import { route } from '../shared/route.js';
import { instantMs, staffId, uuid } from '../shared/scalars.js';
import { duty, namedPerson } from './shapes.js';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const zone = z.string().max(64).refine(isZone, { error: 'must be a time zone like Europe/Belgrade' });

const weekday = z.codec(
  z.int().min(1).max(7),
  z.custom<Weekday>((value) => typeof value === 'number'),
  { decode: (day) => day as Weekday, encode: (day) => day },
);

const plannedShift = z.strictObject({
  id: uuid,
  duty,
  staffId,
  weekday,
  from: timeOfDay,
  /** Not later than `from`: on the next day. */
  to: timeOfDay,
  zone,
});

const plannedOverride = z.strictObject({
  id: uuid,
  duty,
  staffId,
  from: instantMs,
  to: instantMs,
  /** Whose hours she takes; null: she comes besides everybody else. */
  replaces: staffId.nullable(),
});

const changed = z.strictObject({ version: z.int() });

export const readRoster = route({
  method: 'GET',
  path: '/api/v1/roster',
  summary: 'The weekly shifts, and what is different for once since two weeks ago; by duty names.',
  may: ['session'],
  answer: z.strictObject({
    version: z.int(),
    now: instantMs,
    /** The wall clock by which this house lives. */
    zone,
    shifts: z.array(plannedShift),
    overrides: z.array(plannedOverride),
    /** Duties that are kept here; a duty that nobody was planned for is not missing anybody. */
    kept: z.array(duty),
    people: z.array(namedPerson),
    mayEdit: z.boolean(),
  }),
});

const editing = {
  may: ['coordinator'],
  ifMatch: true,
  answer: changed,
} as const;

export const planShift = route({
  ...editing,
  method: 'POST',
  path: '/api/v1/roster/shifts',
  summary: 'Puts the same hours on one or several days of every week. All of them or none.',
  body: z.strictObject({
    duty,
    staffId,
    weekdays: z
      .array(weekday)
      .min(1)
      .max(7)
      .refine((days) => new Set(days).size === days.length, { error: 'must not repeat' }),
    from: timeOfDay,
    to: timeOfDay,
    zone,
  }),
  refuses: ['superseded', 'shift-faulty', 'duty-person-unknown'],
});

export const removeShift = route({
  ...editing,
  method: 'DELETE',
  path: '/api/v1/roster/shifts/:id',
  summary: 'Takes a weekly shift out of the roster, from now on.',
  params: z.strictObject({ id: uuid }),
  refuses: ['superseded', 'duty-entry-unknown'],
});

export const overrideDuty = route({
  ...editing,
  method: 'POST',
  path: '/api/v1/roster/overrides',
  summary: 'For once, somebody else is on duty, or somebody besides.',
  body: z.strictObject({
    duty,
    staffId,
    from: instantMs,
    to: instantMs,
    replaces: staffId.nullable(),
  }),
  refuses: ['superseded', 'override-faulty', 'override-conflict', 'duty-person-unknown'],
});

export const withdrawOverride = route({
  ...editing,
  method: 'DELETE',
  path: '/api/v1/roster/overrides/:id',
  summary: 'The weekly roster holds again.',
  params: z.strictObject({ id: uuid }),
  refuses: ['superseded', 'duty-entry-unknown'],
});
