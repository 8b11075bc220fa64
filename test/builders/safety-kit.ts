import { randomUUID } from 'node:crypto';
import { planned } from '../../src/domain/safety/field-visit.js';
import type { CircleId } from '../../src/domain/circle/circle.js';
import type { StaffId } from '../../src/domain/shared/ids.js';
import { minutes, plus, type Duration } from '../../src/domain/shared/time.js';
import { Announce } from '../../src/server/platform/live/announce.js';
import { AskForWord } from '../../src/server/safety/ask-for-word.js';
import { AskForFacts } from '../../src/server/safety/ask-for-facts.js';
import { CheckDepartures } from '../../src/server/safety/check-departures.js';
import { CheckVisits } from '../../src/server/safety/check-visits.js';
import { IncidentRepository } from '../../src/server/safety/incident.repository.js';
import {
  AnswerVisit,
  CancelVisit,
  ConcludeVisit,
  DepartOnVisit,
  DoubtVisit,
  ExtendVisit,
} from '../../src/server/safety/move-visit.js';
import { OverhearWord } from '../../src/server/safety/overhear-word.js';
import { ReadVisits } from '../../src/server/safety/read-visits.js';
import { ReportIncident } from '../../src/server/safety/report-incident.js';
import { SayWord } from '../../src/server/safety/say-word.js';
import { VisitAlerts } from '../../src/server/safety/visit-alerts.js';
import { VisitLateness } from '../../src/server/safety/visit-lateness.js';
import { VisitDesk } from '../../src/server/safety/visit-desk.js';
import { VisitNotes } from '../../src/server/safety/visit-notes.js';
import { AgreeOnWords } from '../../src/server/safety/visit-words.js';
import { VisitWordRepository } from '../../src/server/safety/visit-word.repository.js';
import { VisitRepository } from '../../src/server/safety/visit.repository.js';
import type { Visit, VisitId } from '../../src/server/safety/visit.js';
import { NeedingHelp } from '../../src/server/safety/needing-help.js';
import { ListIncidents } from '../../src/server/safety/read-incidents.js';
import { AskCoordinators } from '../../src/server/safety/write-incident.js';
import { IncidentTalk } from '../../src/server/staff-bot/incident-talk.js';
import { SafetyTalk } from '../../src/server/staff-bot/safety-talk.js';
import { VisitTalk } from '../../src/server/staff-bot/visit-talk.js';
import type { ManualClock } from '../fakes/manual-clock.js';
import type { RecordingLog } from '../fakes/recording-log.js';
import type { TestDatabase } from '../server/support/test-database.js';
import type { EdgeVault } from '../../src/e2ee/edge-vault.js';
import type { OpenAlerts } from '../../src/server/escalation/open-alerts.js';
import type { RaiseAlert } from '../../src/server/escalation/raise-alert.js';
import type { ResolveAlert } from '../../src/server/escalation/resolve-alert.js';
import type { PostgresStaffDirectory } from '../../src/server/identity/postgres-staff-directory.js';
import type { Transaction } from '../../src/server/platform/database/database.js';
import type { Outbox } from '../../src/server/platform/outbox/outbox.js';

/** The part of a night shift that this stands on. */
interface Shift {
  readonly clock: ManualClock;
  readonly log: RecordingLog;
  readonly vault: EdgeVault;
  readonly outbox: Outbox;
  readonly directory: PostgresStaffDirectory;
  readonly raiseAlert: RaiseAlert;
  readonly resolveAlert: ResolveAlert;
  readonly openAlerts: OpenAlerts;
  readonly db: TestDatabase;
  readonly relay: { drain(): Promise<unknown> };
  tx<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

export const BELGRADE = 'Europe/Belgrade';

/** Field visits and reports of incidents in a night shift: the real use cases, without the console and its sealed plans. */
export class SafetyKit {
  readonly visits = new VisitRepository();
  readonly incidents = new IncidentRepository();
  readonly words: VisitWordRepository;
  readonly notes: VisitNotes;
  readonly alerts: VisitAlerts;
  readonly desk: VisitDesk;
  readonly depart: DepartOnVisit;
  readonly doubt: DoubtVisit;
  readonly extend: ExtendVisit;
  readonly cancel: CancelVisit;
  readonly answer: AnswerVisit;
  readonly conclude: ConcludeVisit;
  readonly say: SayWord;
  readonly read: ReadVisits;
  readonly report: ReportIncident;
  readonly list: ListIncidents;
  readonly askCoordinators: AskCoordinators;
  readonly talk: SafetyTalk;
  readonly lateness = new VisitLateness();

