import { Module, type DynamicModule } from '@nestjs/common';
import { AcknowledgeAlert } from '../escalation/acknowledge-alert.js';
import { DeclineAlert } from '../escalation/decline-alert.js';
import { HandOverAlert } from '../escalation/hand-over-alert.js';
import { HeldAlerts } from '../escalation/held-alerts.js';
import { HeldDuty } from '../escalation/held-duty.js';
import { WatchAlerts } from '../escalation/watch-alerts.js';
import { OpenWork } from '../identity/open-work.js';
import { PostgresStaffDirectory } from '../identity/postgres-staff-directory.js';
import { provide } from '../platform/wiring/provide.js';
import { EndAlert } from '../staff-bot/end-alert.js';
import { AlertController } from './alert.controller.js';
import { AlertHandling } from './alert-handling.js';
import { NamedPeople } from './named-people.js';
import { PhoneController, SENDS_MAIL } from './phone.controller.js';
import { RosterController, TIME_ZONE } from './roster.controller.js';

const JOINED = Symbol('HeldWorkOfDuty');

/** Made at start, because nothing asks for it: whoever sees a colleague off asks for her alerts and shifts. */
const joining = {
  provide: JOINED,
  useFactory: (work: OpenWork, alerts: HeldAlerts, duty: HeldDuty) => {
    work.join(alerts);
    work.join(duty);
    return [alerts, duty];
  },
  inject: [OpenWork, HeldAlerts, HeldDuty],
};

/** Where alerts and the roster are looked after from the console. */
@Module({})
export class DutyRoomModule {
  /**
   * @param identity the module that exports the audit
   * @param staffBot the module that exports what a phone's buttons do
   */
  static with(
    settings: { readonly timeZone: string; readonly sendsMail: boolean },
    identity: DynamicModule,
    escalation: DynamicModule,
    staffBot: DynamicModule,
  ): DynamicModule {
    return {
      module: DutyRoomModule,
      imports: [identity, escalation, staffBot],
      controllers: [AlertController, RosterController, PhoneController],
      providers: [
        { provide: TIME_ZONE, useValue: settings.timeZone },
        { provide: SENDS_MAIL, useValue: settings.sendsMail },
        joining,
        provide(NamedPeople, [PostgresStaffDirectory]),
        provide(AlertHandling, [WatchAlerts, AcknowledgeAlert, DeclineAlert, HandOverAlert, EndAlert]),
      ],
    };
  }
}
