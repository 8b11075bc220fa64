import type { ComposedRecord } from '../circle/compose-record.js';
import { checkWhole, checkWritable } from '../circle/chain-walk.js';
import { CircleRefused } from '../circle/circle-refused.js';
import { sealDek, wrapDek, type WrapKey } from '../circle/dek-wrap.js';
import { parseEnvelope } from '../circle/envelope.js';
import { kinds, type Header, type RecordKind } from '../circle/header.js';
import { drawRecordChance, sealEnvelope, type RecordChance } from '../circle/seal-record.js';
import { isZero, zeros } from '../shared/bytes.js';
import type { Identity } from '../shared/identity.js';
import type { Channel } from './channel.js';

/** What the edge received from a contact. */
interface Message {
  readonly author: Identity;
  /** Now, Unix milliseconds. */
  readonly ms: number;
  readonly text: string;
}

/**
 * Seals a contact's message to the inbox that the edge has verified from the root's fingerprint. After this the edge itself
 * cannot read it any more: it never knew the epoch's secret.
 *
 * @throws CircleRefused when the chain is no inbox, or is not whole: an epoch that put somebody out may be hidden
 */
export function composeInbound(channel: Channel, message: Message): ComposedRecord {
  checkWhole(channel.inbox);
  checkWritable(channel);
  const intakePk = channel.inbox.inForce?.intakePk;
  if (!intakePk || isZero(intakePk)) throw new CircleRefused('intake-key');
  return compose(channel, message, kinds.inbound, (chance) => sealDek(intakePk, chance.dek));
}

/** An operator's own record in a channel: the reply that will be sent, or an erasure. */
export function composeInChannel(
  channel: Channel,
  wrapKey: WrapKey,
  message: Message & { readonly kind: typeof kinds.reply | typeof kinds.erase },
): ComposedRecord {
  checkWritable(channel.inbox);
  checkWritable(channel);
  if (channel.inbox.inForce?.epoch !== wrapKey.epoch) throw new CircleRefused('epoch');
  return compose(channel, message, message.kind, (chance, envelope) =>
    wrapDek(wrapKey, chance.dek, envelope),
  );
}

function compose(
  channel: Channel,
  { author, ms, text }: Message,
  kind: RecordKind,
  wrapFor: (chance: RecordChance, envelope: ComposedRecord['envelope']) => Uint8Array,
): ComposedRecord {
  const chance = drawRecordChance();
  const row = sealEnvelope(headerFor(channel, author, kind, ms), text, author.signing.privateKey, chance);
  const envelope = parseEnvelope(row);
  return { row, envelope, wrap: wrapFor(chance, envelope) };
}

function headerFor({ inbox, id, head }: Channel, author: Identity, kind: RecordKind, ms: number): Header {
  if (!inbox.inForce || !head.hash) throw new CircleRefused('epoch');
  return {
    kind,
    caseId: inbox.caseId,
    object: id,
    version: 1,
    epoch: inbox.inForce.epoch,
    author: author.user,
    authorKv: author.kv,
    ms,
    seq: head.seq + 1,
    prev: head.hash,
    prevVersion: zeros(32),
    dirHead: inbox.directory.head,
  };
}
