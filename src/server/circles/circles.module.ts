import { Module, type DynamicModule } from '@nestjs/common';
import { DirectoryBook } from '../identity/directory-book.js';
import { DirectoryWatch } from '../identity/directory-watch.js';
import { OpenWork } from '../identity/open-work.js';
import { RecordAudit } from '../identity/record-audit.js';
import { RecoveryCeremony } from '../identity/recovery-ceremony.js';
import { Database } from '../platform/database/database.js';
import { readAssessmentInstruments } from '../platform/instruments/read-assessment-instruments.js';
import { Announce } from '../platform/live/announce.js';
import { provide } from '../platform/wiring/provide.js';
import { CLOCK } from '../platform/wiring/tokens.js';
import { AppendRecord } from './append-record.js';
import { AttachmentController } from './attachment.controller.js';
import { AttachmentRepository } from './attachment.repository.js';
import { ChainRepository } from './chain.repository.js';
import { ChangeCase } from './change-case.js';
import { ChangeMembers } from './change-members.js';
import { CircleAccess } from './circle-access.js';
import { CircleController } from './circle.controller.js';
import { CircleRepository } from './circle.repository.js';
import { ListCircleIds, ReadStanding } from './circle-standing.js';
import { CircleWatch } from './circle-watch.js';
import { EraseCircle } from './erase-circle.js';
import { EraseRecords } from './erase-records.js';
import { EvaluationShareController } from './evaluation-share.controller.js';
import { EvaluationShareRepository } from './evaluation-share.repository.js';
import { HeldDirectory } from './held-directory.js';
import { ForgetLoosePieces, PutPiece, ReadPieces } from './keep-attachments.js';
import { KeyRepository } from './key.repository.js';
import { KNOWN_INSTRUMENTS, type KnownInstruments } from './known-instruments.js';
import { LinkChannel } from './link-channel.js';
import { LinkRepository } from './link.repository.js';
import { OpenCircle } from './open-circle.js';
import { OpeningLog } from './opening-log.js';
import { PutAlarm } from './put-alarm.js';
import { ReadChain } from './read-chain.js';
import { CountOnlyRecoverable } from './only-recoverable.js';
import { ListMyCircles, ListRecoverable, ReadCircle } from './read-circle.js';
import { ReadEvaluationShare } from './read-evaluation-share.js';
import { ReadLevelHistory } from './read-level-history.js';
import { ReadSchedule } from './read-schedule.js';
import { ReadStubs } from './read-stubs.js';
import { ReadConversations, ReadLinked, ReadWraps } from './read-wraps.js';
import { RewrapInbound } from './receive-inbound.js';
import { CeremonyPass } from './recovery-pass.js';
import { RecordController } from './record.controller.js';
import { RecordDesk } from './record-desk.js';
import { ScheduleController } from './schedule.controller.js';
import { ScheduleRepository } from './schedule.repository.js';
import { SignOffLevel } from './sign-off-level.js';
import { StateLevel } from './state-level.js';
import { TellCircle } from './tell-circle.js';
import { WatchDirectory } from './watch-directory.js';
import { WhoController } from './who.controller.js';
import { WhoMayKnow } from './who-may-know.js';

const repositories = [
  provide(AttachmentRepository, []),
  provide(ChainRepository, []),
  provide(CircleRepository, []),
  provide(EvaluationShareRepository, []),
  provide(KeyRepository, []),
  provide(LinkRepository, []),
  provide(OpeningLog, [CLOCK]),
  provide(ScheduleRepository, []),
];

const writes = [
  provide(RecordDesk, [
    CLOCK,
    HeldDirectory,
    CircleAccess,
    CircleRepository,
    ChainRepository,
    KeyRepository,
    TellCircle,
  ]),
  provide(OpenCircle, [CLOCK, HeldDirectory, CircleRepository, ChainRepository, KeyRepository, TellCircle]),
  provide(ChangeMembers, [
    CLOCK,
    HeldDirectory,
    CircleRepository,
    ChainRepository,
    KeyRepository,
    RecordAudit,
    TellCircle,
  ]),
  provide(AppendRecord, [CLOCK, RecordDesk, AttachmentRepository, StateLevel]),
  provide(RewrapInbound, [CircleAccess, KeyRepository]),
  provide(LinkChannel, [
    RecordDesk,
    CircleAccess,
    CircleRepository,
    ChainRepository,
    KeyRepository,
    LinkRepository,
  ]),
  provide(EraseRecords, [
    RecordDesk,
    ChainRepository,
    KeyRepository,
    ScheduleRepository,
    AttachmentRepository,
    RecordAudit,
    TellCircle,
  ]),
  provide(EraseCircle, [
    CLOCK,
    CircleAccess,
    CircleRepository,
    ChainRepository,
    KeyRepository,
    LinkRepository,
    ScheduleRepository,
    AttachmentRepository,
    RecordAudit,
    TellCircle,
  ]),
  provide(ChangeCase, [CircleAccess, CircleRepository, TellCircle]),
  provide(PutPiece, [CLOCK, CircleAccess, AttachmentRepository]),
  provide(ForgetLoosePieces, [Database, CLOCK, AttachmentRepository]),
];

