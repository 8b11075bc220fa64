import { Module, type DynamicModule } from '@nestjs/common';
import type { Policy } from '../../domain/escalation/ladder.js';
import { defaultTestSchedule, type TestSchedule } from '../../domain/escalation/test-alert.js';
import { IdentityModule } from '../identity/identity.module.js';
import { NoteReachability } from '../identity/note-reachability.js';
import { PostgresStaffDirectory } from '../identity/postgres-staff-directory.js';
import { Database } from '../platform/database/database.js';
import { HttpHeartbeat, type Heartbeat } from '../platform/heartbeat/heartbeat.js';
import type { Log } from '../platform/logging/log.js';
import { Announce } from '../platform/live/announce.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { AlarmQueue } from '../platform/queue/alarm-queue.js';
import { provide } from '../platform/wiring/provide.js';
import { CLOCK, LOG } from '../platform/wiring/tokens.js';
import { AcknowledgeAlert } from './acknowledge-alert.js';
import { AdvanceAlert, AlertSweep } from './advance-alert.js';
import { AlertSight } from './alert-sight.js';
import { AlertMenu } from './alert-menu.js';
import { AlertRepository } from './alert.repository.js';
import { CallStaff } from './call-staff.js';
import { ClimbLadder } from './climb-ladder.js';
import { DeclineAlert } from './decline-alert.js';
import { LetterListener, NoticeListener, RefreshListener } from './delivery-listeners.js';
import { DeliveryRepository } from './delivery.repository.js';
import { PostgresDutyBoard } from './duty-board.js';
import { CloseGapWarnings } from './duty-close-gap-warnings.js';
import { GapWarnings } from './duty-gap-warnings.js';
import { HandOverNotices } from './duty-hand-over-notices.js';
import { ChangeRoster } from './duty-change-roster.js';
import { OverrideDuty, PlanShift, RemoveShift, WithdrawOverride } from './duty-plan.js';
import { ReadRoster } from './duty-read-roster.js';
import { DutyRosterRepository } from './duty-roster.repository.js';
import { handOverWords } from './duty-words.js';
import { FoldAlerts } from './fold-alerts.js';
import { ForgetAlerts } from './forget-alerts.js';
import { HeldAlerts } from './held-alerts.js';
import { HeldDuty } from './held-duty.js';
import { HandOverAlert } from './hand-over-alert.js';
import { LATENESS, type Lateness } from './lateness.port.js';
import { LosePhone } from './lose-phone.js';
import { NoticeBoard } from './notice-board.js';
import { NoticeOfOne } from './notice-of-one.js';
import { NoticeRepository } from './notice.repository.js';
import { OpenAlerts } from './open-alerts.js';
import { PolicyBook } from './policy-book.js';
import { QuietAlert } from './quiet-alert.js';
import { QuarantinedUpdates } from './quarantined-updates.js';
import { RaiseAlert } from './raise-alert.js';
import { ReadTimeline } from './read-timeline.js';
import { ReadNotice } from './read-notice.js';
import { ResolveAlert } from './resolve-alert.js';
import { SettleCalls } from './settle-calls.js';
import { TellAlerts } from './tell-alerts.js';
import { TimelineRepository } from './timeline.repository.js';
import { UnheardAlerts } from './unheard-alerts.js';
import { WorkOnAlert } from './work-on-alert.js';
import { WatchAlerts } from './watch-alerts.js';
import { Watchdog } from './watchdog.js';
import { WeeklyTest } from './weekly-test.js';
import { WeeklyTestAnswers } from './weekly-test-answers.js';
import { WeeklyTestBell } from './weekly-test-bell.js';

export interface EscalationSettings {
  /** Whose wall clock duty and the weekly test follow. */
  readonly timeZone: string;
  readonly heartbeatUrl: string | null;
  readonly policies: readonly Policy[];
  /** Deadlines of other nouns for the watchdog to look at. */
  readonly lateness?: readonly Lateness[];
}

const HAND_OVER_WORDS = Symbol('HandOverWords');
const TEST_SCHEDULE = Symbol('TestSchedule');
const POLICIES = Symbol('Policies');
const HEARTBEAT = Symbol('Heartbeat');
const ALL_LATENESS = Symbol('AllLateness');
const Directory = PostgresStaffDirectory;
const DutyBoard = PostgresDutyBoard;

const repositories = [
  provide(Announce, [CLOCK]),
  provide(TellAlerts, [Announce, Directory]),
  provide(AlertRepository, [TellAlerts]),
  provide(DeliveryRepository, []),
  provide(NoticeRepository, []),
  provide(DutyRosterRepository, []),
  provide(TimelineRepository, []),
];

