import { idBytes } from '../../contracts/shared/scalars.js';
import type { ConversationId } from '../../domain/shared/ids.js';
import { Channel } from '../../e2ee/channel/channel.js';
import { ReplyDesk } from '../../e2ee/channel/reply-desk.js';
import { ReplyRefused, type ReplyReason } from '../../e2ee/channel/reply-refused.js';
import type { WaitingReply } from '../../e2ee/channel/reply.js';
import { hex } from '../../e2ee/shared/bytes.js';
import type { ReadForEdge } from '../circles/read-for-edge.js';
import type { ReceiveInbound } from '../circles/receive-inbound.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { EdgeMemory } from './edge-memory.js';
import type { TrustedInbox } from './trusted-inbox.js';

export type Clearing =
  | { readonly cleared: true; readonly text: string; readonly record: Uint8Array }
  | { readonly cleared: false; readonly why: ReplyReason };

/**
 * The edge's last look before a text reaches a contact's phone, and its memory of what it has sent. The database cannot make it
 * send: see `ReplyDesk`. A reply that is cleared counts as sent from that moment on.
 */
export class ClearReply {
  constructor(
    private readonly clock: Clock,
    private readonly trusted: TrustedInbox,
    private readonly inbound: ReceiveInbound,
    private readonly circles: ReadForEdge,
    private readonly memory: EdgeMemory,
  ) {}

  async run(tx: Transaction, id: ConversationId, waiting: WaitingReply): Promise<Clearing> {
    const looked = await this.trusted.look(tx, ({ inboxId }) => this.inbound.enter(tx, inboxId, id));
    if (looked.trust !== 'trusted') return { cleared: false, why: 'inbox' };
    const { inbox, edge, anchor } = looked;
    const rows = await this.circles.channel(tx, anchor.inboxId, id);
    const memory = {
      has: (record: string) => this.memory.hasSent(record),
      add: (record: string, notAfter: number) => this.memory.markSent(record, notAfter),
    };
    try {
      const channel = Channel.read(inbox, idBytes(id), rows);
      const desk = new ReplyDesk(edge, memory);
      const { text, record } = desk.clear(waiting, channel, this.clock.now());
      return { cleared: true, text, record };
    } catch (caught) {
      if (!(caught instanceof ReplyRefused)) throw caught;
      return { cleared: false, why: caught.reason };
    }
  }

  /** It surely did not leave; it may be cleared again. */
  takeBack(record: Uint8Array): void {
    this.memory.unmarkSent(hex(record));
  }
}
