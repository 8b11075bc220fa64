import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { EdgeVault } from '../../e2ee/edge-vault.js';
import { seconds, type Duration } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import { within } from '../platform/clock/within.js';
import { migrate } from '../platform/database/data-source.js';
import { EdgeKeys, type EdgeIdentity } from '../edge/edge-keys.js';
import { SetUpToken } from '../identity/set-up-token.js';
import { Database } from '../platform/database/database.js';
import { isPassingFault } from '../platform/database/passing-fault.js';
import { refuseUndeclaredRoutes } from '../platform/http/access.js';
import { makeHttpAdapter } from '../platform/http/http-adapter.js';
import { consoleFolder, serveConsole } from '../platform/http/static-console.js';
import { makeLog, type Log } from '../platform/logging/log.js';
import { CLOCK } from '../platform/wiring/tokens.js';
import { AppModule } from './app.module.js';
import { checkEdgeSecret } from './check-edge-secret.js';
import { doesApi, readConfig, type Config } from './config.js';
import { enrolDemoStaff, type DemoStaffMember } from './demo-staff.js';
import { Parts } from './parts.js';
import { edgeFingerprint } from './show-edge.js';
import { partsOf } from './roles.js';

export interface Running {
  /** Where this process answers HTTP. */
  readonly url: string;
  /** Lines for the person who started it. */
  readonly banner: readonly string[];
  /** Invented colleagues on duty, with the code that links a phone which is not linked yet; empty outside an evaluation. */
  readonly demoStaff: readonly DemoStaffMember[];
  /** Takes nothing new, finishes what is under way, then closes everything. */
  stop(): Promise<void>;
}

/** Only a proxy on this machine or in a private network is believed when it says for whom it asks. */
const trustedProxies = 'loopback, linklocal, uniquelocal';

/** Connections that lost the database are not waited for. */
const longestClose: Duration = seconds(10);

const mostTries = 30;
const betweenTries: Duration = seconds(2);

/**
 * Starts this process in the role that its configuration names.
 *
 * @param env absent: the variables of this process
 * @throws ConfigRefused when the configuration cannot be used; whatever made starting impossible otherwise
 */
export async function start(env?: NodeJS.ProcessEnv): Promise<Running> {
  const config = readConfig(env);
  const log = makeLog(config.logLevel);
  const app = await makeApp(config, log);
  const parts = new Parts(partsOf(app, config, log), log);
  const stop = async (): Promise<void> => {
    await parts.stop();
    await within(longestClose, app.close());
  };
  try {
    await migrate(config.databaseUrl.reveal());
    await checkEdgeSecret(app.get(Database), app.get(EdgeVault), app.get<Clock>(CLOCK).now());
    await showEdge(app, log);
    await app.init();
    await parts.start();
    const banner = doesApi(config) ? await offerSetUp(app, config) : [];
    const demoStaff = config.demoStaff ? await enrolDemoStaff(app, config.timeZone) : [];
    return { url: await app.getUrl(), banner, demoStaff, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function makeApp(config: Config, log: Log): Promise<NestFastifyApplication> {
  const adapter = makeHttpAdapter(trustedProxies);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, log), adapter, {
    logger: false,
    abortOnError: false,
  });
  refuseUndeclaredRoutes(app.get(DiscoveryService));
  const built = doesApi(config) ? consoleFolder() : null;
  if (built) serveConsole(adapter.getInstance<FastifyInstance>(), built);
  return app;
}

/** Said at every start, so that whoever signs the edge's keys in has something to compare them with. */
async function showEdge(app: NestFastifyApplication, log: Log): Promise<void> {
  log.info('edge-keys', { fingerprint: edgeFingerprint(await edgeOf(app)) });
}

const edgeOf = (app: NestFastifyApplication): Promise<EdgeIdentity> =>
  app.get(EdgeKeys).current(app.get(Database).reader);

/** While the installation belongs to nobody, whoever reads this output may found the organisation. */
async function offerSetUp(app: NestFastifyApplication, { dataDir }: Config): Promise<readonly string[]> {
  const token = await app.get(SetUpToken).offer(dataDir);
  return token === null
    ? []
    : [
        '',
        `To found the organisation, open it and give this set-up token: ${token}`,
        `The bot's own keys, to be signed in there: ${edgeFingerprint(await edgeOf(app))}`,
      ];
}

/** A database that restarts while we start is waited for; whoever supervises this process need not know. */
async function startPatiently(): Promise<Running> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await start();
    } catch (error) {
      if (tries === mostTries || !isPassingFault(error)) throw error;
      await pause(betweenTries);
    }
  }
}

/**
 * A connection that a library holds without listening to it throws into the open when PostgreSQL restarts (seen in BullMQ
 * while it migrates). Nothing of ours depends on it: the queue is renewed when no canary comes through. Anything else ends us.
 */
function outliveLostConnections(error: unknown): void {
  if (isPassingFault(error)) return;
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.name).split('\n').slice(1).join('\n') : 'fault'}\n`,
  );
  process.exit(1);
}

async function runAlone(): Promise<void> {
  process.on('uncaughtException', outliveLostConnections);
  try {
    const running = await startPatiently();
    const leave = (): void => void running.stop().then(() => process.exit(0));
    process.once('SIGTERM', leave);
    process.once('SIGINT', leave);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'Zaklon could not start.'}\n`);
    process.exit(1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runAlone();
