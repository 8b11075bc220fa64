import { z } from 'zod';

/** A field that was refused: where it is and which rule it broke, never what it held. */
export const faultyField = z.strictObject({ at: z.string(), rule: z.string() });

/** RFC 9457. `code` is one of the refusal codes; `reason` one of a few fixed words; neither ever holds content. */
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  reason: z.string().optional(),
  fields: z.array(faultyField).optional(),
});

export type Problem = z.output<typeof problem>;
