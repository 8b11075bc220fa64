import { Module, type DynamicModule } from '@nestjs/common';
import { AppendRecord } from '../circles/append-record.js';
import { CircleAccess } from '../circles/circle-access.js';
import { ReadStanding } from '../circles/circle-standing.js';
import { ReceiveInbound } from '../circles/receive-inbound.js';
import { EdgeAnchor } from '../edge/edge-anchor.js';
import { EdgeKeys } from '../edge/edge-keys.js';
import { TrustedInbox } from '../edge/trusted-inbox.js';
import { AcknowledgeAlert } from '../escalation/acknowledge-alert.js';
import { OpenAlerts } from '../escalation/open-alerts.js';
import { RaiseAlert } from '../escalation/raise-alert.js';
import { ResolveAlert } from '../escalation/resolve-alert.js';
import { WorkOnAlert } from '../escalation/work-on-alert.js';
import { DirectoryBook } from '../identity/directory-book.js';
import { OpenWork } from '../identity/open-work.js';
import { RecordAudit } from '../identity/record-audit.js';
import { AgreeToWrite } from '../intake/agree-to-write.js';
import { AnswerContact } from '../intake/answer-contact.js';
import { CancelReply } from '../intake/cancel-reply.js';
import { LookAfterConversation } from '../intake/look-after-conversation.js';
import { QueueReply } from '../intake/queue-reply.js';
import { ReadConversations } from '../intake/read-conversations.js';
import type { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { Announce } from '../platform/live/announce.js';
import { provide } from '../platform/wiring/provide.js';
import { CLOCK } from '../platform/wiring/tokens.js';
import { AnswerController } from './answer.controller.js';
import { ClaimController } from './claim.controller.js';
import { ClaimConversation } from './claim-conversation.js';
import { ClaimDesk } from './claim-desk.js';
import { ClaimRepository } from './claim.repository.js';
import { EdgeController } from './edge.controller.js';
import { HandOverConversation } from './hand-over-conversation.js';
import { HeldConversations } from './held-conversations.js';
import { InboxController } from './inbox.controller.js';
import { InboxDoor } from './inbox-door.js';
import { BeatPresence, EndClaims, ReleaseConversation } from './leave-conversation.js';
import { AnchorEdge, ReadEdge, ReplaceEdgeKeys } from './read-edge.js';
import { ReadInbox } from './read-inbox.js';
import { ReplyToContact } from './reply-to-contact.js';
import { SettleConversation } from './settle-conversation.js';
import { UnlockReply } from './unlock-reply.js';

const useCases = [
  provide(InboxDoor, [EdgeAnchor, CircleAccess]),
  provide(ClaimRepository, []),
  provide(ClaimDesk, [CLOCK, LookAfterConversation, ClaimRepository]),
  provide(ClaimConversation, [CLOCK, InboxDoor, ClaimDesk, ClaimRepository, OpenAlerts, AcknowledgeAlert]),
  provide(EndClaims, [Database, CLOCK, ClaimDesk, ClaimRepository]),
  provide(ReleaseConversation, [CLOCK, InboxDoor, ClaimDesk, ClaimRepository]),
  provide(BeatPresence, [CLOCK, InboxDoor, ClaimRepository]),
  provide(HandOverConversation, [CLOCK, InboxDoor, ClaimDesk, ClaimRepository, AppendRecord]),
  provide(ReplyToContact, [
    InboxDoor,
    ClaimDesk,
    AppendRecord,
    QueueReply,
    CancelReply,
    OpenAlerts,
    WorkOnAlert,
  ]),
  provide(SettleConversation, [
    CLOCK,
    InboxDoor,
    ClaimDesk,
    ClaimRepository,
    AnswerContact,
    OpenAlerts,
    RaiseAlert,
    ResolveAlert,
  ]),
  provide(UnlockReply, [InboxDoor, ClaimDesk, AgreeToWrite, RecordAudit]),
  provide(ReadInbox, [
    CLOCK,
    InboxDoor,
    ReadConversations,
    ClaimRepository,
    ClaimDesk,
    TrustedInbox,
    ReceiveInbound,
  ]),
  provide(ReadEdge, [
    CLOCK,
    EdgeKeys,
    EdgeAnchor,
    TrustedInbox,
    ReceiveInbound,
    DirectoryBook,
    ReadConversations,
  ]),
  provide(AnchorEdge, [EdgeAnchor, Announce]),
  provide(ReplaceEdgeKeys, [EdgeKeys, DirectoryBook, Announce]),
];

/** Made at start, because nothing asks for it: whoever sees a colleague off asks which conversations she has. */
const holding = {
  provide: HeldConversations,
  useFactory: (
    clock: Clock,
    anchor: EdgeAnchor,
    standing: ReadStanding,
    conversations: ReadConversations,
    desk: ClaimDesk,
    claims: ClaimRepository,
    work: OpenWork,
  ) => {
    const held = new HeldConversations(clock, anchor, standing, conversations, desk, claims);
    work.join(held);
    return held;
  },
  inject: [CLOCK, EdgeAnchor, ReadStanding, ReadConversations, ClaimDesk, ClaimRepository, OpenWork],
};

/** The staff's side of what contacts write: who has a conversation, what is answered, how it ends. */
@Module({})
export class InboxModule {
  static with({
    identity,
    circles,
    escalation,
    edge,
    intake,
  }: Readonly<
    Record<'identity' | 'circles' | 'escalation' | 'edge' | 'intake', DynamicModule>
  >): DynamicModule {
    return {
      module: InboxModule,
      imports: [identity, circles, escalation, edge, intake],
      controllers: [AnswerController, ClaimController, EdgeController, InboxController],
      providers: [...useCases, holding],
      exports: [EndClaims],
    };
  }
}
