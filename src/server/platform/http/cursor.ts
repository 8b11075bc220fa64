import { z } from 'zod';
import { PlatformRefused } from './platform-refused.js';

const place = z
  .array(z.union([z.string(), z.number()]))
  .min(1)
  .max(4);

/** The place after the last item of a page, as text that clients pass on and never read. */
export const cursorAfter = (values: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/**
 * The values of the last item seen; null at the beginning.
 *
 * @throws PlatformRefused when it is no cursor of `count` values
 */
export function readCursor(cursor: string | undefined, count: number): (string | number)[] | null {
  if (cursor === undefined) return null;
  const values = place.safeParse(jsonOf(cursor));
  if (!values.success || values.data.length !== count) throw new PlatformRefused('cursor-unknown');
  return values.data;
}

const anId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a place is made of, and what may stand there in a cursor that somebody made herself. */
const kinds = {
  /** A whole number that a moment and a row's number can be. PostgreSQL has no moments as early as a `Date` has. */
  number: (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 8.64e15,
  id: (value: unknown) => typeof value === 'string' && anId.test(value),
  text: (value: unknown) => typeof value === 'string' && !value.includes('\0'),
} as const;

type Kind = keyof typeof kinds;
type Place<Kinds extends readonly Kind[]> = {
  -readonly [Index in keyof Kinds]: Kinds[Index] extends 'number' ? number : string;
};

/**
 * The place after which a page goes on; null at the beginning.
 *
 * @throws PlatformRefused for a cursor that we cannot have given
 */
export function readPlace<const Kinds extends readonly Kind[]>(
  cursor: string | undefined,
  ...expected: Kinds
): Place<Kinds> | null {
  const values = readCursor(cursor, expected.length);
  if (values?.every((value, index) => kinds[expected[index]!](value)) === false)
    throw new PlatformRefused('cursor-unknown');
  return values as Place<Kinds> | null;
}

/**
 * A page out of one row more than was wanted.
 *
 * @param found at most `limit + 1` rows, in order
 */
export function pageOf<Row>(
  found: readonly Row[],
  limit: number,
  placeOf: (row: Row) => readonly (string | number)[],
): { readonly items: Row[]; readonly next: string | null } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last !== undefined ? cursorAfter(placeOf(last)) : null };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
