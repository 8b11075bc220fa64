import { inboundText, type InboundText } from '../../contracts/inbox/record-texts.js';
import { idBytes } from '../../contracts/shared/scalars.js';
import { z } from 'zod';
import type { ConversationId } from '../../domain/shared/ids.js';
import { Channel } from '../../e2ee/channel/channel.js';
import { composeInbound } from '../../e2ee/channel/compose-in-channel.js';
import type { ReceiveInbound } from '../circles/receive-inbound.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { TrustedInbox } from './trusted-inbox.js';

/**
 * Seals what came from a contact into the channel of her conversation. After it this process cannot read it any more. Only into
 * an inbox that the edge trusts: otherwise nothing is written, and the caller keeps it under the edge secret.
 */
export class SealInbound {
  constructor(
    private readonly clock: Clock,
    private readonly trusted: TrustedInbox,
    private readonly inbound: ReceiveInbound,
  ) {}

  /** The caller holds the lock of the conversation's chat, so that nobody else writes for the edge here. */
  async run(tx: Transaction, id: ConversationId, text: InboundText): Promise<'sealed' | 'not-trusted'> {
    const looked = await this.trusted.look(tx, ({ inboxId }) => this.inbound.enter(tx, inboxId, id));
    if (looked.trust !== 'trusted' || !looked.place) return 'not-trusted';
    const { inbox, edge, anchor, place } = looked;
    const channel = new Channel(inbox, idBytes(id), undefined, place.channelHead);
    const { row, wrap } = composeInbound(channel, {
      author: edge,
      ms: this.clock.now(),
      text: JSON.stringify(z.encode(inboundText, text)),
    });
    await this.inbound.run(tx, { circle: anchor.inboxId, channel: id, row, wrap }, place, inbox);
    return 'sealed';
  }
}
