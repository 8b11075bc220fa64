import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { everyRight } from '../../../src/cli/demo/circle-client.js';
import { settleEdge } from '../../../src/cli/demo/settle-edge.js';
import { planShift, readRoster } from '../../../src/contracts/escalation/roster.js';
import { setMeasures } from '../../../src/contracts/reviews/measures.js';
import { reportIncident } from '../../../src/contracts/safety/incidents.js';
import { ROLES, type Role } from '../../../src/contracts/shared/people.js';
import type { Route } from '../../../src/contracts/shared/route.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import { days, plus, type Instant } from '../../../src/domain/shared/time.js';
import { DANGER_WORDS } from '../../../src/texts/danger-words.js';
import { AssessmentsModule } from '../../../src/server/assessments/assessments.module.js';
import { CirclesModule } from '../../../src/server/circles/circles.module.js';
import { EdgeModule } from '../../../src/server/edge/edge.module.js';
import { AlertRow } from '../../../src/server/escalation/alert.row.js';
import { RaiseAlert } from '../../../src/server/escalation/raise-alert.js';
import { InboxModule } from '../../../src/server/inbox/inbox.module.js';
import { ConversationRow } from '../../../src/server/intake/conversation.row.js';
import { IntakeModule } from '../../../src/server/intake/intake.module.js';
import { TakeContactUpdate } from '../../../src/server/intake/take-contact-update.js';
import { routesOf } from '../../../src/server/platform/http/access.js';
import { readAssessmentInstruments } from '../../../src/server/platform/instruments/read-assessment-instruments.js';
import { readHotlineInstrument } from '../../../src/server/platform/instruments/read-instrument.js';
import { BELGRADE } from '../duty-room/duty-room-house.js';
import { ApiHouse } from '../support/api-house.js';
import { caseWorkOf } from '../support/case-work-modules.js';
import type { CircleClient } from '../support/circle-client.js';
import type { Founding, StaffClient } from '../support/staff-client.js';

const alarming = [
  ['contact', 'RED'],
  ['contact', 'RED'],
  ['contact', 'ORANGE'],
  ['incident', 'RED'],
  ['incident', 'RED'],
] as const;

/** Nobody answers there; the bot of this house only listens. */
const noTelegram = 'http://127.0.0.1:9';

/** The whole staff API on one database, with somebody of every role, circles of theirs, and an inbox in which contacts wait. */
export class EveryApiHouse {
  readonly people = new Map<Role, StaffClient>();
  #updates = 0;

  private constructor(
    readonly api: ApiHouse,
    readonly office: StaffClient,
    readonly founding: Founding,
    private readonly folder: string,
  ) {}

  static async open(): Promise<EveryApiHouse> {
    const folder = mkdtempSync(join(tmpdir(), 'zaklon-every-route-'));
    const modules = (identity: DynamicModule) => modulesOf(identity, folder);
    const api = await ApiHouse.open({ entities: [AlertRow, ConversationRow], modules });
    const office = api.browser('192.0.2.1');
    const founder = { dutyName: 'Ana', roles: [] as Role[] };
    const founding = await office.found(await api.setUpToken(), founder, { withRecovery: true });
    const house = new EveryApiHouse(api, office, founding, folder);
    await house.#enrolEverybody();
    return house;
  }

