import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { Global, Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import type { KdfCost } from '../../../src/e2ee/account/cost.js';
import { EdgeVault } from '../../../src/e2ee/edge-vault.js';
import { CirclesModule } from '../../../src/server/circles/circles.module.js';
import { IdentityApiModule } from '../../../src/server/identity/identity-api.module.js';
import { StaffRow } from '../../../src/server/identity/staff.row.js';
import { hashOf } from '../../../src/server/identity/tokens.js';
import { systemClock, type Clock } from '../../../src/server/platform/clock/clock.js';
import { Database } from '../../../src/server/platform/database/database.js';
import { Notifications } from '../../../src/server/platform/database/notifications.js';
import { AccessGuard } from '../../../src/server/platform/http/access.js';
import { HttpApiModule } from '../../../src/server/platform/http/http-api.module.js';
import { serveConsole } from '../../../src/server/platform/http/static-console.js';
import { CLOCK, LOG } from '../../../src/server/platform/wiring/tokens.js';
import { RecordingLog } from '../../fakes/recording-log.js';
import { makeTestDatabase, type TestDatabase } from '../../server/support/test-database.js';
import { BrowserDesk } from './browser-desk.js';

export const setUpToken = 'a-set-up-token-for-tests';
const folder = resolve('.build/evaluation/console');
/** The least that the protocol lets a client hash. */
const leastCost = { ops: 3, mem: 64 * 1_048_576 };

interface ConsoleHouseOptions {
  /** What a passphrase costs to hash; the least when absent. */
  readonly passphraseCost?: KdfCost;
  /** Row classes of the nouns under test beside identity and circles. */
  readonly entities?: readonly Type[];
  /** Modules of the nouns under test, made from those of identity and circles, which they import. */
  readonly modules?: (identity: DynamicModule, circles: DynamicModule) => readonly DynamicModule[];
  /** The server's; browsers keep the one of the machine. */
  readonly clock?: Clock;
}

/** The real API and the real console on a port, and a real browser with as many profiles as a test wants. */
export class ConsoleHouse {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly test: TestDatabase,
    private readonly desk: BrowserDesk,
  ) {}

  static async open(options: ConsoleHouseOptions = {}): Promise<ConsoleHouse> {
    const test = await makeTestDatabase([StaffRow, ...(options.entities ?? [])]);
    await test.source.query(`insert into set_up_token (hash) values ($1)`, [hashOf(setUpToken)]);
    const app = await makeApp(test, options);
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as { port: number };
    return new ConsoleHouse(app, test, await BrowserDesk.at(`http://localhost:${port}`));
  }

  async close(): Promise<void> {
    await this.desk.browser.close();
    await this.app.get(Notifications).stop();
    await this.app.close();
    await this.test.drop();
  }

  get url(): string {
    return this.desk.url;
  }

  /** What pages complained about: policy violations, faults, failed loads. A test ends with none. */
  get complaints(): readonly string[] {
    return this.desk.complaints;
  }

  profile(options?: Parameters<Browser['newContext']>[0]): Promise<BrowserContext> {
    return this.desk.profile(options);
  }

  page(context: BrowserContext, path = '/'): Promise<Page> {
    return this.desk.page(context, path);
  }
}

async function makeApp(test: TestDatabase, options: ConsoleHouseOptions): Promise<NestFastifyApplication> {
  const identity = IdentityApiModule.with({
    passphraseCost: options.passphraseCost ?? leastCost,
    requireSecondFactor: false,
    signInFloor: 0,
    zone: 'Europe/Belgrade',
  });
  const circles = CirclesModule.with(identity);
  const root = {
    module: HouseModule,
    imports: [
      platformOf(test, options.clock ?? systemClock),
      HttpApiModule.with({ origin: null }, identity),
      identity,
      circles,
      ...(options.modules?.(identity, circles) ?? []),
    ],
    providers: [{ provide: APP_GUARD, useClass: AccessGuard }],
  };
  const adapter = new FastifyAdapter({ bodyLimit: 1_048_576 });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: ['error'],
    abortOnError: false,
  });
  serveConsole(adapter.getInstance<FastifyInstance>(), folder);
  await app.init();
  await app.get(Notifications).start();
  return app;
}

@Module({})
class HouseModule {}

@Global()
@Module({})
class TestPlatform {}

function platformOf(test: TestDatabase, clock: Clock): DynamicModule {
  const log = new RecordingLog();
  const providers = [
    { provide: LOG, useValue: log },
    { provide: CLOCK, useValue: clock },
    { provide: EdgeVault, useValue: new EdgeVault(new Uint8Array(randomBytes(32))) },
    { provide: DataSource, useValue: test.source },
    { provide: Database, useValue: test.database },
    { provide: Notifications, useValue: new Notifications(test.url, log) },
  ];
  return { module: TestPlatform, providers, exports: providers.map(({ provide }) => provide) };
}
