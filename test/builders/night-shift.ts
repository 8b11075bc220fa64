import type { Update } from 'grammy/types';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Duty, Policy } from '../../src/domain/escalation/ladder.js';
import type { StaffRole } from '../../src/server/identity/staff-directory.port.js';
import type { defaultPolicies } from '../../src/domain/escalation/default-policies.js';
import type { AlertId, StaffId } from '../../src/domain/shared/ids.js';
import type { Language } from '../../src/domain/shared/language.js';
import { seconds, type Duration } from '../../src/domain/shared/time.js';
import { EdgeVault } from '../../src/e2ee/edge-vault.js';
import { AcknowledgeAlert, type Acknowledgement } from '../../src/server/escalation/acknowledge-alert.js';
import { AdvanceAlert, AlertSweep } from '../../src/server/escalation/advance-alert.js';
import type { AlertRequest } from '../../src/server/escalation/alert.js';
import { AlertRepository } from '../../src/server/escalation/alert.repository.js';
import { AlertRow } from '../../src/server/escalation/alert.row.js';
import { CallStaff } from '../../src/server/escalation/call-staff.js';
import { ClimbLadder } from '../../src/server/escalation/climb-ladder.js';
import { DeclineAlert } from '../../src/server/escalation/decline-alert.js';
import { DeliveryRepository } from '../../src/server/escalation/delivery.repository.js';
import {
  LetterListener,
  NoticeListener,
  RefreshListener,
} from '../../src/server/escalation/delivery-listeners.js';
import { FoldAlerts } from '../../src/server/escalation/fold-alerts.js';
import { HandOverAlert } from '../../src/server/escalation/hand-over-alert.js';
import { NoticeBoard } from '../../src/server/escalation/notice-board.js';
import { NoticeOfOne } from '../../src/server/escalation/notice-of-one.js';
import { NoticeRepository } from '../../src/server/escalation/notice.repository.js';
import { PolicyBook } from '../../src/server/escalation/policy-book.js';
import { QuietAlert } from '../../src/server/escalation/quiet-alert.js';
import { RaiseAlert } from '../../src/server/escalation/raise-alert.js';
import { ReadNotice } from '../../src/server/escalation/read-notice.js';
import { ResolveAlert } from '../../src/server/escalation/resolve-alert.js';
import { SettleCalls } from '../../src/server/escalation/settle-calls.js';
import { TellAlerts } from '../../src/server/escalation/tell-alerts.js';
import { Announce } from '../../src/server/platform/live/announce.js';
import { ContactSeal } from '../../src/server/identity/contact-seal.js';
import { EnrolStaff } from '../../src/server/identity/enrol-staff.js';
import { IssueLinkCode } from '../../src/server/identity/issue-link-code.js';
import { LinkPhone } from '../../src/server/identity/link-phone.js';
import { NoteReachability } from '../../src/server/identity/note-reachability.js';
import { PostgresStaffDirectory } from '../../src/server/identity/postgres-staff-directory.js';
import { StaffRow } from '../../src/server/identity/staff.row.js';
import { rows, type Transaction } from '../../src/server/platform/database/database.js';
import { Outbox } from '../../src/server/platform/outbox/outbox.js';
import { OutboxRelay } from '../../src/server/platform/outbox/relay.js';
import { StaffCourier } from '../../src/server/staff-bot/staff-courier.js';
import { AlertMenu } from '../../src/server/escalation/alert-menu.js';
import { LosePhone } from '../../src/server/escalation/lose-phone.js';
import { OpenAlerts } from '../../src/server/escalation/open-alerts.js';
import { WorkOnAlert } from '../../src/server/escalation/work-on-alert.js';
import { ChooseLanguage } from '../../src/server/identity/choose-language.js';
import { UnlinkPhone } from '../../src/server/identity/unlink-phone.js';
import { ReceiveUpdate } from '../../src/server/platform/telegram/receive-update.js';
import { Calm } from '../../src/server/staff-bot/calm.js';
import { DutyList } from '../../src/server/staff-bot/duty-list.js';
import { EndAlert } from '../../src/server/staff-bot/end-alert.js';
import { StaffBot } from '../../src/server/staff-bot/staff-bot.js';
import { StaffCommands } from '../../src/server/staff-bot/staff-commands.js';
import { StaffReplies } from '../../src/server/staff-bot/staff-parcels.js';
import { StaffTaps } from '../../src/server/staff-bot/staff-taps.js';
import { SafetyKit } from './safety-kit.js';
import { FakeContactDesk } from '../fakes/fake-contact-desk.js';
import { FakeDutyBoard } from '../fakes/fake-duty-board.js';
import { ManualClock } from '../fakes/manual-clock.js';
import { RecordingCourier } from '../fakes/recording-courier.js';
import { RecordingTelegram } from '../fakes/recording-telegram.js';
import { RecordingLog } from '../fakes/recording-log.js';
import { makeTestDatabase, type TestDatabase } from '../server/support/test-database.js';

