import { z } from 'zod';

/** Opaque: from the `next` of the page before. */
export const cursor = z.string().max(200);

/** How a list is asked for. Pages hold 1 to 200 items, 50 when nothing is said. */
export const pageQuery = z.strictObject({
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** `next` is null on the last page. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), next: cursor.nullable() });
