import { z } from 'zod';
import { answersSoFar } from '../../contracts/inbox/record-texts.js';
import { idBytes } from '../../contracts/shared/scalars.js';
import type { CircleId } from '../../domain/circle/circle.js';
import type { Language } from '../../domain/shared/language.js';
import type { ConversationId, StaffId } from '../../domain/shared/ids.js';
import { sealSoFar, type SoFar } from '../../e2ee/channel/answers-so-far.js';
import type { ReceiveInbound } from '../circles/receive-inbound.js';
import type { TrustedInbox } from '../edge/trusted-inbox.js';
import type {
  ConversationFacts,
  InboxCounts,
  ListPlace,
  ReadConversations,
} from '../intake/read-conversations.js';
import type { ContactReply } from '../intake/contact-reply.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { ClaimDesk } from './claim-desk.js';
import type { Claim, ClaimRepository } from './claim.repository.js';
import type { InboxDoor } from './inbox-door.js';
import { InboxRefused } from './inbox-refused.js';

/** A conversation with who has it and what is on its way to the contact. */
export interface ListedConversation {
  readonly facts: ConversationFacts;
  readonly claim: Claim | null;
  readonly openReply: ContactReply | null;
}

export interface ShownConversation extends ListedConversation {
  readonly inboxId: CircleId;
  readonly language: Language | null;
  readonly replies: readonly ContactReply[];
}

/** What operators see of their inbox beside what was said. */
export class ReadInbox {
  constructor(
    private readonly clock: Clock,
    private readonly door: InboxDoor,
    private readonly conversations: ReadConversations,
    private readonly claims: ClaimRepository,
    private readonly desk: ClaimDesk,
    private readonly trusted: TrustedInbox,
    private readonly inbound: ReceiveInbound,
  ) {}

  /** @throws InboxRefused */
  async counts(
    tx: Transaction,
    caller: StaffId,
  ): Promise<InboxCounts & { readonly inboxId: CircleId; readonly unclaimed: number }> {
    const inboxId = await this.door.enter(tx, caller);
    const counts = await this.conversations.counts(tx);
    const claimed = await this.claims.count(tx, this.clock.now());
    return { ...counts, inboxId, unclaimed: Math.max(0, counts.open - claimed) };
  }

  /** The most urgent first. @throws InboxRefused */
  async page(
    tx: Transaction,
    place: { readonly state: 'open' | 'closed'; readonly after: ListPlace | null; readonly limit: number },
    caller: StaffId,
  ): Promise<ListedConversation[]> {
    await this.door.enter(tx, caller);
    const found = await this.conversations.page(tx, place.state, place.after, place.limit);
    const ids = found.map(({ id }) => id);
    const claims = await this.claims.of(tx, ids, this.clock.now());
    const replies = await this.conversations.openReplies(tx, ids);
    return found.map((facts) => ({
      facts,
      claim: claims.get(facts.id) ?? null,
      openReply: replies.get(facts.id) ?? null,
    }));
  }

  /** @throws InboxRefused */
  async one(tx: Transaction, id: ConversationId, caller: StaffId): Promise<ShownConversation> {
    const inboxId = await this.door.enter(tx, caller);
    const facts = await this.conversations.one(tx, id);
    if (!facts) throw new InboxRefused('conversation-unknown');
    const open = await this.conversations.openReplies(tx, [id]);
    return {
      facts,
      inboxId,
      claim: await this.claims.find(tx, id, this.clock.now()),
      openReply: open.get(id) ?? null,
      language: await this.conversations.languageOf(tx, id),
      replies: await this.conversations.repliesOf(tx, id),
    };
  }

  /** What the questions gave while they still run, for this moment only. @returns null when there is nothing. @throws InboxRefused */
  async answersSoFar(tx: Transaction, id: ConversationId, caller: StaffId): Promise<SoFar | null> {
    await this.door.enter(tx, caller);
    const { answersSoFar: triage } = await this.desk.lock(tx, id);
    if (!triage) return null;
    const looked = await this.trusted.look(tx, ({ inboxId }) => this.inbound.enter(tx, inboxId, id));
    if (looked.trust !== 'trusted') return null;
    const text = JSON.stringify(z.encode(answersSoFar, { triage }));
    return sealSoFar(looked.inbox, idBytes(id), looked.edge, this.clock.now(), text);
  }
}
