import type { REPLY_FAULTS, REPLY_STATES } from '../../contracts/inbox/shapes.js';
import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import type { WaitingReply } from '../../e2ee/channel/reply.js';

export type ReplyState = (typeof REPLY_STATES)[number];
export type ReplyFault = (typeof REPLY_FAULTS)[number];

/** A reply to a contact as everybody of the inbox may see it. */
export interface ContactReply {
  readonly id: string;
  readonly conversationId: ConversationId;
  readonly record: Uint8Array;
  readonly by: StaffId;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  readonly state: ReplyState;
  readonly fault: ReplyFault | null;
  readonly settledAt: Instant | null;
}

/** One that may still leave, in the form in which only the edge reads it. */
export interface LeavingReply extends ContactReply {
  readonly waiting: WaitingReply | null;
  /** It is in the outbox. */
  readonly queued: boolean;
}