const alerts = [
  provide(PolicyBook, [POLICIES]),
  provide(NoticeBoard, [NoticeRepository, Outbox]),
  provide(NoticeOfOne, [NoticeRepository, NoticeBoard, CLOCK]),
  provide(CallStaff, [
    AlertRepository,
    DeliveryRepository,
    NoticeRepository,
    NoticeBoard,
    DutyBoard,
    Directory,
    Outbox,
  ]),
  provide(ClimbLadder, [AlertRepository, CallStaff, NoticeBoard, Outbox, CLOCK]),
  provide(QuietAlert, [DeliveryRepository, NoticeBoard, Outbox, CLOCK]),
  provide(SettleCalls, [
    AlertRepository,
    DeliveryRepository,
    CallStaff,
    NoticeBoard,
    ClimbLadder,
    Outbox,
    CLOCK,
  ]),
  provide(FoldAlerts, [AlertRepository, QuietAlert, ClimbLadder, CLOCK]),
  provide(RaiseAlert, [AlertRepository, PolicyBook, ClimbLadder, FoldAlerts, CLOCK]),
  provide(AdvanceAlert, [Database, AlertRepository, ClimbLadder]),
  provide(AlertSweep, [Database, AlertRepository, AdvanceAlert, CLOCK, LOG]),
  provide(AcknowledgeAlert, [
    AlertRepository,
    DutyBoard,
    QuietAlert,
    NoticeBoard,
    NoticeOfOne,
    ClimbLadder,
    CLOCK,
  ]),
  provide(DeclineAlert, [AlertRepository, CallStaff, NoticeBoard, ClimbLadder, CLOCK]),
  provide(HandOverAlert, [AlertRepository, Directory, NoticeBoard, NoticeOfOne, ClimbLadder, CLOCK]),
  provide(HeldAlerts, [AlertRepository, DutyBoard, Directory, HandOverAlert, DeclineAlert, CLOCK]),
  provide(ResolveAlert, [AlertRepository, QuietAlert, ClimbLadder, CLOCK]),
  provide(ReadNotice, [AlertRepository, NoticeRepository, Directory]),
  provide(OpenAlerts, [AlertRepository, NoticeRepository]),
  provide(WorkOnAlert, [AlertRepository, ClimbLadder, CLOCK]),
  provide(AlertSight, [DeliveryRepository, DutyBoard]),
  provide(WatchAlerts, [AlertRepository, DeliveryRepository, AlertSight, CLOCK]),
  provide(ReadTimeline, [WatchAlerts, TimelineRepository]),
  provide(ForgetAlerts, [Database, CLOCK]),
  provide(AlertMenu, [NoticeRepository, NoticeBoard, CLOCK]),
  provide(LosePhone, [NoticeRepository, DeliveryRepository, SettleCalls, Outbox]),
  provide(LetterListener, [DeliveryRepository, AlertRepository, SettleCalls, Outbox]),
  provide(NoticeListener, [NoticeRepository, DeliveryRepository, SettleCalls, NoteReachability, CLOCK]),
  provide(RefreshListener, [NoticeRepository, NoteReachability, CLOCK]),
];

const duty = [
  provide(PostgresDutyBoard, [DutyRosterRepository, Directory]),
  provide(PlanShift, [DutyRosterRepository, Directory, CLOCK]),
  provide(RemoveShift, [DutyRosterRepository, CLOCK]),
  provide(OverrideDuty, [DutyRosterRepository, Directory, CLOCK]),
  provide(WithdrawOverride, [DutyRosterRepository, CLOCK]),
  provide(ReadRoster, [DutyRosterRepository, CLOCK]),
  provide(ChangeRoster, [
    DutyRosterRepository,
    PlanShift,
    RemoveShift,
    OverrideDuty,
    WithdrawOverride,
    Announce,
  ]),
  provide(HeldDuty, [
    DutyRosterRepository,
    PlanShift,
    RemoveShift,
    OverrideDuty,
    WithdrawOverride,
    Directory,
    Announce,
    CLOCK,
  ]),
  provide(CloseGapWarnings, [ResolveAlert]),
  provide(GapWarnings, [Database, DutyRosterRepository, Directory, RaiseAlert, CloseGapWarnings, CLOCK]),
  provide(HandOverNotices, [Database, DutyRosterRepository, Directory, HAND_OVER_WORDS, Outbox, CLOCK]),
  provide(WeeklyTest, [Database, TEST_SCHEDULE, Directory, RaiseAlert, ResolveAlert, CLOCK]),
  provide(WeeklyTestAnswers, []),
  provide(WeeklyTestBell, [AlarmQueue, TEST_SCHEDULE]),
  provide(Watchdog, [Database, HEARTBEAT, CLOCK, LOG, ALL_LATENESS]),
];

/** Alerts, the ladders they climb, who is on duty, and the watchdog over them. */
@Module({})
export class EscalationModule {
  static with(settings: EscalationSettings): DynamicModule {
    const schedule: TestSchedule = { ...defaultTestSchedule, zone: settings.timeZone };
    const providers = [...repositories, ...alerts, ...duty];
    return {
      module: EscalationModule,
      imports: [IdentityModule],
      providers: [
        { provide: HAND_OVER_WORDS, useValue: handOverWords(settings.timeZone) },
        { provide: POLICIES, useValue: settings.policies },
        { provide: TEST_SCHEDULE, useValue: schedule },
        { provide: LATENESS, useValue: settings.lateness ?? [] },
        {
          provide: ALL_LATENESS,
          useFactory: (others: readonly Lateness[]) => [
            new UnheardAlerts(),
            new QuarantinedUpdates(),
            ...others,
          ],
          inject: [LATENESS],
        },
        {
          provide: HEARTBEAT,
          useFactory: (log: Log) => heartbeatAt(settings.heartbeatUrl, log),
          inject: [LOG],
        },
        ...providers,
      ],
      exports: [...providers.map(({ provide: token }) => token), IdentityModule],
    };
  }
}

const heartbeatAt = (url: string | null, log: Log): Heartbeat | null =>
  url === null ? null : new HttpHeartbeat(url, log);
