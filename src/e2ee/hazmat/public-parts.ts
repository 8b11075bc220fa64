/** Public bytes that are hashed or authenticated: whole, or in parts that stand one after the other. */
export type PublicBytes = Uint8Array | readonly Uint8Array[];

/** Longer than a header with its hashes, the longest that is put together for every record of a chain. */
const desk = new Uint8Array(512);

/**
 * What libsodium is given, and copies at once. Parts are laid out in memory that the next call uses again: a new array of
 * more than 64 bytes costs more than hashing it. Public, because nothing wipes that memory.
 *
 * @returns never to be kept
 * @throws RangeError for parts that are longer than 512 bytes together
 */
export function asOne(bytes: PublicBytes): Uint8Array {
  if (bytes instanceof Uint8Array) return bytes;
  let length = 0;
  for (const part of bytes) {
    if (length + part.length > desk.length) throw new RangeError('The parts are too long together.');
    desk.set(part, length);
    length += part.length;
  }
  return desk.subarray(0, length);
}
