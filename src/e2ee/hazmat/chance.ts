/**
 * The only source of randomness: the platform's own generator, in Node and in the browser.
 *
 * @param length at most 65,536 bytes; draw what belongs together at once, because every call has a price
 */
export function randomBytes(length: number): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}
