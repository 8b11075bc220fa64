import { randomBytes } from '../hazmat/chance.js';

const listLength = 7_776;
const wordCount = 6;
const shownBits = 77n;
/** The largest multiple of the list's length below 2^16: larger draws are thrown away, so every word is equally likely. */
const fairBelow = listLength * 8;

/**
 * Six words for the first 77 bits of a hash: read aloud to compare a fingerprint or the head of a chain. An attacker who
 * wants other bytes with the same words must try about 2^77 keys.
 *
 * @param list 7,776 different words
 */
export function hashWords(hash: Uint8Array, list: readonly string[]): string[] {
  checkList(list);
  let rest =
    [...hash.subarray(0, 10)].reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) >> (80n - shownBits);
  const words: string[] = [];
  for (let count = 0; count < wordCount; count += 1) {
    words.unshift(list[Number(rest % BigInt(listLength))] ?? '');
    rest /= BigInt(listLength);
  }
  return words;
}

/**
 * Six random words, about 77 bits. Passphrases are generated because chosen ones are guessed.
 *
 * @param draw two random bytes
 */
export function makePassphrase(list: readonly string[], draw = () => randomBytes(2)): string {
  checkList(list);
  return Array.from({ length: wordCount }, () => list[fairIndex(draw)]).join(' ');
}

function fairIndex(draw: () => Uint8Array): number {
  for (;;) {
    const [high = 0, low = 0] = draw();
    const drawn = high * 256 + low;
    if (drawn < fairBelow) return drawn % listLength;
  }
}

function checkList(list: readonly string[]): void {
  if (new Set(list).size !== listLength || list.length !== listLength) {
    throw new RangeError('A word list has 7,776 different words.');
  }
}
