import { z } from 'zod';
import { CIRCLE_KINDS } from '../../domain/circle/circle.js';
import { DUE_WHEN } from '../../domain/review/due-when.js';
import { circleId } from '../circles/shapes.js';
import { pageQuery } from '../shared/page.js';
import { instantMs } from '../shared/scalars.js';

export const levelNumber = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

/** Of which circle something is: what people say to one another about it, never what is in it. */
export const placeShape = {
  circle: circleId,
  kind: z.enum(CIRCLE_KINDS),
  /** A case's number; a file has a number of its own, from 1. */
  number: z.int(),
};

/** Where a date lies, by the server's clock and the house's time zone. */
export const dueWhen = z.enum(DUE_WHEN);

export const dueShape = { due: instantMs, when: dueWhen };

/** The most pressing first. `when` leaves everything else out. */
export const dueQuery = z.strictObject({ ...pageQuery.shape, when: dueWhen.optional() });
