import { fromHex, hex } from '../shared/bytes.js';
import { CircleRefused } from './circle-refused.js';

/** The text of an ERASE record: the hashes of the records to erase, in hex, one a line. */
export const eraseText = (hashes: readonly Uint8Array[]): string => hashes.map(hex).join('\n');

/** @returns the hashes in hex. @throws CircleRefused for anything that `eraseText` does not write */
export function readEraseText(text: string): string[] {
  const lines = text.split('\n');
  if (!lines.every((line) => fromHex(line, 32))) throw new CircleRefused('erase-text');
  return lines;
}
