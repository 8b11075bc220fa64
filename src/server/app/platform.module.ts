import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule, getDataSourceToken } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { EdgeVault } from '../../e2ee/edge-vault.js';
import { systemClock, type Clock } from '../platform/clock/clock.js';
import { dataSourceOptions, REQUESTS, requestSourceOptions } from '../platform/database/data-source.js';
import { Database } from '../platform/database/database.js';
import { Notifications } from '../platform/database/notifications.js';
import type { Log } from '../platform/logging/log.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { AlarmQueue } from '../platform/queue/alarm-queue.js';
import { provide } from '../platform/wiring/provide.js';
import { CLOCK, LOG } from '../platform/wiring/tokens.js';
import { doesApi, type Config } from './config.js';
import { entities } from './entities.js';

/** A database that starts later than we do is waited for: tries, and milliseconds between them. */
const patience = { retryAttempts: 30, retryDelay: 2_000 };

/** What every noun stands on. The data source is connected before anything else is made. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config, log: Log, clock: Clock = systemClock): DynamicModule {
    const databaseUrl = config.databaseUrl.reveal();
    const providers = [
      { provide: LOG, useValue: log },
      { provide: CLOCK, useValue: clock },
      { provide: EdgeVault, useFactory: () => new EdgeVault(config.edgeSecret.reveal()) },
      { provide: Notifications, useFactory: () => new Notifications(databaseUrl, log) },
      {
        provide: AlarmQueue,
        // Takes the data source only to be made after PostgreSQL has answered.
        useFactory: (_connected: DataSource) =>
          new AlarmQueue({ databaseUrl, redisUrl: config.redisUrl?.reveal() ?? null }, clock, log),
        inject: [DataSource],
      },
      {
        provide: Database,
        useFactory: (source: DataSource, forRequests?: DataSource) => new Database(source, forRequests),
        inject: [DataSource, { token: getDataSourceToken(REQUESTS), optional: true }],
      },
      provide(Outbox, [EdgeVault, CLOCK]),
    ];
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRoot({ ...dataSourceOptions(databaseUrl, entities), ...patience }),
        ...(doesApi(config)
          ? [
              TypeOrmModule.forRoot({
                ...requestSourceOptions(databaseUrl, entities),
                ...patience,
                name: REQUESTS,
              }),
            ]
          : []),
      ],
      providers,
      exports: providers.map(({ provide: token }) => token),
    };
  }
}
