import 'reflect-metadata';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../../../src/server/app/app.module.js';
import { readConfig } from '../../../../src/server/app/config.js';
import { refuseUndeclaredRoutes, routesOf } from '../../../../src/server/platform/http/access.js';
import { AlarmQueue } from '../../../../src/server/platform/queue/alarm-queue.js';
import { silentLog } from '../../../fakes/silent-log.js';
import { ApiHouse, ORIGIN } from '../../support/api-house.js';
import { makeTestDatabase } from '../../support/test-database.js';

const someId = '00000000-0000-4000-8000-000000000000';

describe('every route', () => {
  it('of the whole house says who may call it', async () => {
    const test = await makeTestDatabase();
    const config = readConfig({
      NODE_ENV: 'test',
      DATABASE_URL: test.url,
      TELEGRAM_BOT_TOKEN: '1:contacts',
      TELEGRAM_STAFF_BOT_TOKEN: '2:staff',
      EDGE_SECRET: '11'.repeat(32),
    });
    const app = await NestFactory.create<NestFastifyApplication>(
      AppModule.with(config, silentLog),
      new FastifyAdapter(),
      { logger: false, abortOnError: false },
    );
    try {
      expect(() => refuseUndeclaredRoutes(app.get(DiscoveryService))).not.toThrow();
    } finally {
      await app.get(AlarmQueue).close();
      await app.close();
      await test.drop();
    }
  });

  it('that is not open to anyone refuses who has no session, before it looks at the request', async () => {
    const house = await ApiHouse.open();
    try {
      const routes = routesOf(house.app.get(DiscoveryService));
      const closed = routes.filter(({ may }) => !may.includes('anyone'));
      const open = routes.filter(({ may }) => may.includes('anyone')).map(({ path }) => path);
      const send = house.sender('192.0.2.1');

      const answers = await Promise.all(
        closed.map(async ({ method, path }) => {
          const { status } = await send({
            method,
            path: path.replace(':id', someId).replace(':method', '1'),
            headers: { origin: ORIGIN, 'content-type': 'application/json' },
            body: method === 'GET' ? undefined : '{}',
          });
          return status;
        }),
      );

      expect(closed.length).toBeGreaterThan(30);
      expect(new Set(answers)).toEqual(new Set([401]));
      expect(open.sort()).toEqual([
        '/api/v1/invitations/accept',
        '/api/v1/invitations/look',
        '/api/v1/set-up',
        '/api/v1/set-up',
        '/api/v1/sign-in',
        '/api/v1/sign-in/challenge',
      ]);
    } finally {
      await house.close();
    }
  });
});