export interface Person {
  readonly id: StaffId;
  readonly name: string;
  /** Her private chat with the staff bot. */
  readonly phone: number;
}

/** What every message and every tap in a private chat carries. */
const anyMessage = (chatId: number): object => ({
  message_id: 1,
  date: 1,
  chat: { id: chatId, type: 'private', first_name: 'x' },
  from: { id: chatId, is_bot: false, first_name: 'x' },
});
const anyTap = (chatId: number): object => ({
  from: { id: chatId, is_bot: false, first_name: 'x' },
  chat_instance: '1',
});

interface Told {
  readonly what: string;
  readonly rung: number | null;
  readonly staff_id: StaffId | null;
  readonly code: string | null;
}

/**
 * Everything between an alert's cause and a phone, on a real database, with a clock that moves when told: `pass` lets time go by as
 * it does in production (alarms or the sweep every five seconds, the relay at once).
 */
export class NightShift {
  readonly clock = new ManualClock();
  readonly log = new RecordingLog();
  readonly vault = new EdgeVault(randomBytes(32));
  readonly outbox = new Outbox(this.vault, this.clock);
  readonly telegram = new RecordingTelegram();
  readonly mail = new RecordingCourier('mail');
  readonly webhook = new RecordingCourier('webhook');
  readonly alarms = new RecordingCourier('alarm');

  readonly seal = new ContactSeal(this.vault);
  readonly directory = new PostgresStaffDirectory(this.seal);
  readonly enrol = new EnrolStaff(this.seal, this.clock);
  readonly issueCode = new IssueLinkCode(this.seal, this.clock);
  readonly linkPhone = new LinkPhone(this.seal, this.clock);
  readonly reachability = new NoteReachability();

  readonly duty = new FakeDutyBoard(this.directory);
  readonly policies = new PolicyBook();
  readonly alerts = new AlertRepository(new TellAlerts(new Announce(this.clock), this.directory));
  readonly deliveries = new DeliveryRepository();
  readonly notices = new NoticeRepository();
  readonly board = new NoticeBoard(this.notices, this.outbox);
  readonly callStaff = new CallStaff(
    this.alerts,
    this.deliveries,
    this.notices,
    this.board,
    this.duty,
    this.directory,
    this.outbox,
  );
  readonly ladder = new ClimbLadder(this.alerts, this.callStaff, this.board, this.outbox, this.clock);
  readonly quiet = new QuietAlert(this.deliveries, this.board, this.outbox, this.clock);
  readonly fold = new FoldAlerts(this.alerts, this.quiet, this.ladder, this.clock);
  readonly raiseAlert = new RaiseAlert(this.alerts, this.policies, this.ladder, this.fold, this.clock);
  readonly noticeOfOne = new NoticeOfOne(this.notices, this.board, this.clock);
  readonly acknowledgeAlert = new AcknowledgeAlert(
    this.alerts,
    this.duty,
    this.quiet,
    this.board,
    this.noticeOfOne,
    this.ladder,
    this.clock,
  );
  readonly declineAlert = new DeclineAlert(this.alerts, this.callStaff, this.board, this.ladder, this.clock);
  readonly resolveAlert = new ResolveAlert(this.alerts, this.quiet, this.ladder, this.clock);
  readonly handOver = new HandOverAlert(
    this.alerts,
    this.directory,
    this.board,
    this.noticeOfOne,
    this.ladder,
    this.clock,
  );
  readonly settleCalls = new SettleCalls(
    this.alerts,
    this.deliveries,
    this.callStaff,
    this.board,
    this.ladder,
    this.outbox,
    this.clock,
  );
  readonly readNotice = new ReadNotice(this.alerts, this.notices, this.directory);

