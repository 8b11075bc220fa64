import { boxOpen, boxSeal } from '../hazmat/sealed-box.js';
import type { KeyPair } from '../hazmat/key-pairs.js';
import type { PublicBytes } from '../hazmat/public-parts.js';
import { openBoxed, sealBoxed } from '../shared/boxed.js';
import { concat } from '../shared/bytes.js';
import { FieldReader, FieldWriter } from '../shared/fields.js';
import { labels } from '../shared/labels.js';
import { CircleRefused } from './circle-refused.js';

export const wrapBytes = 76;
export const sealedWrapBytes = 80;
const dekBytes = 32;

/** The record a wrapped DEK belongs to. */
export interface WrapPlace {
  readonly headerBytes: Uint8Array;
  readonly hash: Uint8Array;
}

/** An epoch's wrap key and its number. */
export interface WrapKey {
  readonly epoch: number;
  readonly key: Uint8Array;
}

/**
 * 76 B: hands a record's DEK to everybody who knows the epoch's secret. Bound to epoch, case, object, version and record
 * hash, so wraps cannot be swapped. Gives no authorship: the record's own signature and commitment do.
 */
export const wrapDek = (
  wrapKey: WrapKey,
  dek: Uint8Array,
  place: WrapPlace,
  nonce?: Uint8Array,
): Uint8Array =>
  concat(encodeEpoch(wrapKey.epoch), sealBoxed(wrapKey.key, dek, additional(wrapKey.epoch, place), nonce));

/** @throws CircleRefused for a wrap of another epoch, record or key */
export function unwrapDek(wrapKey: WrapKey, wrap: Uint8Array, place: WrapPlace): Uint8Array {
  if (wrap.length !== wrapBytes || new FieldReader(wrap).number(4) !== wrapKey.epoch)
    throw new CircleRefused('wrap');
  const dek = openBoxed(wrapKey.key, wrap.subarray(4), additional(wrapKey.epoch, place));
  if (!dek) throw new CircleRefused('wrap');
  return dek;
}

/** How the edge, which knows no epoch secret, hands over the DEK of an inbound record: 80 B. Anybody can make one. */
export const sealDek = (intakeKey: Uint8Array, dek: Uint8Array): Uint8Array => boxSeal(intakeKey, dek);

/** @throws CircleRefused when it was not sealed to this intake pair */
export function openSealedDek(intake: KeyPair, sealed: Uint8Array): Uint8Array {
  const dek = boxOpen(intake, sealed);
  if (dek?.length !== dekBytes) throw new CircleRefused('wrap');
  return dek;
}

const encodeEpoch = (epoch: number): Uint8Array => new FieldWriter(4).u32(epoch).done();

const additional = (epoch: number, { headerBytes, hash }: WrapPlace): PublicBytes => [
  labels.wrappedDek,
  encodeEpoch(epoch),
  headerBytes.subarray(8, 48),
  hash,
];
