import type { KeyPair } from '../hazmat/key-pairs.js';
import { hex } from '../shared/bytes.js';
import { refusalOf } from '../shared/refusal.js';
import { openSealedDek, sealedWrapBytes, unwrapDek, wrapDek, type WrapKey } from './dek-wrap.js';
import type { Envelope } from './envelope.js';
import { kinds } from './header.js';
import { wrapOf } from './open-circle.js';
import type { Wraps } from './open-contents.js';

export interface Rewrapped {
  /** New wraps by the record's hash in hex. */
  readonly wraps: Map<string, Uint8Array>;
  /** Records whose DEK could not be opened: their content will be lost unless somebody else still has a wrap. */
  readonly lost: readonly Envelope[];
}

/** What opens the DEKs of one epoch: its wrap key, and in an inbox the intake pair. */
export interface DekOpener {
  readonly wrapKey: WrapKey;
  readonly intake: KeyPair | undefined;
}

/**
 * Wraps every DEK under another epoch's key (or a case's, when a channel is linked to it). Nothing is decrypted but the
 * DEKs. Stubs have none.
 */
export function rewrapAll(
  records: readonly Envelope[],
  wraps: Wraps,
  from: DekOpener,
  to: WrapKey,
): Rewrapped {
  const fresh = new Map<string, Uint8Array>();
  const lost: Envelope[] = [];
  for (const envelope of records) {
    if (!envelope.ciphertext) continue;
    const dek = tryDek(envelope, wraps, from);
    if (dek) fresh.set(hex(envelope.hash), wrapDek(to, dek, envelope));
    else lost.push(envelope);
  }
  return { wraps: fresh, lost };
}

/** A DEK from an ordinary wrap, or, for an inbound record only, from one that the edge sealed. @throws CircleRefused */
export function openDek(envelope: Envelope, wraps: Wraps, { wrapKey, intake }: DekOpener): Uint8Array {
  const wrap = wrapOf(wraps, envelope);
  const sealedByEdge = wrap.length === sealedWrapBytes && envelope.header.kind === kinds.inbound;
  return sealedByEdge && intake ? openSealedDek(intake, wrap) : unwrapDek(wrapKey, wrap, envelope);
}

function tryDek(envelope: Envelope, wraps: Wraps, from: DekOpener): Uint8Array | undefined {
  try {
    return openDek(envelope, wraps, from);
  } catch (caught) {
    refusalOf(caught);
    return undefined;
  }
}
