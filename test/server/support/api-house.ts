import 'reflect-metadata';
import { Global, Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { EdgeVault } from '../../../src/e2ee/edge-vault.js';
import { StaffRow } from '../../../src/server/identity/staff.row.js';
import { IdentityApiModule } from '../../../src/server/identity/identity-api.module.js';
import { SetUpToken } from '../../../src/server/identity/set-up-token.js';
import type { IdentitySettings } from '../../../src/server/identity/account-demands.js';
import { Database } from '../../../src/server/platform/database/database.js';
import { Notifications } from '../../../src/server/platform/database/notifications.js';
import { AccessGuard } from '../../../src/server/platform/http/access.js';
import { makeHttpAdapter } from '../../../src/server/platform/http/http-adapter.js';
import { HttpApiModule } from '../../../src/server/platform/http/http-api.module.js';
import { CLOCK, LOG } from '../../../src/server/platform/wiring/tokens.js';
import { ManualClock } from '../../fakes/manual-clock.js';
import { RecordingLog } from '../../fakes/recording-log.js';
import { hashOf } from '../../../src/server/identity/tokens.js';
import { StaffClient, type Send } from './staff-client.js';
import { makeTestDatabase, type Limits, type TestDatabase } from './test-database.js';

export const ORIGIN = 'https://console.example.org';
/** The least that the protocol lets a client hash: about 0.2 s. */
export const testCost = { ops: 3, mem: 64 * 1_048_576 };
const setUpToken = 'a-set-up-token-for-tests';

interface HouseOptions {
  /** Row classes of the nouns under test beside identity. */
  readonly entities?: readonly Type[];
  /** Modules of the nouns under test, made from identity's, which they import. */
  readonly modules?: (identity: DynamicModule) => readonly DynamicModule[];
  readonly settings?: Partial<IdentitySettings>;
  readonly vaultSecret?: Uint8Array;
  /** Of the connections to the database. */
  readonly limits?: Limits;
}

/**
 * The API on a real database, answering real HTTP requests. Time stands still until a test moves it; rate
 * limits alone count by the wall clock.
 */
export class ApiHouse {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    readonly test: TestDatabase,
    readonly clock: ManualClock,
    readonly log: RecordingLog,
  ) {}

  static async open(options: HouseOptions = {}): Promise<ApiHouse> {
    const test = await makeTestDatabase([StaffRow, ...(options.entities ?? [])], options.limits);
    const [clock, log] = [new ManualClock(), new RecordingLog()];
    const identity = IdentityApiModule.with({
      passphraseCost: testCost,
      requireSecondFactor: false,
      signInFloor: 0,
      zone: 'Europe/Belgrade',
      ...options.settings,
    });
    const root = {
      module: HouseModule,
      imports: [
        platformOf(test, clock, log, options.vaultSecret ?? new Uint8Array(32).fill(7)),
        HttpApiModule.with({ origin: ORIGIN }, identity),
        identity,
        ...(options.modules?.(identity) ?? []),
      ],
      providers: [{ provide: APP_GUARD, useClass: AccessGuard }],
    };
    const app = await NestFactory.create<NestFastifyApplication>(root, makeHttpAdapter(true), {
      logger: ['error'],
      abortOnError: false,
    });
    await app.listen(0, '127.0.0.1');
    await app.get(Notifications).start();
    return new ApiHouse(app, await app.getUrl(), test, clock, log);
  }

  async close(): Promise<void> {
    await this.app.get(Notifications).stop();
    await this.app.close();
    await this.test.drop();
  }

  /** A browser that has never been here. @param address where it comes from, for what is counted by address */
  browser(address = '192.0.2.1'): StaffClient {
    return new StaffClient(this.sender(address), ORIGIN, () => this.clock.now(), 'a test');
  }

  /** One request as a browser on our own site sends it. */
  sender(address: string): Send {
    return async ({ method, path, headers, body }) => {
      const answer = await fetch(`${this.url}${path}`, {
        method,
        headers: { origin: ORIGIN, 'x-forwarded-proto': 'https', 'x-forwarded-for': address, ...headers },
        ...(body === undefined ? {} : { body }),
      });
      const cookies = answer.headers.getSetCookie();
      const given = Object.fromEntries(answer.headers);
      return {
        status: answer.status,
        headers: { ...given, 'set-cookie': cookies },
        text: await answer.text(),
      };
    };
  }

  /** A token such as the server prints at its first start. */
  async setUpToken(): Promise<string> {
    await this.test.source.query(`insert into set_up_token (hash) values ($1) on conflict do nothing`, [
      hashOf(setUpToken),
    ]);
    return setUpToken;
  }

  get tokens(): SetUpToken {
    return this.app.get(SetUpToken);
  }
}

@Module({})
class HouseModule {}

@Global()
@Module({})
class TestPlatform {}

function platformOf(
  test: TestDatabase,
  clock: ManualClock,
  log: RecordingLog,
  vaultSecret: Uint8Array,
): DynamicModule {
  const providers = [
    { provide: LOG, useValue: log },
    { provide: CLOCK, useValue: clock },
    { provide: EdgeVault, useValue: new EdgeVault(vaultSecret) },
    { provide: DataSource, useValue: test.source },
    { provide: Database, useValue: test.database },
    { provide: Notifications, useValue: new Notifications(test.url, log) },
  ];
  return { module: TestPlatform, providers, exports: providers.map(({ provide }) => provide) };
}
