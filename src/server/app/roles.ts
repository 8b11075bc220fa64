import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database } from '../platform/database/database.js';
import { Notifications } from '../platform/database/notifications.js';
import { HealthReport } from '../platform/health/health.js';
import type { Log } from '../platform/logging/log.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { RelayLoop } from '../platform/outbox/relay-loop.js';
import { OutboxRelay } from '../platform/outbox/relay.js';
import { CLOCK } from '../platform/wiring/tokens.js';
import { apiDuties } from './api-duties.js';
import { botDuties } from './bot-duties.js';
import type { Config, Role } from './config.js';
import type { Duties, Part } from './parts.js';
import { workerDuties } from './worker-duties.js';

/**
 * The parts of this process, in the order in which they start. Backwards, they stop like this: no more updates, no more
 * requests, the sweeps and alarms under way finish, and the relay sends what is left.
 */
export function partsOf(app: NestFastifyApplication, config: Config, log: Log): readonly Part[] {
  const does = (role: Role): boolean => config.role === role || config.role === 'all';
  const bot = does('bot') ? botDuties(app, config, log) : nothing;
  const worker = does('worker') ? workerDuties(app, config, log) : nothing;
  const api = does('api') ? apiDuties(app, log) : nothing;
  watchDatabase(app);
  return [
    ...relayParts(app, log, [bot, worker]),
    ...worker.parts,
    ...api.parts,
    {
      name: 'http',
      start: async () => void (await app.listen(config.port, config.host)),
      stop: async () => undefined,
    },
    ...bot.parts,
  ];
}

const nothing: Duties = { couriers: [], listeners: [], parts: [] };

/** Notifications start last: whoever listens has said so by then. */
function relayParts(app: NestFastifyApplication, log: Log, duties: readonly Duties[]): Part[] {
  const notifications = app.get(Notifications);
  const listening: Part = {
    name: 'notifications',
    start: () => notifications.start(),
    stop: () => notifications.stop(),
  };
  const couriers = duties.flatMap((duty) => duty.couriers);
  if (couriers.length === 0) return [listening];
  const listeners = duties.flatMap((duty) => duty.listeners);
  const relay = new OutboxRelay(app.get(Database), app.get(Outbox), app.get(CLOCK), log, couriers, listeners);
  const loop = new RelayLoop(relay, notifications, log);
  return [{ name: 'relay', start: () => loop.start(), stop: () => loop.stop() }, listening];
}

function watchDatabase(app: NestFastifyApplication): void {
  const database = app.get(Database);
  app.get(HealthReport).watch({
    name: 'database',
    healthy: async () => {
      await database.reader.query('select 1');
      return true;
    },
  });
}
