import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { CircleClient, everyRight } from '../../../src/cli/demo/circle-client.js';
import { settleEdge } from '../../../src/cli/demo/settle-edge.js';
import type { Role } from '../../../src/contracts/shared/people.js';
import type { Route } from '../../../src/contracts/shared/route.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import type { Instant } from '../../../src/domain/shared/time.js';
import { DANGER_WORDS } from '../../../src/texts/danger-words.js';
import { AssessmentsModule } from '../../../src/server/assessments/assessments.module.js';
import { CirclesModule } from '../../../src/server/circles/circles.module.js';
import { EdgeModule } from '../../../src/server/edge/edge.module.js';
import { AlertRow } from '../../../src/server/escalation/alert.row.js';
import { InboxModule } from '../../../src/server/inbox/inbox.module.js';
import { ConversationRow } from '../../../src/server/intake/conversation.row.js';
import { IntakeModule } from '../../../src/server/intake/intake.module.js';
import { TakeContactUpdate } from '../../../src/server/intake/take-contact-update.js';
import { routesOf } from '../../../src/server/platform/http/access.js';
import { readAssessmentInstruments } from '../../../src/server/platform/instruments/read-assessment-instruments.js';
import { readHotlineInstrument } from '../../../src/server/platform/instruments/read-instrument.js';
import { ReviewsApiModule } from '../../../src/server/reviews/reviews-api.module.js';
import { ReviewsModule } from '../../../src/server/reviews/reviews.module.js';
import { SafetyApiModule, SafetyModule } from '../../../src/server/safety/safety.module.js';
import { workingWeek } from '../../builders/working-week.js';
import { BELGRADE, dutyRoomModules } from '../duty-room/duty-room-house.js';
import { ApiHouse } from '../support/api-house.js';
import type { Founding, StaffClient } from '../support/staff-client.js';

/** Nobody answers there; the bot of this house only listens. */
const noTelegram = 'http://127.0.0.1:9';

export const ROLES_AT_WORK = [
  'operator',
  'case-worker',
  'focal-point',
  'coordinator',
  'director',
  'administrator',
] as const satisfies readonly Role[];

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
    return new CircleClient(this.as(role), this.as(role).person!, () => this.now);
  }

  /** Something of every noun, so that requests meet it. */
  async fill(): Promise<void> {
    await this.openInbox();
    await this.openCase();
  }

  /** An inbox of everybody who may be in one, its keys signed in, and contacts who have written. */
  async openInbox(): Promise<CircleId> {
    const others = (['operator', 'focal-point'] as const).map((role) => this.#withEveryRight(role));
    const inbox = await this.circles('coordinator').open('inbox', others);
    await settleEdge(this.office, inbox);
    for (const [index, text] of ['javite se', 'ne smem da pišem', 'pomoć'].entries())
      await this.hear(700 + index, text);
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

  async #enrolEverybody(): Promise<void> {
    for (const [index, role] of ROLES_AT_WORK.entries()) {
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
  const [letterbox, escalation, ...room] = dutyRoomModules(identity);
  const circles = CirclesModule.with(identity);
  const reviews = ReviewsModule.with(workingWeek, escalation!);
  const safety = SafetyModule.with(BELGRADE, escalation!);
  const edge = EdgeModule.with({ anchor: null, anchorInFolder: true, dataDir });
  const settings = {
    instrument: readHotlineInstrument(),
    openingHours: null,
    timeZone: BELGRADE,
    dangerWords: DANGER_WORDS,
    botToken: '1:a',
    apiRoot: noTelegram,
  };
  const intake = IntakeModule.with(settings, escalation!, edge);
  return [
    letterbox!,
    escalation!,
    ...room,
    circles,
    reviews,
    safety,
    edge,
    intake,
    ReviewsApiModule.with(identity, circles, reviews),
    AssessmentsModule.with(identity, readAssessmentInstruments()),
    InboxModule.with({ identity, circles, escalation: escalation!, edge, intake }),
    SafetyApiModule.with(identity, safety, circles, escalation!),
  ];
}
