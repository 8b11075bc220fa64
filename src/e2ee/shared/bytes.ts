const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const hexDigits = utf8Encoder.encode('0123456789abcdef');

export const utf8 = (text: string): Uint8Array => utf8Encoder.encode(text);

/** @returns the text, or undefined when the bytes are not valid UTF-8. A byte-order mark is kept as text. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return utf8Decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Compares public values (ids, hashes, keys); the time it takes tells where they differ, so never use it on secrets. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

/** The order of unsigned bytes, the one in which an epoch lists its members. */
export function compare(a: Uint8Array, b: Uint8Array): number {
  const differing = a.findIndex((value, index) => value !== b[index]);
  return differing < 0 ? a.length - b.length : (a[differing] ?? 0) - (b[differing] ?? -1);
}

export const isZero = (bytes: Uint8Array): boolean => bytes.every((value) => value === 0);

export const zeros = (length: number): Uint8Array => new Uint8Array(length);

export function hex(bytes: Uint8Array): string {
  const text = new Uint8Array(bytes.length * 2);
  let at = 0;
  for (const value of bytes) {
    text[at] = hexDigits[value >> 4] ?? 0;
    text[at + 1] = hexDigits[value & 15] ?? 0;
    at += 2;
  }
  return utf8Decoder.decode(text);
}

/** @returns the bytes, or undefined when `text` is not lower-case hex of exactly `length` bytes */
export function fromHex(text: string, length: number): Uint8Array | undefined {
  if (text.length !== length * 2 || !/^[0-9a-f]*$/.test(text)) return undefined;
  return Uint8Array.from({ length }, (_, index) => Number.parseInt(text.slice(index * 2, index * 2 + 2), 16));
}
