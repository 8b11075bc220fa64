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
import { ActOnOutcomes } from './act-on-outcomes.js';
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

export interface IntakeSettings {
  readonly instrument: TriageInstrument;
  readonly openingHours: OpeningHours | null;
  readonly inboxPublicKey: Uint8Array;
  readonly dangerWords: readonly string[];
  readonly botToken: string;
  readonly apiRoot: string;
}

const INSTRUMENT = Symbol('TriageInstrument');
const OPENING_HOURS = Symbol('OpeningHours');
const INBOX_KEY = Symbol('InboxPublicKey');
const DANGER_WORDS = Symbol('DangerWords');
const BOT = Symbol('IntakeBot');

/** Contacts: from an update of Telegram to a place in the queue. */
@Module({})
export class IntakeModule {
  static with(settings: IntakeSettings, escalation: DynamicModule): DynamicModule {
    return {
      module: IntakeModule,
      imports: [escalation],
      providers: [
        { provide: INSTRUMENT, useValue: settings.instrument },
        { provide: OPENING_HOURS, useValue: settings.openingHours },
        { provide: INBOX_KEY, useValue: settings.inboxPublicKey },
        { provide: DANGER_WORDS, useValue: settings.dangerWords },
        { provide: BOT, useFactory: () => makeBotApi(settings.botToken, settings.apiRoot) },
        ...useCases,
      ],
      exports: [
        AnswerContact,
        ChatRepository,
        CheckAnswerClock,
        CheckSilence,
        ForgetContacts,
        IntakeCourier,
        MessageRepository,
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
  provide(MessageRepository, [INBOX_KEY]),
  provide(IntakeVoice, [Outbox]),
  provide(ActOnOutcomes, [
    INSTRUMENT,
    OPENING_HOURS,
    MessageRepository,
    CodeWordRepository,
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
  ]),
  provide(SpeakToContact, [INSTRUMENT, OPENING_HOURS, ScriptSeal, IntakeVoice]),
  provide(AnswerContact, [CLOCK, ChatRepository, ConversationRepository]),
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
    ScriptSeal,
    LOG,
  ]),
  provide(IntakeCourier, [BOT, Database, ChatRepository, MessageRepository]),
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
  ]),
];
