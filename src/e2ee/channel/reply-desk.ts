import { rights } from '../circle/epoch-record.js';
import { kinds } from '../circle/header.js';
import { hasRight } from '../circle/judge-epoch.js';
import { equal, hex } from '../shared/bytes.js';
import type { Identity } from '../shared/identity.js';
import type { Channel } from './channel.js';
import { isReplySignedBy, openReply, type Reply, type WaitingReply } from './reply.js';
import { ReplyRefused } from './reply-refused.js';

/** The edge's memory of what it has sent, by reply record; kept beside the edge, not only in the database. */
export interface SentReplies {
  has(recordHex: string): boolean;
  /** @param notAfter when every repeat is refused as late in any case, Unix milliseconds */
  add(recordHex: string, notAfter: number): unknown;
}

/**
 * The edge's last look before a text reaches a contact's phone. The database cannot make it send: each reply is signed by
 * an operator who may write *now*, belongs to a record of this channel, goes out once, and only in its hours.
 */
export class ReplyDesk {
  constructor(
    readonly edge: Identity,
    readonly sent: SentReplies,
  ) {}

  /**
   * Clears a reply for sending and marks it as sent.
   *
   * @param now the edge's own clock, Unix milliseconds
   * @throws ReplyRefused, also when the inbox's chain is not whole, because an epoch that put the author out may be hidden;
   *         `early` may be asked again later, every other answer is final
   */
  clear(waiting: WaitingReply, channel: Channel, now: number): Reply {
    if (channel.inbox.standing !== 'whole') throw new ReplyRefused('inbox');
    const reply = openReply(waiting, this.edge);
    checkPlace(reply, channel);
    checkAuthor(reply, waiting, channel);
    checkHour(reply, now);
    const key = hex(reply.record);
    if (this.sent.has(key)) throw new ReplyRefused('sent');
    this.sent.add(key, reply.notAfter);
    return reply;
  }
}

function checkPlace(reply: Reply, channel: Channel): void {
  const here = equal(reply.inbox, channel.inbox.caseId) && equal(reply.channel, channel.id);
  if (!here) throw new ReplyRefused('inbox');
  const record = channel.records.find(({ hash }) => equal(hash, reply.record));
  const isOwn =
    record?.header.kind === kinds.reply &&
    record.header.authorKv === reply.authorKv &&
    equal(record.header.author, reply.author);
  if (!isOwn) throw new ReplyRefused('record');
}

function checkAuthor(reply: Reply, waiting: WaitingReply, { inbox }: Channel): void {
  const { author, authorKv } = reply;
  const key = inbox.directory.keyAt(author, authorKv, inbox.directory.seq);
  const mayWrite = inbox.inForce && hasRight(inbox.inForce, author, authorKv, rights.write);
  if (!key || !mayWrite) throw new ReplyRefused('author');
  if (!isReplySignedBy(waiting, key.ed25519)) throw new ReplyRefused('signature');
}

function checkHour({ notBefore, notAfter }: Reply, now: number): void {
  if (now < notBefore) throw new ReplyRefused('early');
  if (now > notAfter) throw new ReplyRefused('late');
}
