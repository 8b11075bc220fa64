import type { CaseChain } from '../circle/case-chain.js';
import { CircleRefused } from '../circle/circle-refused.js';
import type { WrapKey } from '../circle/dek-wrap.js';
import type { Link } from '../circle/link-text.js';
import { openWith } from '../circle/open-circle.js';
import { openContents, type Content, type Wraps } from '../circle/open-contents.js';
import { equal } from '../shared/bytes.js';
import { Channel } from './channel.js';

/** What a server returns for a LINK of a case. */
export interface LinkedRows {
  /** The inbox's chain; its epochs say who could write in the channel. Folded without its secret. */
  readonly inbox: CaseChain;
  /** The channel's rows from `link.first` on. */
  readonly rows: readonly Uint8Array[];
  /** The channel's DEKs under the case's own epoch. */
  readonly wraps: Wraps;
}

/**
 * The conversation that a case cites, read with the case's secret alone. Its edge's and operators' signatures are those of
 * the channel: nothing was sealed again.
 *
 * @param erased hashes in hex that ERASE records of the *case* name
 * @throws CircleRefused unless exactly the cited records are there, linked to each other, sound in the inbox's epochs, and
 *         each readable or erased
 */
export function openLinked(
  link: Link,
  linked: LinkedRows,
  wrapKey: WrapKey,
  erased: ReadonlySet<string>,
): Content[] {
  const { inbox, rows, wraps } = linked;
  if (!equal(link.inbox, inbox.caseId)) throw new CircleRefused('link');
  const channel = Channel.readRange(inbox, link.channel, link.first, rows);
  const { seq, hash } = channel.head;
  if (seq !== link.last || !hash || !equal(hash, link.lastHash)) throw new CircleRefused('link');
  const { contents } = openContents(channel.places, (envelope) => openWith(wrapKey, wraps, envelope), erased);
  if (contents.some(({ state }) => state === 'failed')) throw new CircleRefused('link');
  return [...contents];
}