  readonly openAlerts = new OpenAlerts(this.alerts, this.notices);
  readonly losePhone = new LosePhone(this.notices, this.deliveries, this.settleCalls, this.outbox);
  readonly desk = new FakeContactDesk();
  readonly workOn = new WorkOnAlert(this.alerts, this.ladder, this.clock);
  readonly taps = new StaffTaps(
    {
      acknowledge: this.acknowledgeAlert,
      decline: this.declineAlert,
      resolve: this.resolveAlert,
      end: new EndAlert(this.openAlerts, this.workOn, this.resolveAlert, this.desk),
      handOver: this.handOver,
      workOn: this.workOn,
      menu: new AlertMenu(this.notices, this.board, this.clock),
      open: this.openAlerts,
      losePhone: this.losePhone,
    },
    this.desk,
    this.directory,
    new UnlinkPhone(),
  );
  readonly safety = new SafetyKit(this);
  readonly bot = new StaffBot(
    this.directory,
    this.linkPhone,
    this.reachability,
    this.losePhone,
    this.taps,
    new StaffCommands(
      this.openAlerts,
      this.raiseAlert,
      new DutyList(this.duty, this.directory),
      new ChooseLanguage(),
      this.directory,
    ),
    this.safety.talk,
    new StaffReplies(this.outbox),
    new Calm(),
    this.clock,
  );
  readonly receive: ReceiveUpdate;
  #updates = 1;

  readonly advance: AdvanceAlert;
  readonly sweep: AlertSweep;
  readonly relay: OutboxRelay;
  #people = 0;
  #contacts = 4769;

  constructor(readonly db: TestDatabase) {
    this.advance = new AdvanceAlert(db.database, this.alerts, this.ladder);
    this.sweep = new AlertSweep(db.database, this.alerts, this.advance, this.clock, this.log);
    this.relay = this.makeRelay();
    this.receive = new ReceiveUpdate(db.database, this.vault, this.clock, this.log, this.bot);
  }

