import { z } from 'zod';
import { INSTRUMENT_IDS } from '../../domain/assessment/instrument.js';

/** The hash of a record (EH) as text: what one sealed record says of another. */
export const recordHash = z.string().regex(/^[0-9a-f]{64}$/);

/** Which instrument, to the last byte of its file: old records are shown and scored with their own version. */
export const instrumentRef = z.strictObject({
  id: z.enum(INSTRUMENT_IDS),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  sha256: recordHash,
});

export const itemId = z.string().regex(/^[A-Z][0-9]{2}$/);
export const measureId = z.string().regex(/^[A-Z][0-9]{2}$/);
export const triggerId = z.string().regex(/^[A-Z][0-9]{2}$/);

/** 16 bytes in hex: the alarm that the server has a date of, and nothing else. */
export const alarmId = z.string().regex(/^[0-9a-f]{32}$/);

/** A day on the wall calendar, without an hour. */
export const day = z.iso.date();

/**
 * The pseudonym under which a case appears in the evaluation: 16 random bytes that the first assessment of a case draws and every
 * later one repeats. Only the members of the case know whose it is (ADR 0122).
 */
export const pseudonym = z.string().regex(/^[0-9a-f]{32}$/);

export const reason = z.enum(['initial', 'scheduled', 'event', 'correction']);
export const measuresReview = z.enum([
  'effective',
  'partly',
  'not_effective',
  'not_carried_out',
  'none_before',
]);
