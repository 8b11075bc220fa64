import { hash256 } from '../hazmat/hash.js';
import { boxOpen, boxSeal } from '../hazmat/sealed-box.js';
import { sign, verify } from '../hazmat/signature.js';
import { kinds } from '../circle/header.js';
import { concat, equal, utf8 } from '../shared/bytes.js';
import { FieldReader, FieldWriter } from '../shared/fields.js';
import type { Id, Identity } from '../shared/identity.js';
import { labels } from '../shared/labels.js';
import { padText, unpadText } from '../shared/padding.js';
import type { EnrolledKey } from '../directory/key-ring.js';
import type { Channel } from './channel.js';
import { ReplyRefused } from './reply-refused.js';

const magic = utf8('HLO1');
const fixedBytes = 104;

/** A reply on its way to a contact. */
export interface Reply {
  readonly inbox: Id;
  readonly channel: Id;
  /** EH of the kind 21 record that keeps it in the channel. */
  readonly record: Uint8Array;
  readonly author: Id;
  readonly authorKv: number;
  /** The hours in which it is safe to write, both ends included, Unix milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly text: string;
}

/** How a reply waits in the database: readable by one edge only, and erased when it is sent. */
export interface WaitingReply {
  readonly sealed: Uint8Array;
  readonly signature: Uint8Array;
}

/** The edge that wrote the channel's newest inbound record, with its key in force. @throws ReplyRefused */
export function edgeOf({ records, inbox }: Channel): EnrolledKey {
  const newest = records.findLast(({ header }) => header.kind === kinds.inbound);
  const key = newest && inbox.directory.keyOf(newest.header.author);
  if (!key) throw new ReplyRefused('no-edge');
  return key;
}

/** Seals to one edge and signs the sealed bytes, so that nobody else can put a reply of theirs in its place. */
export function sealReply(reply: Reply, author: Identity, edgeKey: Uint8Array): WaitingReply {
  const sealed = boxSeal(edgeKey, replyPlain(reply));
  return { sealed, signature: signReply(sealed, author) };
}

export const signReply = (sealed: Uint8Array, author: Identity): Uint8Array =>
  sign(author.signing.privateKey, signedBytes(sealed));

export const isReplySignedBy = ({ sealed, signature }: WaitingReply, publicKey: Uint8Array): boolean =>
  verify(publicKey, signedBytes(sealed), signature);

/** What only the edge reads. Its author is believed only after `isReplySignedBy`. @throws ReplyRefused */
export function openReply({ sealed }: WaitingReply, edge: Identity): Reply {
  const plain = boxOpen(edge.sealing, sealed);
  if (!plain || plain.length < fixedBytes || !equal(plain.subarray(0, 4), magic))
    throw new ReplyRefused('box');
  const reader = new FieldReader(plain.subarray(4));
  const fields = {
    inbox: reader.take(16),
    channel: reader.take(16),
    record: reader.take(32),
    author: reader.take(16),
    authorKv: reader.number(4),
    notBefore: reader.u64(),
    notAfter: reader.u64(),
  };
  const text = unpadText(reader.take(reader.left));
  if (text === undefined) throw new ReplyRefused('box');
  return { ...fields, text };
}

export const replyPlain = (reply: Reply): Uint8Array =>
  concat(
    new FieldWriter(fixedBytes)
      .put(magic)
      .put(reply.inbox, 16)
      .put(reply.channel, 16)
      .put(reply.record, 32)
      .put(reply.author, 16)
      .u32(reply.authorKv)
      .u64(reply.notBefore)
      .u64(reply.notAfter)
      .done(),
    padText(reply.text),
  );

const signedBytes = (sealed: Uint8Array): Uint8Array => concat(labels.outgoing, hash256(sealed));