function knownInstruments(): KnownInstruments {
  return readAssessmentInstruments().map(({ instrument }) => instrument);
}

const scheduled = [
  CLOCK,
  HeldDirectory,
  CircleAccess,
  ChainRepository,
  ScheduleRepository,
  TellCircle,
] as const;

const scheduling = [
  { provide: KNOWN_INSTRUMENTS, useFactory: knownInstruments },
  provide(StateLevel, [...scheduled, KNOWN_INSTRUMENTS]),
  provide(SignOffLevel, scheduled),
  provide(PutAlarm, scheduled),
];

const reads = [
  provide(CeremonyPass, [HeldDirectory, RecoveryCeremony]),
  provide(CircleAccess, [CircleRepository, CeremonyPass]),
  provide(CountOnlyRecoverable, [HeldDirectory, CircleRepository]),
  provide(ListRecoverable, [CeremonyPass, ListMyCircles]),
  provide(ListMyCircles, [Database, HeldDirectory, CircleRepository]),
  provide(ReadCircle, [Database, HeldDirectory, CircleAccess, KeyRepository]),
  provide(ReadChain, [Database, CircleAccess, ChainRepository, KeyRepository, OpeningLog]),
  provide(ReadStubs, [CircleAccess, ChainRepository]),
  provide(ReadConversations, [CircleAccess, ChainRepository, OpeningLog]),
  provide(ReadWraps, [Database, CircleAccess, KeyRepository, OpeningLog]),
  provide(ReadLinked, [Database, CircleAccess, ChainRepository, KeyRepository, LinkRepository, OpeningLog]),
  provide(ReadPieces, [CircleAccess, AttachmentRepository, OpeningLog]),
  provide(ReadSchedule, [CLOCK, CircleAccess, ScheduleRepository]),
  provide(ReadLevelHistory, [CircleAccess, ScheduleRepository]),
  provide(ReadEvaluationShare, [CLOCK, HeldDirectory, EvaluationShareRepository]),
  provide(ReadStanding, [CLOCK, HeldDirectory, CircleRepository, ScheduleRepository]),
  provide(ListCircleIds, [CircleRepository]),
  provide(WhoMayKnow, [HeldDirectory, CircleRepository, OpeningLog]),
];

/** Made at start, because nothing asks for it: the directory tells it which keys ended. */
const watching = {
  provide: WatchDirectory,
  useFactory: (
    circles: CircleRepository,
    tell: TellCircle,
    held: HeldDirectory,
    directory: DirectoryWatch,
    work: OpenWork,
  ) => {
    const watch = new WatchDirectory(circles, tell, held);
    directory.join(watch);
    work.join(watch);
    return watch;
  },
  inject: [CircleRepository, TellCircle, HeldDirectory, DirectoryWatch, OpenWork],
};

/** Everything with readers: one mechanism for every kind of circle. */
@Module({})
export class CirclesModule {
  /** @param identity the module that exports the directory, the audit and the lists that others join */
  static with(identity: DynamicModule): DynamicModule {
    return {
      module: CirclesModule,
      imports: [identity],
      controllers: [
        AttachmentController,
        CircleController,
        EvaluationShareController,
        RecordController,
        ScheduleController,
        WhoController,
      ],
      providers: [
        provide(HeldDirectory, [DirectoryBook]),
        provide(CircleWatch, []),
        provide(TellCircle, [Announce, CircleWatch]),
        watching,
        ...repositories,
        ...reads,
        ...scheduling,
        ...writes,
      ],
      exports: [
        AppendRecord,
        CircleAccess,
        CircleWatch,
        ForgetLoosePieces,
        ListCircleIds,
        OpenCircle,
        PutAlarm,
        ReadChain,
        ReadSchedule,
        ReadStanding,
      ],
    };
  }
}
