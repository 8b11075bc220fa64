import { Module, type DynamicModule } from '@nestjs/common';
import type { OpeningHours } from '../../domain/triage/opening-hours.js';
import type { TriageInstrument } from '../../domain/triage/instrument.js';
import { EdgeVault } from '../../e2ee/edge-vault.js';
import { Database } from '../platform/database/database.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { makeBotApi } from '../platform/telegram/bot-api.js';
import { provide } from '../platform/wiring/provide.js';
import { CLOCK, LOG } from '../platform/wiring/tokens.js';
import { RaiseAlert } from '../escalation/raise-alert.js';
import { ForgetChannels } from '../circles/forget-channels.js';
import { ClearReply } from '../edge/clear-reply.js';
import { SealInbound } from '../edge/seal-inbound.js';
import { TellInbox } from '../edge/tell-inbox.js';
import { ActOnOutcomes } from './act-on-outcomes.js';
import { AgreeToWrite } from './agree-to-write.js';
import { AnswerContact } from './answer-contact.js';
import { ChatRepository } from './chat.repository.js';
import { CheckAnswerClock } from './check-answer-clock.js';
import { CheckSilence } from './check-silence.js';
import { CodeWordRepository } from './code-word.repository.js';
import { ConversationRepository } from './conversation.repository.js';
import { ForgetContacts } from './forget-contacts.js';
import { HearContact } from './hear-contact.js';
import { IntakeCourier } from './intake-courier.js';
import { IntakeVoice } from './intake-parcels.js';
import { MessageRepository } from './message.repository.js';
import { ScriptSeal } from './script-seal.js';
import { SpeakToContact } from './speak-to-contact.js';
import { TakeContactUpdate } from './take-contact-update.js';
import { CancelReply } from './cancel-reply.js';
import { EndReply } from './end-reply.js';
import { KeepAnswers } from './keep-answers.js';
import { LookAfterConversation } from './look-after-conversation.js';
import { MoveHeldBack } from './move-held-back.js';
import { PostReply } from './post-reply.js';
import { QueueReply } from './queue-reply.js';
import { ReadConversations } from './read-conversations.js';
import { ReleaseReplies } from './release-replies.js';
import { ReplyListener } from './reply-listener.js';
import { ReplyRepository } from './reply.repository.js';
import { SafeHoursSeal } from './safe-hours-seal.js';
import { SendReply } from './send-reply.js';
import { WithdrawReplies } from './withdraw-replies.js';

export interface IntakeSettings {
  readonly instrument: TriageInstrument;
  readonly openingHours: OpeningHours | null;
  /** IANA name: by whose wall clock hours are safe. */
  readonly timeZone: string;
  readonly dangerWords: readonly string[];
  readonly botToken: string;
  readonly apiRoot: string;
}

const INSTRUMENT = Symbol('TriageInstrument');
const OPENING_HOURS = Symbol('OpeningHours');
const ZONE = Symbol('TimeZone');
const DANGER_WORDS = Symbol('DangerWords');
const BOT = Symbol('IntakeBot');

/** Contacts: from an update of Telegram to a place in the queue. */
@Module({})
export class IntakeModule {
  static with(settings: IntakeSettings, escalation: DynamicModule, edge: DynamicModule): DynamicModule {
    return {
      module: IntakeModule,
      imports: [escalation, edge],
      providers: [
        { provide: INSTRUMENT, useValue: settings.instrument },
        { provide: OPENING_HOURS, useValue: settings.openingHours },
        { provide: ZONE, useValue: settings.timeZone },
        { provide: DANGER_WORDS, useValue: settings.dangerWords },
        { provide: BOT, useFactory: () => makeBotApi(settings.botToken, settings.apiRoot) },
        ...useCases,
        ...replies,
      ],
      exports: [
        AgreeToWrite,
        AnswerContact,
        CancelReply,
        ChatRepository,
        CheckAnswerClock,
        CheckSilence,
        ForgetContacts,
        IntakeCourier,
        LookAfterConversation,
        MessageRepository,
        MoveHeldBack,
        QueueReply,
        ReadConversations,
        ReleaseReplies,
        ReplyListener,
        TakeContactUpdate,
      ],
    };
  }
}

