import { Module, type DynamicModule } from '@nestjs/common';
import { EdgeVault } from '../../e2ee/edge-vault.js';
import { AppendRecord } from '../circles/append-record.js';
import { CircleAccess } from '../circles/circle-access.js';
import { OpenAlerts } from '../escalation/open-alerts.js';
import { RaiseAlert } from '../escalation/raise-alert.js';
import { ResolveAlert } from '../escalation/resolve-alert.js';
import { OpenWork } from '../identity/open-work.js';
import { PostgresStaffDirectory } from '../identity/postgres-staff-directory.js';
import { Database } from '../platform/database/database.js';
import { Announce } from '../platform/live/announce.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { provide } from '../platform/wiring/provide.js';
import { CLOCK, LOG } from '../platform/wiring/tokens.js';
import { AskForFacts } from './ask-for-facts.js';
import { AskForWord } from './ask-for-word.js';
import { CheckDepartures } from './check-departures.js';
import { CheckVisits } from './check-visits.js';
import { ForgetVisits } from './forget-visits.js';
import { FieldVisitController } from './field-visit.controller.js';
import { HeldVisits } from './held-visits.js';
import { IncidentController } from './incident.controller.js';
import { IncidentRepository } from './incident.repository.js';
import {
  AnswerVisit,
  CancelVisit,
  ConcludeVisit,
  DepartOnVisit,
  DoubtVisit,
  ExtendVisit,
} from './move-visit.js';
import { OverhearWord } from './overhear-word.js';
import { PlanVisit } from './plan-visit.js';
import { ListIncidents, ReadReport } from './read-incidents.js';
import { ReadVisits } from './read-visits.js';
import { ReportIncident } from './report-incident.js';
import { WriteSafetyRecord } from './safety-record.js';
import { SayWord } from './say-word.js';
import { NeedingHelp } from './needing-help.js';
import { VisitAlerts } from './visit-alerts.js';
import { VisitDesk } from './visit-desk.js';
import { VisitNotes } from './visit-notes.js';
import { AgreeOnWords } from './visit-words.js';
import { VisitWordRepository } from './visit-word.repository.js';
import { VisitRepository } from './visit.repository.js';
import { AskCoordinators, WriteIncident } from './write-incident.js';

const Directory = PostgresStaffDirectory;
const ZONE = Symbol('ZoneOfTheHouse');

const everywhere = [
  // Beside the one of the API, which is not there in every role: it keeps nothing.
  provide(Announce, [CLOCK]),
  provide(VisitRepository, []),
  provide(VisitWordRepository, [EdgeVault]),
  provide(IncidentRepository, []),
  provide(VisitNotes, [Outbox, CLOCK, ZONE]),
  provide(VisitAlerts, [RaiseAlert, ResolveAlert, OpenAlerts, Directory]),
  provide(VisitDesk, [VisitRepository, VisitNotes, Outbox, Announce, Directory, CLOCK]),
  provide(DepartOnVisit, [VisitDesk, VisitAlerts, CLOCK]),
  provide(DoubtVisit, [VisitDesk, VisitAlerts, CLOCK]),
  provide(ExtendVisit, [VisitDesk, CLOCK]),
  provide(CancelVisit, [VisitDesk, VisitAlerts, CLOCK]),
  provide(AnswerVisit, [VisitDesk, VisitAlerts, VisitNotes, CLOCK]),
  provide(ConcludeVisit, [VisitDesk, VisitAlerts, CLOCK]),
  provide(SayWord, [VisitDesk, VisitWordRepository, VisitAlerts, CLOCK]),
  provide(OverhearWord, [VisitWordRepository, IncidentRepository, VisitAlerts, CLOCK]),
  provide(NeedingHelp, [IncidentRepository, VisitAlerts]),
  provide(AskForWord, [VisitDesk, VisitRepository]),
  provide(ReadVisits, [VisitRepository, CLOCK]),
  provide(CheckVisits, [Database, CLOCK, VisitRepository, VisitDesk, VisitAlerts, LOG]),
  provide(CheckDepartures, [Database, CLOCK, VisitRepository, VisitDesk, VisitNotes, VisitAlerts, LOG]),
  provide(ForgetVisits, [Database, CLOCK, VisitRepository]),
  provide(AskForFacts, [Database, CLOCK, IncidentRepository, Directory, Outbox, LOG]),
  provide(ReportIncident, [IncidentRepository, RaiseAlert, Outbox, CLOCK]),
];

/** Visits and reports as every role needs them: what rings, and what staff do on their phones. */
@Module({})
export class SafetyModule {
  static with(zone: string, escalation: DynamicModule): DynamicModule {
    return {
      module: SafetyModule,
      imports: [escalation],
      providers: [{ provide: ZONE, useValue: zone }, ...everywhere],
      exports: everywhere.map(({ provide: token }) => token).filter((token) => token !== Announce),
    };
  }
}

const api = [
  provide(WriteSafetyRecord, [CircleAccess, AppendRecord]),
  provide(PlanVisit, [
    WriteSafetyRecord,
    VisitRepository,
    VisitWordRepository,
    VisitDesk,
    VisitAlerts,
    CLOCK,
  ]),
  provide(AgreeOnWords, [VisitWordRepository, CLOCK]),
  provide(WriteIncident, [WriteSafetyRecord, IncidentRepository, Outbox, CLOCK]),
  provide(ListIncidents, [IncidentRepository, VisitAlerts, NeedingHelp]),
  provide(ReadReport, [IncidentRepository, VisitAlerts]),
  provide(AskCoordinators, [IncidentRepository, RaiseAlert, OpenAlerts, Directory]),
];

/** Made at start, because nothing asks for it: whoever sees a colleague off asks whether she is on her way somewhere. */
const holding = {
  provide: HeldVisits,
  useFactory: (visits: VisitRepository, cancel: CancelVisit, words: VisitWordRepository, work: OpenWork) => {
    const held = new HeldVisits(visits, cancel, words);
    work.join(held);
    return held;
  },
  inject: [VisitRepository, CancelVisit, VisitWordRepository, OpenWork],
};

/** The same for the console, with the sealed plans and facts. */
@Module({})
export class SafetyApiModule {
  static with(
    identity: DynamicModule,
    safety: DynamicModule,
    circles: DynamicModule,
    escalation: DynamicModule,
  ): DynamicModule {
    return {
      module: SafetyApiModule,
      imports: [identity, safety, circles, escalation],
      controllers: [FieldVisitController, IncidentController],
      providers: [...api, holding],
    };
  }
}
