import { ProtocolRefusal } from '../shared/refusal.js';

export type ReplyReason =
  | 'no-edge' // the channel has no inbound record, or its edge is no longer in force
  | 'box' // not sealed to this edge, or no reply inside
  | 'inbox' // of another inbox or channel, or the inbox's chain is not whole
  | 'record' // its reply record is not in the channel, or is not this author's
  | 'author' // the author may not write in the inbox's epoch in force, or the key is not in force
  | 'signature'
  | 'early'
  | 'late'
  | 'sent'; // this reply record was sent before

/** A waiting reply is not sent. */
export class ReplyRefused extends ProtocolRefusal<ReplyReason> {}
