import { Global, Module, type DynamicModule } from '@nestjs/common';
import { EdgeVault } from '../../../src/e2ee/edge-vault.js';
import { Outbox } from '../../../src/server/platform/outbox/outbox.js';
import { AlarmQueue } from '../../../src/server/platform/queue/alarm-queue.js';
import { provide } from '../../../src/server/platform/wiring/provide.js';
import { CLOCK } from '../../../src/server/platform/wiring/tokens.js';

@Global()
@Module({})
class DutyPlatform {}

/** What the platform of a house under test lacks for alerts: an outbox, and a queue that nobody asks. */
export const platformOfDuty = (): DynamicModule => ({
  module: DutyPlatform,
  providers: [provide(Outbox, [EdgeVault, CLOCK]), { provide: AlarmQueue, useValue: {} }],
  exports: [Outbox, AlarmQueue],
});
