import { z } from 'zod';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';

/** Any 16 bytes as a UUID's text, also where they are no UUID of a known version. */
export const uuid = z.guid().toLowerCase();

/** `z.custom` would be unknown to OpenAPI; a codec keeps the text visible and gives the brand. */
const branded = <T extends string>() =>
  z.codec(
    z.guid(),
    z.custom<T>((value) => typeof value === 'string'),
    {
      decode: (text) => text.toLowerCase() as T,
      encode: (id) => id,
    },
  );

export const staffId = branded<StaffId>();

/** The last moment that a `Date` can be, on both sides. */
const lastMoment = 8_640_000_000_000_000;

/** Unix milliseconds. */
export const instantMs = z.codec(
  z.int().nonnegative().max(lastMoment),
  z.custom<Instant>((value) => Number.isSafeInteger(value)),
  { decode: (ms) => ms as Instant, encode: (at) => at },
);

/** A place in a chain, from 1. */
export const seq = z.int().min(1);

/** A version of keys, from 1. The protocol has room for twice as many; nobody changes keys so often. */
export const keyVersion = z.int().min(1).max(0x7fff_ffff);

/** 16 raw bytes of the protocol for an id of the API, and back. */
export function idBytes(id: string): Uint8Array {
  const digits = id.replaceAll('-', '');
  return Uint8Array.from({ length: 16 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
}

/** @param bytes 16 */
export function idText(bytes: Uint8Array): string {
  const digits = Array.from(bytes, (value) => value.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
