import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { getDataSourceToken } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { EdgeVault } from '../../../e2ee/edge-vault.js';
import { REQUESTS } from '../database/data-source.js';
import { Database } from '../database/database.js';
import { Notifications } from '../database/notifications.js';
import { Announce } from '../live/announce.js';
import { EventFeed } from '../live/event-feed.js';
import { provide } from '../wiring/provide.js';
import { CLOCK, LOG } from '../wiring/tokens.js';
import { AnswerInterceptor } from './answer.interceptor.js';
import { AnsweredWrites } from './answered-writes.js';
import { BodyLimits } from './body-limits.js';
import { EventsController } from './events.controller.js';
import { OpenApiController } from './open-api.controller.js';
import { API_SETTINGS, type ApiSettings } from './origin.js';
import { ProblemFilter } from './problem.filter.js';
import { RequestConnections } from './request-connections.js';
import { SecurityHeaders } from './security-headers.js';
import { TidyApi } from './tidy-api.js';
import { Tries } from './tries.js';

const shared = [
  provide(AnsweredWrites, [EdgeVault, CLOCK]),
  provide(Announce, [CLOCK]),
  provide(EventFeed, [Database, Notifications, LOG]),
  {
    provide: Tries,
    useFactory: (source: DataSource, vault: EdgeVault, forRequests?: DataSource) =>
      new Tries(forRequests ?? source, vault),
    inject: [DataSource, EdgeVault, { token: getDataSourceToken(REQUESTS), optional: true }],
  },
  provide(TidyApi, [Database, CLOCK]),
];

/**
 * What every noun's API stands on. Needs a noun that exports `SESSIONS`. Whoever starts the process also starts
 * `Notifications`, or events arrive only every five seconds.
 */
@Global()
@Module({})
export class HttpApiModule {
  /** @param sessions the module that exports `SESSIONS` */
  static with(settings: ApiSettings, sessions: DynamicModule): DynamicModule {
    return {
      module: HttpApiModule,
      imports: [DiscoveryModule, sessions],
      controllers: [OpenApiController, EventsController],
      providers: [
        { provide: API_SETTINGS, useValue: { origin: settings.origin && new URL(settings.origin).origin } },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
        SecurityHeaders,
        RequestConnections,
        BodyLimits,
        ...shared,
      ],
      exports: [API_SETTINGS, ...shared.map(({ provide: token }) => token)],
    };
  }
}
