import { fromHex, hex } from '../shared/bytes.js';
import type { Id } from '../shared/identity.js';
import { CircleRefused } from './circle-refused.js';

/** A range of a channel that a case cites. */
export interface Link {
  readonly inbox: Id;
  readonly channel: Id;
  readonly first: number;
  readonly last: number;
  /** EH of the record `last`; through its chain it fixes every record before. */
  readonly lastHash: Uint8Array;
}

/** The text of a LINK record: `inbox channel first last lastEH`. */
export const linkText = ({ inbox, channel, first, last, lastHash }: Link): string =>
  [hex(inbox), hex(channel), first, last, hex(lastHash)].join(' ');

const pattern = /^[0-9a-f]{32} [0-9a-f]{32} [1-9][0-9]{0,15} [1-9][0-9]{0,15} [0-9a-f]{64}$/;

/** @throws CircleRefused for anything that `linkText` does not write, and for a range that is empty or begins before 1 */
export function readLinkText(text: string): Link {
  if (!pattern.test(text)) throw new CircleRefused('link-text');
  const [inbox, channel, first, last, lastHash] = text.split(' ') as [string, string, string, string, string];
  const range = { first: Number(first), last: Number(last) };
  if (!Number.isSafeInteger(range.last) || range.first > range.last) throw new CircleRefused('link-text');
  return { inbox: bytesOf(inbox), channel: bytesOf(channel), ...range, lastHash: bytesOf(lastHash) };
}

const bytesOf = (text: string): Uint8Array => fromHex(text, text.length / 2) ?? new Uint8Array();
