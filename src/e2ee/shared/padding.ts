import { FieldReader, FieldWriter } from './fields.js';
import { utf8, utf8Text } from './bytes.js';

const smallest = 256;
const lengthField = 4;

/**
 * Padmé: rounds a length up so that only about its magnitude is visible (at most 12 % more, less as it grows), and never
 * below 256. Hides the difference between short answers; does not hide that a text is ten times longer than another.
 */
export function padme(length: number): number {
  if (length <= smallest) return smallest;
  const exponent = Math.floor(Math.log2(length));
  const keptBits = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - keptBits);
  return Math.ceil(length / step) * step;
}

/** `len4 ‖ text`, zero-filled to `padme(4 + length)`. */
export function padText(text: string): Uint8Array {
  const bytes = utf8(text);
  const padded = new Uint8Array(padme(lengthField + bytes.length));
  padded.set(new FieldWriter(lengthField).u32(bytes.length).done());
  padded.set(bytes, lengthField);
  return padded;
}

/** @returns the text, or undefined when the length is not the one `padText` gives, the filling not zero, or it is no UTF-8 */
export function unpadText(padded: Uint8Array): string | undefined {
  const reader = new FieldReader(padded);
  const length = reader.number(lengthField);
  if (padded.length !== padme(lengthField + length)) return undefined;
  const text = reader.take(length);
  if (!reader.take(reader.left).every((value) => value === 0)) return undefined;
  return utf8Text(text);
}
