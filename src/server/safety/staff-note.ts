import { z } from 'zod';

/** A quiet line to one member of staff on her phone; where her phone is, is read when it leaves. */
export const STAFF_NOTE_TOPIC = 'staff-note';

export const STAFF_NOTES = [
  'check-in-soon',
  'not-begun',
  'yes-given',
  'yes-refused',
  'facts-missing',
  'facts-not-written',
] as const;
export type StaffNote = (typeof STAFF_NOTES)[number];

/** The payload of the parcel: a kind, a number and a time of day, nothing else. */
export const staffNote = z.strictObject({
  staffId: z.string(),
  note: z.enum(STAFF_NOTES),
  number: z.int(),
  time: z.string(),
});