const useCases = [
  provide(ChatRepository, [EdgeVault]),
  provide(CodeWordRepository, [EdgeVault]),
  provide(ScriptSeal, [EdgeVault]),
  provide(ConversationRepository, []),
  provide(MessageRepository, [SealInbound, EdgeVault]),
  provide(KeepAnswers, [EdgeVault, MessageRepository]),
  provide(SafeHoursSeal, [EdgeVault]),
  provide(IntakeVoice, [Outbox]),
  provide(ActOnOutcomes, [
    INSTRUMENT,
    OPENING_HOURS,
    MessageRepository,
    KeepAnswers,
    SafeHoursSeal,
    CodeWordRepository,
    WithdrawReplies,
    Outbox,
    RaiseAlert,
  ]),
  provide(HearContact, [
    INSTRUMENT,
    CLOCK,
    ConversationRepository,
    CodeWordRepository,
    ScriptSeal,
    ActOnOutcomes,
    TellInbox,
  ]),
  provide(SpeakToContact, [INSTRUMENT, OPENING_HOURS, ScriptSeal, IntakeVoice]),
  provide(AgreeToWrite, [CLOCK, ChatRepository, ConversationRepository, ActOnOutcomes, TellInbox]),
  provide(AnswerContact, [
    CLOCK,
    ChatRepository,
    ConversationRepository,
    KeepAnswers,
    WithdrawReplies,
    TellInbox,
  ]),
  provide(LookAfterConversation, [ChatRepository, ConversationRepository, KeepAnswers, TellInbox]),
  provide(ReadConversations, [CLOCK, ZONE, SafeHoursSeal, ChatRepository, ReplyRepository]),
  provide(CheckAnswerClock, [
    Database,
    CLOCK,
    ChatRepository,
    ConversationRepository,
    RaiseAlert,
    SpeakToContact,
    LOG,
  ]),
  provide(CheckSilence, [
    Database,
    CLOCK,
    ChatRepository,
    ConversationRepository,
    HearContact,
    SpeakToContact,
    LOG,
  ]),
  provide(ForgetContacts, [
    Database,
    CLOCK,
    ChatRepository,
    ConversationRepository,
    MessageRepository,
    KeepAnswers,
    ForgetChannels,
    ScriptSeal,
    LOG,
  ]),
  provide(MoveHeldBack, [Database, ChatRepository, ConversationRepository, MessageRepository, LOG]),
  provide(IntakeCourier, [BOT, Database, ChatRepository, MessageRepository, SendReply]),
  provide(TakeContactUpdate, [
    CLOCK,
    LOG,
    ChatRepository,
    ConversationRepository,
    MessageRepository,
    HearContact,
    SpeakToContact,
    IntakeVoice,
    DANGER_WORDS,
    TellInbox,
  ]),
];

const replies = [
  provide(ReplyRepository, []),
  provide(WithdrawReplies, [CLOCK, ReplyRepository, Outbox]),
  provide(PostReply, [ReplyRepository, Outbox]),
  provide(QueueReply, [
    CLOCK,
    ZONE,
    ChatRepository,
    ConversationRepository,
    ReplyRepository,
    SafeHoursSeal,
    AnswerContact,
    PostReply,
    Outbox,
  ]),
  provide(EndReply, [
    CLOCK,
    ChatRepository,
    ConversationRepository,
    ReplyRepository,
    ActOnOutcomes,
    TellInbox,
  ]),
  provide(CancelReply, [ChatRepository, ConversationRepository, ReplyRepository, Outbox, EndReply]),
  provide(ReleaseReplies, [
    Database,
    CLOCK,
    ChatRepository,
    ConversationRepository,
    ReplyRepository,
    PostReply,
    EndReply,
    Outbox,
    LOG,
  ]),
  provide(SendReply, [
    BOT,
    Database,
    CLOCK,
    ChatRepository,
    ConversationRepository,
    ReplyRepository,
    ClearReply,
  ]),
  provide(ReplyListener, [
    CLOCK,
    ChatRepository,
    ConversationRepository,
    MessageRepository,
    ReplyRepository,
    EndReply,
  ]),
];