  async close(): Promise<void> {
    await this.api.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get now(): Instant {
    return this.api.clock.now();
  }

  /** What the server answers, as it describes itself. */
  get routes(): readonly Route[] {
    return routesOf(this.api.app.get(DiscoveryService, { strict: false }));
  }

  as(role: Role): StaffClient {
    return this.people.get(role)!;
  }

  circles(role: Role): CircleClient {
    return this.as(role).circles;
  }

  /** Something of every noun, so that requests meet it. @returns a case of the case worker's */
  async fill(): Promise<CircleId> {
    await this.openInbox();
    for (let more = 0; more < 2; more += 1) await this.openCase();
    const circle = await this.openCase();
    await this.#planWork(circle);
    for (const [kind, level] of alarming) await this.#raise(kind, level);
    await this.#planDuty();
    await this.#planVisits(circle);
    return circle;
  }

  /** An inbox of everybody who may be in one, its keys signed in, and contacts who have written. */
  async openInbox(): Promise<CircleId> {
    const others = (['operator', 'focal-point'] as const).map((role) => this.#withEveryRight(role));
    const inbox = await this.circles('coordinator').open('inbox', others);
    await settleEdge(this.office, inbox);
    for (let chat = 700; chat < 712; chat += 1) await this.hear(chat, 'javite se');
    return inbox;
  }

  openCase(): Promise<CircleId> {
    const others = (['coordinator', 'operator'] as const).map((role) => this.#withEveryRight(role));
    return this.circles('case-worker').open('client-case', others);
  }

  /** A message from a contact's phone, as the bot takes it in. */
  async hear(chat: number, text: string): Promise<void> {
    const who = { id: chat, first_name: 'Ime' };
    const message = {
      message_id: ++this.#updates,
      date: 0,
      chat: { ...who, type: 'private' as const },
      from: { ...who, is_bot: false },
      text,
    };
    await this.api.test.database.transaction((tx) =>
      this.api.app.get(TakeContactUpdate, { strict: false }).take(tx, { update_id: this.#updates, message }),
    );
  }

  #raise(kind: 'contact' | 'incident', level: 'RED' | 'ORANGE'): Promise<unknown> {
    const policyId = kind === 'contact' ? 'contact-RED' : 'incident-now';
    const subject = { id: randomUUID(), number: 4_769 };
    return this.api.test.database.transaction((tx) =>
      this.api.app.get(RaiseAlert, { strict: false }).run(tx, { kind, level, policyId, subject }),
    );
  }

  async #planWork(circle: CircleId): Promise<void> {
    const worker = this.as('case-worker');
    const owner = { is: 'person', staffId: worker.person!.id } as const;
    const measures = [1, 2, 3].map((day) => ({
      id: randomUUID(),
      owner,
      due: plus(this.now, days(day)),
      seen: 0,
    }));
    await worker.call(setMeasures, { params: { id: circle }, body: { measures } });
    for (const subject of ['case-worker', 'operator', 'focal-point'] as const)
      await this.api.test.source.query(
        `insert into review_task (id, kind, circle_id, subject_id, opened_at, due_at)
         values ($1, 'provider-assessment', $2, $3, $4, $4)`,
        [randomUUID(), circle, this.as(subject).person!.id, new Date(this.now)],
      );
    for (const about of ['client', 'staff'] as const)
      await worker.call(reportIncident, { body: { id: randomUUID(), about, urgency: 'today' } });
  }

  async #planDuty(): Promise<void> {
    const staffId = this.as('focal-point').person!.id;
    const { version } = await this.as('coordinator').call(readRoster);
    const hours = { from: '20:00', to: '08:00', zone: BELGRADE };
    const body = { duty: 'focal-point' as const, staffId, weekdays: [1, 2, 3] as const, ...hours };
    await this.as('coordinator').call(planShift, { version, body });
  }

  /** Rows as the planning of a visit leaves them; the sealed plans are nobody's business here. */
  async #planVisits(circle: CircleId): Promise<void> {
    const now = new Date(this.now);
    for (const role of ['case-worker', 'case-worker', 'operator', 'operator', 'focal-point'] as const)
      await this.api.test.source.query(
        `insert into field_visit (id, worker_id, circle_id, planned_at, check_in_minutes, needs_yes, created_at)
         values ($1, $2, $3, $4, 60, $5, $4)`,
        [randomUUID(), this.as(role).person!.id, circle, now, role === 'operator'],
      );
  }

  async #enrolEverybody(): Promise<void> {
    for (const [index, role] of ROLES.entries()) {
      const browser = this.api.browser(`192.0.2.${10 + index}`);
      const isAdministrator = role === 'administrator';
      const signer = isAdministrator ? this.founding.root : this.founding.admin.identity;
      await this.office.enrol(browser, { dutyName: `Osoba ${role}`, roles: [role] }, signer);
      this.people.set(role, browser);
    }
  }

  #withEveryRight(role: Role) {
    return { person: this.as(role).person!, rights: everyRight };
  }
}

function modulesOf(identity: DynamicModule, dataDir: string): DynamicModule[] {
  const circles = CirclesModule.with(identity);
  const { escalation, modules } = caseWorkOf(identity, circles);
  const edge = EdgeModule.with({ anchor: null, anchorInFolder: true, dataDir });
  const settings = {
    instrument: readHotlineInstrument(),
    openingHours: null,
    timeZone: BELGRADE,
    dangerWords: DANGER_WORDS,
    botToken: '1:a',
    apiRoot: noTelegram,
  };
  const intake = IntakeModule.with(settings, escalation, edge);
  return [
    circles,
    ...modules,
    edge,
    intake,
    AssessmentsModule.with(identity, readAssessmentInstruments()),
    InboxModule.with({ identity, circles, escalation, edge, intake }),
  ];
}
