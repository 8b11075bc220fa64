import { Module, type DynamicModule } from '@nestjs/common';
import { AcknowledgeAlert } from '../escalation/acknowledge-alert.js';
import { AlertMenu } from '../escalation/alert-menu.js';
import { DeclineAlert } from '../escalation/decline-alert.js';
import { PostgresDutyBoard } from '../escalation/duty-board.js';
import { HandOverAlert } from '../escalation/hand-over-alert.js';
import { LosePhone } from '../escalation/lose-phone.js';
import { OpenAlerts } from '../escalation/open-alerts.js';
import { RaiseAlert } from '../escalation/raise-alert.js';
import { ReadNotice } from '../escalation/read-notice.js';
import { ResolveAlert } from '../escalation/resolve-alert.js';
import { WorkOnAlert } from '../escalation/work-on-alert.js';
import { ChooseLanguage } from '../identity/choose-language.js';
import { LinkPhone } from '../identity/link-phone.js';
import { NoteReachability } from '../identity/note-reachability.js';
import { PostgresStaffDirectory } from '../identity/postgres-staff-directory.js';
import { UnlinkPhone } from '../identity/unlink-phone.js';
import { AnswerContact } from '../intake/answer-contact.js';
import { Database } from '../platform/database/database.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { makeBotApi } from '../platform/telegram/bot-api.js';
import { provide } from '../platform/wiring/provide.js';
import { CLOCK, LOG } from '../platform/wiring/tokens.js';
import { AlertLetters } from './alert-letters.js';
import { AskForWord } from '../safety/ask-for-word.js';
import { AnswerVisit, CancelVisit, DepartOnVisit, DoubtVisit, ExtendVisit } from '../safety/move-visit.js';
import { NeedingHelp } from '../safety/needing-help.js';
import { OverhearWord } from '../safety/overhear-word.js';
import { ReadVisits } from '../safety/read-visits.js';
import { ReportIncident } from '../safety/report-incident.js';
import { SayWord } from '../safety/say-word.js';
import { VisitNotes } from '../safety/visit-notes.js';
import { Calm } from './calm.js';
import { DutyList } from './duty-list.js';
import { EndAlert } from './end-alert.js';
import { StaffBotName } from './staff-bot-name.js';
import { IncidentTalk } from './incident-talk.js';
import { SafetyTalk } from './safety-talk.js';
import { StaffBot } from './staff-bot.js';
import { StaffCommands } from './staff-commands.js';
import { StaffCourier } from './staff-courier.js';
import { StaffReplies } from './staff-parcels.js';
import { StaffTaps, type AlertActions } from './staff-taps.js';
import { VisitTalk, type VisitActions } from './visit-talk.js';

const ALERT_ACTIONS = Symbol('AlertActions');
const BOT = Symbol('StaffBotApi');
const Directory = PostgresStaffDirectory;

/** A sandbox has no addresses under t.me. */
const publicTelegram = 'https://api.telegram.org';

const alertActions = {
  provide: ALERT_ACTIONS,
  useFactory: (
    acknowledge: AcknowledgeAlert,
    decline: DeclineAlert,
    resolve: ResolveAlert,
    end: EndAlert,
    handOver: HandOverAlert,
    workOn: WorkOnAlert,
    menu: AlertMenu,
    open: OpenAlerts,
    losePhone: LosePhone,
  ): AlertActions => ({ acknowledge, decline, resolve, end, handOver, workOn, menu, open, losePhone }),
  inject: [
    AcknowledgeAlert,
    DeclineAlert,
    ResolveAlert,
    EndAlert,
    HandOverAlert,
    WorkOnAlert,
    AlertMenu,
    OpenAlerts,
    LosePhone,
  ],
};

const VISIT_ACTIONS = Symbol('VisitActions');
const visitActions = {
  provide: VISIT_ACTIONS,
  useFactory: (
    depart: DepartOnVisit,
    doubt: DoubtVisit,
    extend: ExtendVisit,
    cancel: CancelVisit,
    answer: AnswerVisit,
    say: SayWord,
    ask: AskForWord,
    overhear: OverhearWord,
    read: ReadVisits,
    needingHelp: NeedingHelp,
    notes: VisitNotes,
  ): VisitActions => ({
    depart,
    doubt,
    extend,
    cancel,
    answer,
    say,
    ask,
    overhear,
    read,
    needingHelp,
    notes,
  }),
  inject: [
    DepartOnVisit,
    DoubtVisit,
    ExtendVisit,
    CancelVisit,
    AnswerVisit,
    SayWord,
    AskForWord,
    OverhearWord,
    ReadVisits,
    NeedingHelp,
    VisitNotes,
  ],
};

const useCases = [
  provide(VisitTalk, [VISIT_ACTIONS, Directory]),
  provide(IncidentTalk, [ReportIncident]),
  provide(SafetyTalk, [VisitTalk, IncidentTalk]),
  provide(Calm, []),
  provide(StaffReplies, [Outbox]),
  provide(DutyList, [PostgresDutyBoard, Directory]),
  provide(EndAlert, [OpenAlerts, WorkOnAlert, ResolveAlert, AnswerContact]),
  provide(StaffTaps, [ALERT_ACTIONS, AnswerContact, Directory, UnlinkPhone]),
  provide(StaffCommands, [OpenAlerts, RaiseAlert, DutyList, ChooseLanguage, Directory]),
  provide(StaffCourier, [BOT, Database, ReadNotice, Directory, LOG]),
  provide(AlertLetters, [Database, Directory]),
  provide(StaffBot, [
    Directory,
    LinkPhone,
    NoteReachability,
    LosePhone,
    StaffTaps,
    StaffCommands,
    SafetyTalk,
    StaffReplies,
    Calm,
    CLOCK,
  ]),
];

/** What staff see and tap on their own phones. */
@Module({})
export class StaffBotModule {
  static with(
    bot: { readonly token: string; readonly apiRoot: string },
    escalation: DynamicModule,
    intake: DynamicModule,
    safety: DynamicModule,
  ): DynamicModule {
    return {
      module: StaffBotModule,
      imports: [escalation, intake, safety],
      providers: [
        { provide: BOT, useFactory: () => makeBotApi(bot.token, bot.apiRoot) },
        {
          provide: StaffBotName,
          useFactory: () =>
            new StaffBotName(bot.apiRoot === publicTelegram ? makeBotApi(bot.token, bot.apiRoot) : null),
        },
        alertActions,
        visitActions,
        ...useCases,
      ],
      exports: [StaffBot, StaffCourier, AlertLetters, EndAlert, StaffBotName],
    };
  }
}
