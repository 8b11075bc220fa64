import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { z } from 'zod';
import { pageQuery } from '../../../../src/contracts/shared/page.js';
import { route, type InputOf } from '../../../../src/contracts/shared/route.js';
import { passingFaultOf } from '../../../../src/server/platform/database/passing-fault.js';
import { rows, type Transaction } from '../../../../src/server/platform/database/database.js';
import { isRequest } from '../../../../src/server/platform/database/request-lane.js';
import { refuseUndeclaredRoutes } from '../../../../src/server/platform/http/access.js';
import { Api, Input, Tx } from '../../../../src/server/platform/http/api.js';
import { TidyApi } from '../../../../src/server/platform/http/tidy-api.js';
import { hours, days } from '../../../../src/domain/shared/time.js';
import { ApiHouse } from '../../support/api-house.js';
import { refusal } from '../../support/refusal.js';
import type { StaffClient } from '../../support/staff-client.js';

const body = z.strictObject({ word: z.string().max(20) });
const count = route({
  method: 'POST',
  path: '/api/v1/test/words',
  summary: 'Counts.',
  may: ['administrator'],
  body,
  answer: z.strictObject({ count: z.int() }),
});
const secret = route({
  ...count,
  path: '/api/v1/test/secrets',
  answersOnce: true,
  answer: z.strictObject({ token: z.string() }),
});
const failing = route({ ...count, path: '/api/v1/test/faults' });
const leaking = route({ ...count, path: '/api/v1/test/leaks' });
const long = route({
  ...count,
  path: '/api/v1/test/papers',
  body: z.strictObject({ word: z.string() }),
  bodyLimit: 2_097_152,
});
const lane = route({ ...count, path: '/api/v1/test/lanes' });
const page = route({
  method: 'GET',
  path: '/api/v1/test/pages',
  summary: 'Pages.',
  may: ['operator'],
  query: pageQuery,
  answer: z.strictObject({ limit: z.int() }),
});

/** Routes that only this test has; words are counted in a table that exists anyway. */
@Controller()
class WordsController {
  @Api(count)
  async count(
    @Input() { body: { word } }: InputOf<typeof count>,
    @Tx() tx: Transaction,
  ): Promise<{ count: number }> {
    await tx.query(`insert into audit (at, kind, subject) values (now(), 'word', $1)`, [word]);
    if (word === 'refuse') throw new RangeError('the word was refuse');
    const [found] = await rows<{ count: number }>(tx, `select count(*)::int from audit where kind = 'word'`);
    return { count: found!.count };
  }

  @Api(secret)
  async secret(): Promise<{ token: string }> {
    return { token: 'shown-once-and-never-kept' };
  }

  @Api(failing)
  async fail(@Tx() tx: Transaction): Promise<{ count: number }> {
    await tx.query(`insert into staff (id) values ('secret-value-in-an-error')`);
    return { count: 0 };
  }

  @Api(leaking)
  async leak(): Promise<{ count: number }> {
    return { count: 1, passphrase: 'left the house' } as { count: number };
  }

  @Api(long)
  async keep(@Input() { body: { word } }: InputOf<typeof long>): Promise<{ count: number }> {
    return { count: word.length };
  }

  @Api(lane)
  async lane(): Promise<{ count: number }> {
    return { count: isRequest() ? 1 : 0 };
  }

  @Api(page)
  async page(@Input() { query }: InputOf<typeof page>): Promise<{ limit: number }> {
    return { limit: query.limit };
  }
}

@Module({ controllers: [WordsController] })
class WordsModule {}

@Controller()
class ForgetfulController {
  @Get('/api/v1/test/forgotten')
  read(): string {
    return 'open to the world';
  }
}

@Module({ controllers: [ForgetfulController] })
class ForgetfulModule {}

