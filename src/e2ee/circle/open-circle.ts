import { hex } from '../shared/bytes.js';
import type { CaseChain } from './case-chain.js';
import type { Standing } from './chain-walk.js';
import { CircleRefused } from './circle-refused.js';
import { unwrapDek, type WrapKey } from './dek-wrap.js';
import type { Envelope } from './envelope.js';
import { openContents, type OpenedContents, type Wraps } from './open-contents.js';
import { openEnvelope } from './open-record.js';

export interface OpenedCircle extends OpenedContents {
  /** The chain's verdict, or `damaged` when the chain is whole but a content is not. */
  readonly standing: Standing;
}

/** Opens every record of a circle with the wraps of the epoch in force. Only those exist; a reader refuses older ones. */
export function openCircle(chain: CaseChain, wrapKey: WrapKey, wraps: Wraps): OpenedCircle {
  const opened = openContents(chain.places, (envelope) => openWith(wrapKey, wraps, envelope));
  return { ...opened, standing: judgeContents(chain.standing, opened) };
}

/** The text of one record under an ordinary wrap. @throws CircleRefused */
export const openWith = (wrapKey: WrapKey, wraps: Wraps, envelope: Envelope): string =>
  openEnvelope(envelope, unwrapDek(wrapKey, wrapOf(wraps, envelope), envelope));

/** @throws CircleRefused when the server returned none */
export function wrapOf(wraps: Wraps, envelope: Envelope): Uint8Array {
  const wrap = wraps.get(hex(envelope.hash));
  if (!wrap) throw new CircleRefused('wrap-missing');
  return wrap;
}

/** A content that fails damages a chain that is whole; it does not make a worse verdict better. */
export const judgeContents = (standing: Standing, { contents }: OpenedContents): Standing =>
  standing === 'whole' && contents.some(({ state }) => state === 'failed') ? 'damaged' : standing;