  /** Takes in an update as it comes from Telegram, and lets the answers leave. */
  async update(update: object): Promise<string> {
    const outcome = await this.receive.run({ update_id: this.#updates++, ...update });
    await this.relay.drain();
    return outcome;
  }

  write(chatId: number, text: string): Promise<string> {
    return this.update({ message: { ...anyMessage(chatId), text } });
  }

  /** Taps the newest button on somebody's phone that has this label. @returns what the phone showed over the chat */
  async tap(person: Person, label: string): Promise<string> {
    const shown = this.telegram.on(person.phone).reverse();
    const found = shown.flatMap(({ id, buttons, data }) =>
      buttons.flat().flatMap((each, index) => (each === label ? [{ id, data: data.flat()[index] }] : [])),
    )[0];
    if (found?.data === undefined) throw new Error(`There is no button ${label}: ${JSON.stringify(shown)}`);
    return this.tapData(person.phone, found.data, found.id);
  }

  async tapData(chatId: number, data: string, messageId = 1): Promise<string> {
    return (await this.tapAtOnce([chatId, data, messageId]))[0] ?? '';
  }

  /** Taps that arrive at the same moment, each in a transaction of its own. @returns what each phone showed */
  async tapAtOnce(
    ...taps: (readonly [chatId: number, data: string, messageId?: number])[]
  ): Promise<string[]> {
    const updates = taps.map(([chatId, data, message_id = 1]) => ({
      update_id: this.#updates++,
      callback_query: {
        ...anyTap(chatId),
        id: `tap-${this.#updates}`,
        data,
        message: { ...anyMessage(chatId), message_id },
      },
    }));
    await Promise.all(updates.map((update) => this.receive.run(update as unknown as Update)));
    await this.relay.drain();
    return updates.map(({ callback_query: { id } }) => {
      const answers = this.telegram.tapAnswers.filter(({ tapId }) => tapId === id);
      if (answers.length !== 1) throw new Error(`The tap got ${answers.length} answers.`);
      return answers[0]?.text ?? '';
    });
  }

  /** The same database, emptied, and everything else new: phones, clock, faults. */
  async anew(): Promise<NightShift> {
    await this.db.empty();
    return new NightShift(this.db);
  }

  makeRelay(): OutboxRelay {
    const courier = new StaffCourier(
      this.telegram.api,
      this.db.database,
      this.readNotice,
      this.directory,
      this.log,
    );
    return new OutboxRelay(
      this.db.database,
      this.outbox,
      this.clock,
      this.log,
      [courier, this.mail, this.webhook, this.alarms],
      [
        new LetterListener(this.deliveries, this.alerts, this.settleCalls, this.outbox),
        new NoticeListener(this.notices, this.deliveries, this.settleCalls, this.reachability, this.clock),
        new RefreshListener(this.notices, this.reachability, this.clock),
      ],
    );
  }

  tx<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.db.database.transaction(work);
  }

  /** A member of staff with a linked phone and a mail address, on these duties. */
  async person(
    name: string,
    options: {
      duties?: Duty[];
      roles?: StaffRole[];
      phone?: boolean;
      email?: boolean;
      language?: Language;
    } = {},
  ): Promise<Person> {
    const phone = 1_000 + ++this.#people;
    const id = await this.tx(async (tx) => {
      const staffId = await this.enrol.run(tx, {
        dutyName: name,
        roles: options.roles ?? ['focal-point'],
        language: options.language ?? 'en',
        ...(options.email !== false && { email: `${name.toLowerCase()}@example.org` }),
      });
      if (options.phone !== false) {
        const { code } = await this.issueCode.run(tx, staffId);
        await this.linkPhone.run(tx, phone, code);
      }
      return staffId;
    });
    for (const duty of options.duties ?? [])
      this.duty.onDuty.set(duty, [...(this.duty.onDuty.get(duty) ?? []), id]);
    return { id, name, phone };
  }

  /** From now on she has these roles and no others. */
  async giveRoles(person: Person, roles: readonly StaffRole[]): Promise<void> {
    await this.db.source.query('update staff set roles = $2 where id = $1', [person.id, roles]);
  }

  /** Raises an alert about a new contact and lets its first calls leave. */
  async contact(policy: Policy | keyof typeof defaultPolicies = 'contact-RED'): Promise<AlertId> {
    const id = await this.tx((tx) => this.raiseAlert.run(tx, this.request(policy)));
    await this.relay.drain();
    return id;
  }

  request(policy: Policy | keyof typeof defaultPolicies = 'contact-RED'): AlertRequest {
    return {
      kind: 'contact',
      level: 'RED',
      subject: { id: randomUUID(), number: this.#contacts++ },
      ...(typeof policy === 'string' ? { policyId: policy } : { policyId: policy.id, policy }),
    };
  }

  async acknowledge(alertId: AlertId, by: Person): Promise<Acknowledgement> {
    const answer = await this.tx((tx) => this.acknowledgeAlert.run(tx, alertId, by.id));
    await this.relay.drain();
    return answer;
  }

  async decline(alertId: AlertId, by: Person): Promise<void> {
    await this.tx((tx) => this.declineAlert.run(tx, alertId, by.id));
    await this.relay.drain();
  }

  /** Lets time go by. @param between how often somebody looks: the sweep's five seconds unless hours go by in which little happens */
  async pass(span: Duration, between: Duration = seconds(5)): Promise<void> {
    const until = this.clock.now() + span;
    while (this.clock.now() < until) {
      this.clock.advance(Math.min(between, until - this.clock.now()) as Duration);
      await this.sweep.run();
      await this.relay.drain();
    }
  }

  alert(id: AlertId): Promise<AlertRow | null> {
    return this.alerts.find(this.db.database.reader, id);
  }

  timeline(id: AlertId): Promise<Told[]> {
    return rows(
      this.db.database.reader,
      'select what, rung, staff_id, code from alert_event where alert_id = $1 order by id',
      [id],
    );
  }

  async happened(id: AlertId): Promise<string[]> {
    return (await this.timeline(id)).map(({ what }) => what);
  }
}

export async function makeNightShift(): Promise<NightShift> {
  return new NightShift(await makeTestDatabase([StaffRow, AlertRow]));
}
