import { z } from 'zod';

/** Larger arguments overflow the stack of `String.fromCharCode`. */
const chunk = 8_192;

/**
 * Bytes in JSON: standard base 64 with padding, `Uint8Array` in the code of both sides. The browser and the server use the
 * same codec, so neither writes a conversion of its own.
 */
const base64 = z.codec(
  z.base64(),
  z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  {
    decode: (text) => Uint8Array.from(atob(text), (symbol) => symbol.charCodeAt(0)),
    encode: (bytes) => {
      const parts: string[] = [];
      for (let at = 0; at < bytes.length; at += chunk)
        parts.push(String.fromCharCode(...bytes.subarray(at, at + chunk)));
      return btoa(parts.join(''));
    },
  },
);

/** Exactly `length` bytes. */
export const bytes = (length: number) =>
  base64.refine((value) => value.length === length, { error: `must have ${length} bytes` });

/** From `min` to `max` bytes, both included. */
export const bytesBetween = (min: number, max: number) =>
  base64.refine((value) => value.length >= min && value.length <= max, {
    error: `must have ${min} to ${max} bytes`,
  });
