import { hash256 } from '../hazmat/hash.js';
import type { KeyPair } from '../hazmat/key-pairs.js';
import { boxOpen, boxSeal } from '../hazmat/sealed-box.js';
import { sign, verify } from '../hazmat/signature.js';
import { concat, equal, isZero, utf8 } from '../shared/bytes.js';
import { FieldReader, FieldWriter } from '../shared/fields.js';
import type { Id, Identity } from '../shared/identity.js';
import { labels } from '../shared/labels.js';
import { padText, unpadText } from '../shared/padding.js';
import { checkWhole } from '../circle/chain-walk.js';
import type { CaseChain } from '../circle/case-chain.js';
import { CircleRefused } from '../circle/circle-refused.js';

const magic = utf8('HLP1');
const fixedBytes = 64;

/** What the edge says to the inbox without writing it into a chain, because it may still have to be forgotten. */
export interface SoFar {
  readonly sealed: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * `HLP1 ‖ inbox16 ‖ channel16 ‖ edge16 ‖ edgeKv4 ‖ ms8 ‖ pad(len4 ‖ text)`, sealed to the intake key of the epoch in force and
 * signed over `"HL1/sofar\0" ‖ H(sealed)`. Gives: only operators read it, and it comes from this edge, about this channel.
 * Does not give: that it is the newest word, for nothing chains it.
 *
 * @throws CircleRefused when the chain is no inbox, or is not whole
 */
export function sealSoFar(inbox: CaseChain, channel: Id, edge: Identity, ms: number, text: string): SoFar {
  checkWhole(inbox);
  const intakePk = inbox.inForce?.intakePk;
  if (!intakePk || isZero(intakePk)) throw new CircleRefused('intake-key');
  const fields = new FieldWriter(fixedBytes)
    .put(magic)
    .put(inbox.caseId, 16)
    .put(channel, 16)
    .put(edge.user, 16)
    .u32(edge.kv)
    .u64(ms)
    .done();
  const sealed = boxSeal(intakePk, concat(fields, padText(text)));
  return { sealed, signature: sign(edge.signing.privateKey, signedBytes(sealed)) };
}

/**
 * @param intake the pair of the epoch in force
 * @throws CircleRefused unless an edge whose key is in force said it about this channel of this inbox
 */
export function openSoFar(
  inbox: CaseChain,
  channel: Id,
  intake: KeyPair,
  { sealed, signature }: SoFar,
): { readonly ms: number; readonly text: string } {
  const reader = new FieldReader(readPlain(intake, sealed));
  const [caseId, object, user] = [reader.take(16), reader.take(16), reader.take(16)];
  const kv = reader.number(4);
  const ms = reader.u64();
  if (!equal(caseId, inbox.caseId)) throw new CircleRefused('case');
  if (!equal(object, channel)) throw new CircleRefused('object');
  const key = inbox.directory.keyAt(user, kv, inbox.directory.seq);
  if (key?.kind !== 'edge') throw new CircleRefused('right');
  if (!verify(key.ed25519, signedBytes(sealed), signature)) throw new CircleRefused('signature');
  const text = unpadText(reader.take(reader.left));
  if (text === undefined) throw new CircleRefused('padding');
  return { ms, text };
}

function readPlain(intake: KeyPair, sealed: Uint8Array): Uint8Array {
  const plain = boxOpen(intake, sealed);
  if (!plain || !equal(plain.subarray(0, 4), magic)) throw new CircleRefused('wrap');
  return plain.subarray(4);
}

const signedBytes = (sealed: Uint8Array): Uint8Array => concat(labels.soFar, hash256(sealed));
