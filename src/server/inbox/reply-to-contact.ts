import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import { parseEnvelope } from '../../e2ee/circle/envelope.js';
import type { AppendRecord } from '../circles/append-record.js';
import type { OpenAlerts } from '../escalation/open-alerts.js';
import type { WorkOnAlert } from '../escalation/work-on-alert.js';
import type { CancelReply } from '../intake/cancel-reply.js';
import type { Queueing, QueueReply } from '../intake/queue-reply.js';
import type { ContactReply } from '../intake/contact-reply.js';
import type { Transaction } from '../platform/database/database.js';
import type { ClaimDesk } from './claim-desk.js';
import type { ChannelRecord } from './hand-over-conversation.js';
import type { InboxDoor } from './inbox-door.js';
import { InboxRefused } from './inbox-refused.js';

export interface SealedReply {
  readonly record: ChannelRecord;
  readonly sealed: Uint8Array;
  readonly signature: Uint8Array;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
}

type Refused = Exclude<Queueing['outcome'], 'queued'>;

const refusals: Readonly<Record<Refused, () => InboxRefused>> = {
  unknown: () => new InboxRefused('conversation-unknown'),
  closed: () => new InboxRefused('conversation-closed'),
  locked: () => new InboxRefused('reply-locked'),
  hours: () => new InboxRefused('reply-hours'),
  gone: () => new InboxRefused('contact-gone'),
  repeated: () => new InboxRefused('reply-refused', 'repeated'),
  late: () => new InboxRefused('reply-refused', 'late'),
};

/** A reply of whoever has the conversation: its record and its way to the contact's phone are kept together, or neither. */
export class ReplyToContact {
  constructor(
    private readonly door: InboxDoor,
    private readonly desk: ClaimDesk,
    private readonly append: AppendRecord,
    private readonly queue: QueueReply,
    private readonly cancelling: CancelReply,
    private readonly open: OpenAlerts,
    private readonly workOn: WorkOnAlert,
  ) {}

  /** @throws InboxRefused, CirclesRefused */
  async run(
    tx: Transaction,
    id: ConversationId,
    { record, sealed, signature, notBefore, notAfter }: SealedReply,
    caller: StaffId,
  ): Promise<ContactReply> {
    const inbox = await this.door.enter(tx, caller, 'write');
    await this.#work(tx, id, caller);
    await this.desk.mine(tx, id, caller);
    await this.append.run(tx, { circle: inbox, channel: id, ...record }, caller);
    const { hash } = parseEnvelope(record.row);
    const queueing = await this.queue.run(tx, {
      conversationId: id,
      record: hash,
      by: caller,
      notBefore,
      notAfter,
      waiting: { sealed, signature },
    });
    if (queueing.outcome !== 'queued') throw refusals[queueing.outcome]();
    await this.desk.changed(tx, id);
    return queueing.reply;
  }

  /** @throws InboxRefused `reply-gone` */
  async cancel(tx: Transaction, id: ConversationId, replyId: string, caller: StaffId): Promise<void> {
    await this.door.enter(tx, caller, 'write');
    await this.desk.mine(tx, id, caller);
    if ((await this.cancelling.run(tx, id, replyId)) === 'gone') throw new InboxRefused('reply-gone');
  }

  /** Alerts before conversations, as everywhere. */
  async #work(tx: Transaction, id: ConversationId, caller: StaffId): Promise<void> {
    for (const { alert, heldBy } of await this.open.about(tx, id))
      if (heldBy === caller) await this.workOn.run(tx, alert.id, caller, 'in-contact');
  }
}
