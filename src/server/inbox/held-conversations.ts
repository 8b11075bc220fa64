import type { CircleId } from '../../domain/circle/circle.js';
import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import type { ReadStanding } from '../circles/circle-standing.js';
import type { EdgeAnchor } from '../edge/edge-anchor.js';
import type { HandOver, OpenWorkSource, WorkItem } from '../identity/open-work.js';
import type { ReadConversations } from '../intake/read-conversations.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { ClaimDesk } from './claim-desk.js';
import type { ClaimRepository } from './claim.repository.js';

/**
 * Conversations that somebody has. One goes to a colleague at once; where her console is not open it is back in the queue within a
 * minute, as any claim of somebody who is not there, and its answer clock has run on all the time.
 */
export class HeldConversations implements OpenWorkSource {
  readonly kinds = ['conversation'] as const;

  constructor(
    private readonly clock: Clock,
    private readonly anchor: EdgeAnchor,
    private readonly standing: Pick<ReadStanding, 'run'>,
    private readonly conversations: ReadConversations,
    private readonly desk: ClaimDesk,
    private readonly claims: ClaimRepository,
  ) {}

  async heldBy(tx: Transaction, staffId: StaffId): Promise<readonly WorkItem[]> {
    const ids = await this.claims.heldBy(tx, staffId);
    if (ids.length === 0) return [];
    const claims = await this.claims.of(tx, ids, this.clock.now());
    const takers = (await this.#operators(tx)).filter((one) => one !== staffId);
    const items: WorkItem[] = [];
    for (const [id, { offeredTo }] of claims) {
      const facts = await this.conversations.one(tx, id);
      const number = facts?.number ?? null;
      items.push({ kind: 'conversation', id, number, way: 'moves', takers, askedOf: offeredTo });
    }
    return items;
  }

  async handOver(tx: Transaction, { id, from, to }: HandOver): Promise<boolean> {
    const conversation = id as ConversationId;
    const { state } = await this.desk.lock(tx, conversation);
    const claim = await this.claims.find(tx, conversation, this.clock.now());
    if (state === 'closed' || claim?.by !== from) return false;
    await this.claims.put(tx, conversation, to, this.clock.now());
    await this.desk.changed(tx, conversation);
    return true;
  }

  /** Back into the queue, where everybody in the inbox sees them. */
  async letGo(tx: Transaction, staffId: StaffId): Promise<void> {
    for (const id of (await this.claims.heldBy(tx, staffId)).sort()) {
      await this.desk.lock(tx, id);
      await this.claims.remove(tx, id);
      await this.desk.changed(tx, id);
    }
  }

  /** Who may answer in the inbox. */
  async #operators(tx: Transaction): Promise<readonly StaffId[]> {
    const inboxId: CircleId | undefined = this.anchor.current()?.inboxId;
    const inbox = inboxId === undefined ? null : await this.standing.run(tx, inboxId);
    return (inbox?.members ?? []).filter(({ mayWrite }) => mayWrite).map(({ staffId }) => staffId);
  }
}