  constructor(private readonly shift: Shift) {
    const { clock, outbox, directory } = shift;
    this.words = new VisitWordRepository(shift.vault);
    this.notes = new VisitNotes(outbox, clock, BELGRADE);
    this.alerts = new VisitAlerts(shift.raiseAlert, shift.resolveAlert, shift.openAlerts, directory);
    this.desk = new VisitDesk(this.visits, this.notes, outbox, new Announce(clock), directory, clock);
    this.depart = new DepartOnVisit(this.desk, this.alerts, clock);
    this.doubt = new DoubtVisit(this.desk, this.alerts, clock);
    this.extend = new ExtendVisit(this.desk, clock);
    this.cancel = new CancelVisit(this.desk, this.alerts, clock);
    this.answer = new AnswerVisit(this.desk, this.alerts, this.notes, clock);
    this.conclude = new ConcludeVisit(this.desk, this.alerts, clock);
    this.say = new SayWord(this.desk, this.words, this.alerts, clock);
    this.read = new ReadVisits(this.visits, clock);
    this.report = new ReportIncident(this.incidents, shift.raiseAlert, outbox, clock);
    const { depart, doubt, extend, cancel, answer, say, read, notes } = this;
    const ask = new AskForWord(this.desk, this.visits);
    const overhear = new OverhearWord(this.words, this.incidents, this.alerts, clock);
    const needingHelp = new NeedingHelp(this.incidents, this.alerts);
    this.list = new ListIncidents(this.incidents, this.alerts, needingHelp);
    this.askCoordinators = new AskCoordinators(this.incidents, shift.raiseAlert, shift.openAlerts, directory);
    const visits = new VisitTalk(
      { depart, doubt, extend, cancel, answer, say, ask, overhear, read, needingHelp, notes },
      directory,
    );
    this.talk = new SafetyTalk(visits, new IncidentTalk(this.report));
  }

  /** One of several workers' sweep. */
  makeSweep(): CheckVisits {
    const { db, clock, log } = this.shift;
    return new CheckVisits(db.database, clock, this.visits, this.desk, this.alerts, log);
  }

  makeFactsSweep(): AskForFacts {
    const { db, clock, directory, outbox, log } = this.shift;
    return new AskForFacts(db.database, clock, this.incidents, directory, outbox, log);
  }

  makeDepartureSweep(): CheckDepartures {
    const { db, clock, log } = this.shift;
    return new CheckDepartures(db.database, clock, this.visits, this.desk, this.notes, this.alerts, log);
  }

  /** A visit of hers, planned for now or for `ahead` of it, with her two words: "jabuka" is well, "kruška" is not. */
  async plan(
    worker: { readonly id: StaffId },
    {
      needsYes = false,
      every = minutes(60),
      ahead = minutes(0),
    }: { needsYes?: boolean; every?: Duration; ahead?: Duration } = {},
  ): Promise<VisitId> {
    const id = randomUUID() as VisitId;
    const now = this.shift.clock.now();
    await this.shift.tx(async (tx) => {
      await new AgreeOnWords(this.words, this.shift.clock).run(
        tx,
        { safe: 'jabuka', duress: 'kruška' },
        worker.id,
      );
      const circle = await this.#book(worker.id);
      const kept = { workerId: worker.id, circle, yesBy: null, concludedBy: null, asked: null };
      const visit = { ...planned(plus(now, ahead), every, needsYes, now), id, ...kept };
      const number = await this.visits.insert(tx, visit);
      if (needsYes) await this.alerts.askForYes(tx, { ...visit, number: number! });
    });
    await this.shift.relay.drain();
    return id;
  }

  async visit(id: VisitId): Promise<Visit> {
    return (await this.visits.find(this.shift.db.database.reader, id))!;
  }

  /** Only its id matters here; what is in a book only browsers know. */
  async #book(worker: StaffId): Promise<CircleId> {
    const known: { id: CircleId }[] = await this.shift.db.source.query(
      `select id from circle where subject_id = $1`,
      [worker],
    );
    if (known[0]) return known[0].id;
    const made: { id: CircleId }[] = await this.shift.db.source.query(
      `insert into circle (id, kind, subject_id, epoch, head_seq, head_hash, head_dir_seq, opened_at, opened_by)
       values ($1, 'safety-book', $2, 1, 1, decode(repeat('00', 32), 'hex'), 1, now(), $2) returning id`,
      [randomUUID(), worker],
    );
    return made[0]!.id;
  }
}