describe('the API', () => {
  let house: ApiHouse;
  let office: StaffClient;

  beforeAll(async () => {
    house = await ApiHouse.open({
      modules: () => [{ module: WordsModule }],
      limits: { connectionTimeoutMillis: 3_000 },
    });
    office = house.browser();
    await office.found(await house.setUpToken(), { dutyName: 'Vera', roles: [] });
  });
  afterAll(() => house.close());

  const key = (name: string): string => `key-of-this-write-${name}`;
  const say = (word: string, name: string) => office.call(count, { body: { word }, key: key(name) });

  it('asks the database over the connections of requests', async () => {
    expect(await office.call(lane, { body: { word: 'x' } })).toEqual({ count: 1 });
  });

  describe('with an Idempotency-Key', () => {
    it('does one write once and answers it twice', async () => {
      expect([await say('a', 'one'), await say('a', 'one')]).toEqual([{ count: 1 }, { count: 1 }]);
      expect(await say('a', 'two')).toEqual({ count: 2 });
    });

    it('does one write once when both ask at the same moment', async () => {
      const [one, two] = await Promise.all([say('b', 'three'), say('b', 'three')]);

      expect([one, two]).toEqual([{ count: 3 }, { count: 3 }]);
    });

    it('refuses another body under the same key', async () => {
      expect(await refusal(say('c', 'one'))).toBe('key-reused');
    });

    it('forgets a write that failed, so that it may be tried again', async () => {
      const failed = await refusal(say('refuse', 'four'));
      const [left] = await house.test.source.query<{ n: number }[]>(
        `select count(*)::int as n from answered_write where key = $1`,
        [key('four')],
      );

      expect([failed, left!.n]).toEqual(['fault', 0]);
    });

    it('keeps no secret: the second time it says only that it was done', async () => {
      const first = await office.call(secret, { body: { word: 'x' }, key: key('secret') });
      const second = await refusal(office.call(secret, { body: { word: 'x' }, key: key('secret') }));
      const kept = await house.test.source.query<{ text: string }[]>(
        `select encode(answer_sealed, 'escape') as text from answered_write`,
      );

      expect([first.token, second]).toEqual(['shown-once-and-never-kept', 'answered-once']);
      expect(kept.map(({ text }) => text).join()).not.toContain('count');
    });

    it('refuses a key that anybody might repeat by chance', async () => {
      expect(await refusal(office.call(count, { body: { word: 'a' }, key: '1' }))).toBe('invalid-request');
    });

    it('forgets after 24 hours', async () => {
      house.clock.advance(hours(25));
      await office.signIn(office.person!);
      await house.app.get(TidyApi).run();

      expect(await say('a', 'one')).toEqual({ count: 4 });
    });
  });

  describe('when it refuses', () => {
    it('says a fault without any detail, and logs no value', async () => {
      const answer = await office.raw('POST', failing.path, { word: 'x' });

      expect(answer.status).toBe(500);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(JSON.parse(answer.text)).toEqual({
        type: 'urn:zaklon:problem:fault',
        title: 'Something is broken here. It was noted.',
        status: 500,
        code: 'fault',
      });
      expect(house.log.lines.some(({ event }) => event === 'request-failed')).toBe(true);
    });

    it('says that nothing was saved, and when to try again, while every connection is taken', async () => {
      const { source } = house.test;
      const taken = Array.from({ length: 10 }, () => source.createQueryRunner());
      await Promise.all(taken.map((runner) => runner.connect()));
      const before = house.log.lines.length;
      const word = { word: 'crowd' };

      const [write, read] = await Promise.all([
        office.raw('POST', count.path, word, { 'idempotency-key': key('crowded') }),
        office.raw('GET', '/api/v1/set-up', undefined),
      ]);
      await Promise.all(taken.map((runner) => runner.release()));

      for (const { status, headers, text } of [write, read]) {
        expect([status, headers['retry-after']]).toEqual([503, '2']);
        expect(JSON.parse(text)).toMatchObject({
          code: 'busy',
          title: expect.stringContaining('Nothing was saved') as string,
        });
      }
      expect(house.log.lines.slice(before).map(({ event }) => event)).toEqual([
        'request-put-off',
        'request-put-off',
      ]);
      expect(await rows(source.manager, `select 1 from audit where subject = 'crowd'`)).toEqual([]);
      const again = await office.raw('POST', count.path, word, { 'idempotency-key': key('crowded') });
      expect(again.status).toBe(200);
    });

    it('calls two that waited for each other busy, and a lost connection away: neither is a fault of ours', () => {
      const fault = (code: string) => Object.assign(new Error('with a value in it'), { code });

      expect(passingFaultOf(fault('40P01'))).toBe('busy');
      expect(passingFaultOf(fault('53300'))).toBe('busy');
      expect(passingFaultOf(fault('57P01'))).toBe('away');
      expect(passingFaultOf(new Error('Connection terminated unexpectedly'))).toBe('away');
      expect(passingFaultOf(fault('23505'))).toBeNull();
      expect(passingFaultOf(new RangeError('a fault'))).toBeNull();
    });

    it('lets nothing out that the contract does not name', async () => {
      const answer = await office.raw('POST', leaking.path, { word: 'x' });

      expect(answer.status).toBe(500);
      expect(answer.text).not.toContain('left the house');
    });

    it('refuses a paste of 5 MB clearly', async () => {
      const answer = await office.raw('POST', count.path, { word: 'x'.repeat(5_000_000) });

      expect([answer.status, JSON.parse(answer.text)]).toEqual([
        413,
        expect.objectContaining({ code: 'too-large' }),
      ]);
    });

    it('takes as much as the contract of a route says, and no more', async () => {
      expect(await office.call(long, { body: { word: 'x'.repeat(1_500_000) } })).toEqual({
        count: 1_500_000,
      });
      const answer = await office.raw('POST', long.path, { word: 'x'.repeat(2_100_000) });

      expect([answer.status, JSON.parse(answer.text)]).toEqual([
        413,
        expect.objectContaining({ code: 'too-large' }),
      ]);
    });

    it.each([
      ['an unknown field', { word: 'a', more: 1 }],
      ['a missing field', {}],
      ['no object', [1]],
      ['too long a text', { word: 'x'.repeat(21) }],
    ])('refuses %s', async (_name, sent) => {
      const answer = await office.raw('POST', count.path, sent);

      expect([answer.status, JSON.parse(answer.text)]).toEqual([
        400,
        expect.objectContaining({ code: 'invalid-request' }),
      ]);
    });

    it('refuses broken JSON, another content type and an unknown address as problems', async () => {
      const send = house.sender('192.0.2.1');
      const cookie = office.cookie!;
      const post = (type: string, text: string) =>
        send({ method: 'POST', path: count.path, headers: { cookie, 'content-type': type }, body: text });

      const answers = [
        await post('application/json', '{"word":'),
        await post('application/x-www-form-urlencoded', 'word=a'),
        await post('text/plain', '{"word":"a"}'),
        await office.raw('GET', '/api/v1/nowhere'),
      ].map(({ status, text }) => [status, (JSON.parse(text) as { code: string }).code]);

      expect(answers).toEqual([
        [400, 'invalid-request'],
        [415, 'unsupported-media-type'],
        [415, 'unsupported-media-type'],
        [404, 'not-found'],
      ]);
    });
  });

  it.each([
    ['broken percent encoding', '%zz', 400, 'invalid-request'],
    ['bytes that are no text', '%ff', 400, 'invalid-request'],
    ['a parameter of 4,000 letters', 'x'.repeat(4_000), 404, 'not-found'],
  ])(
    'refuses an address with %s as a problem, and repeats nothing of it',
    async (_name, odd, status, code) => {
      const answer = await office.raw('DELETE', `/api/v1/staff/${odd}/sessions`);

      expect([answer.status, (JSON.parse(answer.text) as { code: string }).code]).toEqual([status, code]);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.text).not.toContain(odd);
    },
  );

  it('describes every refusal of a route, also those that follow from its form', async () => {
    const described = JSON.parse((await office.raw('GET', '/api/v1/openapi.json')).text) as {
      paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>>;
    };
    const codes = Object.values(described.paths[page.path]!['get']!.responses).map(
      (each) => each.description,
    );

    for (const code of ['cursor-unknown', 'not-signed-in', 'not-allowed', 'busy'])
      expect(codes.join()).toContain(code);
    expect(codes.join()).not.toContain('origin-refused');
  });

  describe('at the door', () => {
    it('takes no write from another site, with or without a session', async () => {
      const foreign = { origin: 'https://evil.example' };
      const answers = [
        await office.raw('POST', count.path, { word: 'a' }, foreign),
        await office.raw('POST', '/api/v1/sign-in/challenge', { dutyName: 'Vera', method: 1 }, foreign),
      ];

      expect(answers.map(({ text }) => (JSON.parse(text) as { code: string }).code)).toEqual([
        'origin-refused',
        'origin-refused',
      ]);
    });

    it('takes nothing without a session, and nothing that the role does not allow', async () => {
      expect(await refusal(house.browser().call(count, { body: { word: 'a' } }))).toBe('not-signed-in');
      expect(await refusal(office.call(page))).toBe('not-allowed');
    });

    it('keeps the cookie from scripts, other sites and the open wire', async () => {
      const browser = house.browser();
      const { text } = await browser.raw('POST', '/api/v1/sign-in/challenge', {
        dutyName: 'Vera',
        method: 1,
      });
      expect(JSON.parse(text)).toHaveProperty('challenge');
      await browser.signIn(office.person!);

      expect(browser.cookie).toMatch(/^__Host-zaklon=[\w-]{43}$/);
      expect(browser.setCookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
    });

    it('sends the strict headers with every answer, refusals included', async () => {
      const answer = await house.browser().raw('GET', '/api/v1/nowhere');

      expect(answer.headers).toMatchObject({
        'content-security-policy': expect.stringContaining(
          `default-src 'none'; script-src 'self'`,
        ) as unknown,
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'strict-transport-security': 'max-age=31536000',
        'cache-control': 'no-store',
      });
      expect(answer.headers['content-security-policy']).toMatch(
        /frame-ancestors 'none'.*require-trusted-types-for/,
      );
    });

    it('slows down who tries again and again, from one address, without shutting out others', async () => {
      const pest = house.browser('203.0.113.77');
      const wrong = { ...office.person!, masterKey: new Uint8Array(32) };
      const answers: string[] = [];
      for (let tries = 0; tries < 12; tries += 1) answers.push(await refusal(pest.signIn(wrong)));

      expect(answers.slice(0, 10)).toEqual(Array(10).fill('sign-in-refused'));
      expect(answers.slice(10)).toEqual(['too-many-tries', 'too-many-tries']);
      expect(await refusal(house.browser('203.0.113.78').signIn(office.person!))).toBe('nothing refused');
      const kept = await house.test.source.query<{ key: string }[]>(`select key from try_count`);
      expect(kept.map((row) => row.key).join()).not.toMatch(/203|vera/i);
    });

    it('does not start with a route that says nothing about who may call it', async () => {
      const open = ApiHouse.open({ modules: () => [{ module: ForgetfulModule }] });
      const forgetful = await open;
      try {
        const answer = await forgetful.browser().raw('GET', '/api/v1/test/forgotten');

        expect(answer.status).toBe(403);
        expect(() => refuseUndeclaredRoutes(forgetful.app.get(DiscoveryService))).toThrow(
          'ForgetfulController.read',
        );
        expect(() => refuseUndeclaredRoutes(house.app.get(DiscoveryService))).not.toThrow();
      } finally {
        await forgetful.close();
      }
    });
  });

  describe('its description', () => {
    it('is OpenAPI 3.1 of exactly the routes that are wired', async () => {
      const { text } = await house.browser().raw('GET', '/api/v1/openapi.json');
      const described = JSON.parse(text) as {
        openapi: string;
        paths: Record<
          string,
          Record<string, { requestBody?: object; responses: object; parameters: object[] }>
        >;
      };

      expect(described.openapi).toBe('3.1.0');
      expect(described.paths['/api/v1/sessions/{id}']?.['delete']?.parameters).toContainEqual(
        expect.objectContaining({ name: 'id', in: 'path', required: true }),
      );
      expect(described.paths['/api/v1/test/words']?.['post']).toMatchObject({
        requestBody: {
          content: { 'application/json': { schema: { additionalProperties: false, required: ['word'] } } },
        },
      });
      expect(Object.keys(described.paths['/api/v1/directory/entries']!['post']!.responses)).toEqual(
        expect.arrayContaining(['200', '400', '409', '422', '500']),
      );
    });
  });

  it('keeps events for a week, and the newest for ever', async () => {
    await house.test.source.query(
      `insert into event (kind, at) select 'x', now() - interval '400 days' from generate_series(1, 3)`,
    );
    house.clock.advance(days(8));

    await house.app.get(TidyApi).run();

    const [left] = await house.test.source.query<{ n: number }[]>(`select count(*)::int as n from event`);
    expect(left!.n).toBe(1);
  });
});
