import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import { parseEnvelope } from '../../e2ee/circle/envelope.js';
import type { AppendRecord } from '../circles/append-record.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { ClaimDesk } from './claim-desk.js';
import type { Claim, ClaimRepository } from './claim.repository.js';
import type { InboxDoor } from './inbox-door.js';
import { InboxRefused } from './inbox-refused.js';

/** A record for the conversation's channel, as the client sealed it. */
export interface ChannelRecord {
  readonly row: Uint8Array;
  readonly wrap: Uint8Array;
}

/**
 * Hands a conversation to a named colleague: offered with a note that is sealed into the channel, and hers only when she
 * accepts. Until then it stays with its holder, who can take the offer back.
 */
export class HandOverConversation {
  constructor(
    private readonly clock: Clock,
    private readonly door: InboxDoor,
    private readonly desk: ClaimDesk,
    private readonly claims: ClaimRepository,
    private readonly append: AppendRecord,
  ) {}

  /** @throws InboxRefused `offer-refused` for somebody who may not answer in this inbox; CirclesRefused */
  async offer(
    tx: Transaction,
    id: ConversationId,
    { to, note }: { readonly to: StaffId; readonly note: ChannelRecord },
    caller: StaffId,
  ): Promise<{ readonly seq: number }> {
    const inbox = await this.door.enter(tx, caller, 'write');
    if (to === caller || !(await this.#mayAnswer(tx, to))) throw new InboxRefused('offer-refused');
    await this.desk.mine(tx, id, caller);
    const { seq } = await this.append.run(tx, { circle: inbox, channel: id, ...note }, caller);
    await this.claims.offer(tx, id, to, parseEnvelope(note.row).hash);
    await this.desk.seen(tx, id, 1);
    return { seq };
  }

  /** @throws InboxRefused */
  async withdraw(tx: Transaction, id: ConversationId, caller: StaffId): Promise<void> {
    await this.door.enter(tx, caller);
    const { offeredTo } = await this.desk.mine(tx, id, caller);
    if (offeredTo === null) throw new InboxRefused('offer-gone');
    await this.#drop(tx, id);
  }

  /** @throws InboxRefused `offer-gone` when it was taken back, or its holder has disappeared meanwhile */
  async accept(tx: Transaction, id: ConversationId, caller: StaffId): Promise<void> {
    await this.door.enter(tx, caller, 'write');
    await this.#offeredTo(tx, id, caller);
    await this.claims.put(tx, id, caller, this.clock.now());
    await this.desk.seen(tx, id);
  }

  /** @throws InboxRefused */
  async decline(tx: Transaction, id: ConversationId, caller: StaffId): Promise<void> {
    await this.door.enter(tx, caller);
    await this.#offeredTo(tx, id, caller);
    await this.#drop(tx, id);
  }

  async #offeredTo(tx: Transaction, id: ConversationId, caller: StaffId): Promise<Claim> {
    const { state } = await this.desk.lock(tx, id);
    if (state === 'closed') throw new InboxRefused('conversation-closed');
    const claim = await this.claims.find(tx, id, this.clock.now());
    if (claim?.offeredTo !== caller) throw new InboxRefused('offer-gone');
    return claim;
  }

  async #drop(tx: Transaction, id: ConversationId): Promise<void> {
    await this.claims.offer(tx, id, null, null);
    await this.desk.changed(tx, id);
  }

  async #mayAnswer(tx: Transaction, staffId: StaffId): Promise<boolean> {
    return this.door.enter(tx, staffId, 'write').then(
      () => true,
      () => false,
    );
  }
}
