import { Global, Module, type DynamicModule } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { defaultPolicies } from '../../../src/domain/escalation/default-policies.js';
import type { AlertId, StaffId } from '../../../src/domain/shared/ids.js';
import { EdgeVault } from '../../../src/e2ee/edge-vault.js';
import type { Role } from '../../../src/contracts/shared/people.js';
import { DutyRoomModule } from '../../../src/server/duty-room/duty-room.module.js';
import type { AlertRequest } from '../../../src/server/escalation/alert.js';
import { AlertRow } from '../../../src/server/escalation/alert.row.js';
import { EscalationModule } from '../../../src/server/escalation/escalation.module.js';
import { OpenAlerts } from '../../../src/server/escalation/open-alerts.js';
import { RaiseAlert } from '../../../src/server/escalation/raise-alert.js';
import { ResolveAlert } from '../../../src/server/escalation/resolve-alert.js';
import { WorkOnAlert } from '../../../src/server/escalation/work-on-alert.js';
import { IssueLinkCode } from '../../../src/server/identity/issue-link-code.js';
import { LinkPhone } from '../../../src/server/identity/link-phone.js';
import { Outbox } from '../../../src/server/platform/outbox/outbox.js';
import { AlarmQueue } from '../../../src/server/platform/queue/alarm-queue.js';
import { provide } from '../../../src/server/platform/wiring/provide.js';
import { CLOCK } from '../../../src/server/platform/wiring/tokens.js';
import { EndAlert } from '../../../src/server/staff-bot/end-alert.js';
import { StaffBotName } from '../../../src/server/staff-bot/staff-bot-name.js';
import { FakeContactDesk } from '../../fakes/fake-contact-desk.js';
import { ApiHouse } from '../support/api-house.js';
import type { Founding, StaffClient } from '../support/staff-client.js';

export const BELGRADE = 'Europe/Belgrade';

@Global()
@Module({})
class Letterbox {}

@Module({})
class FakeStaffBot {}

/** Alerts and duty on the API, with everything but the bots and the queue. */
export function dutyRoomModules(identity: DynamicModule): DynamicModule[] {
  const letterbox: DynamicModule = {
    module: Letterbox,
    providers: [provide(Outbox, [EdgeVault, CLOCK]), { provide: AlarmQueue, useValue: {} }],
    exports: [Outbox, AlarmQueue],
  };
  const escalation = EscalationModule.with({
    timeZone: BELGRADE,
    heartbeatUrl: null,
    policies: Object.values(defaultPolicies),
  });
  const staffBot: DynamicModule = {
    module: FakeStaffBot,
    imports: [escalation],
    providers: [
      { provide: 'desk', useValue: new FakeContactDesk() },
      provide(EndAlert, [OpenAlerts, WorkOnAlert, ResolveAlert, 'desk']),
      {
        provide: StaffBotName,
        useValue: new StaffBotName({ getMe: async () => ({ username: 'a_quiet_bot' }) as never }),
      },
    ],
    exports: [EndAlert, StaffBotName],
  };
  return [
    letterbox,
    escalation,
    staffBot,
    DutyRoomModule.with({ timeZone: BELGRADE, sendsMail: true }, identity, escalation, staffBot),
  ];
}

/** A house with people in their own browsers, whose alerts are real. */
export class DutyRoomHouse {
  #phones = 5_000;
  #contacts = 4_769;

  private constructor(
    readonly api: ApiHouse,
    readonly office: StaffClient,
    readonly founding: Founding,
  ) {}

  /** @param modules alerts and duty, and what a test wants beside them */
  static async open(
    modules: (identity: DynamicModule) => readonly DynamicModule[] = dutyRoomModules,
  ): Promise<DutyRoomHouse> {
    const api = await ApiHouse.open({ entities: [AlertRow], modules });
    const office = api.browser();
    const founding = await office.found(await api.setUpToken(), { dutyName: 'Sanja', roles: [] });
    return new DutyRoomHouse(api, office, founding);
  }

  close(): Promise<void> {
    return this.api.close();
  }

  /** Somebody with an account, signed in. Her phone is linked unless a test says otherwise. */
  async person(dutyName: string, roles: readonly Role[], { phone = true } = {}): Promise<StaffClient> {
    const browser = this.api.browser(`192.0.2.${10 + (this.#phones % 100)}`);
    const { id } = await this.office.enrol(browser, { dutyName, roles }, this.founding.admin.identity);
    if (phone) await this.linkPhone(id);
    return browser;
  }

  async linkPhone(id: StaffId): Promise<number> {
    const chat = ++this.#phones;
    await this.api.test.database.transaction(async (tx) => {
      const { code } = await this.api.app.get(IssueLinkCode, { strict: false }).run(tx, id);
      await this.api.app.get(LinkPhone, { strict: false }).run(tx, chat, code);
    });
    return chat;
  }

  raise(request: Partial<AlertRequest> = {}): Promise<AlertId> {
    const subject = { id: randomUUID(), number: this.#contacts++ };
    return this.api.test.database.transaction((tx) =>
      this.api.app
        .get(RaiseAlert, { strict: false })
        .run(tx, { kind: 'contact', level: 'RED', policyId: 'contact-RED', subject, ...request }),
    );
  }
}

export const idOf = ({ person }: StaffClient): StaffId => person!.id;
