import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { EdgeVault } from '../../src/e2ee/edge-vault.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { entities } from '../../src/server/app/entities.js';
import { start } from '../../src/server/app/main.js';
import { ContactSeal } from '../../src/server/identity/contact-seal.js';
import { rows } from '../../src/server/platform/database/database.js';
import { makeTestDatabase, type TestDatabase } from '../server/support/test-database.js';
import { testRedis } from '../server/support/test-redis.js';
import { bots, environment, eventually, foundInbox, linkPhones, phoneOf } from './support/house.js';
import { everyWayOut, listenForMail, listenForRequests, type Ear } from './support/listeners.js';
import { everyKey, everyTable, findings, shapesOf } from './support/search-everything.js';
import { ServerProcess } from './support/server-process.js';
import { tap, walk } from './support/walk.js';

/** What must be found nowhere: a sentence, a caption, a code word, the account's name, the chat's id, a typed name. */
const secrets = {
  sentence: 'Obeležena rečenica: zaključao me je u sobi, ubiće me',
  caption: 'Obeleženi natpis ispod slike',
  codeWord: 'obeležena-jabuka',
  accountName: 'Jelena Obeležić',
  typedName: 'Zovem se Milica Obeležić',
  chatId: '7734021995',
  staffMail: 'prava.mira@obelezeno.example',
  edited: 'Obeležena ispravka',
};
const contact = Number(secrets.chatId);
const all = Object.values(secrets);

interface Setting {
  readonly queue: 'PostgreSQL' | 'Redis';
  readonly redisUrl: string | undefined;
}

function leaksNothing({ queue, redisUrl }: Setting): void {
  describe(`what a contact tells us, with the queue on ${queue}`, () => {
    let test: TestDatabase;
    let sandbox: Sandbox;
    let mail: Ear;
    let requests: Ear;
    let server: ServerProcess;
    let logFile: string;

    beforeAll(async () => {
      [test, mail, requests] = await Promise.all([
        makeTestDatabase(entities),
        listenForMail(),
        listenForRequests(),
      ]);
      const phones = [
        { id: contact, name: secrets.accountName, kind: 'contact' as const },
        ...Object.values(phoneOf).map((id) => ({ id, name: 'Staff', kind: 'staff' as const })),
      ];
      sandbox = await startSandbox({ port: 0, bots, phones });
      const told = environment(test.url, sandbox.url);
      const env = { ...told, ...(await foundInbox(test, told)).env };
      await enrolWithMail(env);
      logFile = join(mkdtempSync(join(tmpdir(), 'zaklon-leak-')), 'server.log');
      server = new ServerProcess({ ...env, ...everyWayOut(mail, requests, redisUrl) }, logFile);
      server.start();
      await tellEverything();
    });

    afterAll(async () => {
      await server.stop();
      await Promise.all([sandbox.stop(), mail.stop(), requests.stop()]);
      await test.drop();
    });

    async function enrolWithMail(env: NodeJS.ProcessEnv): Promise<void> {
      const calm = await start({ ...env, LOG_LEVEL: 'silent' });
      await linkPhones(sandbox, calm);
      await calm.stop();
      const seal = new ContactSeal(new EdgeVault(Buffer.from(env['EDGE_SECRET']!, 'hex')));
      const [mira] = await rows<{ id: string }>(
        test.database.reader,
        `select id from staff where duty_name = 'Mira'`,
      );
      await test.source.query(`update staff set email_sealed = $1 where id = $2`, [
        seal.sealEmail(mira!.id as never, secrets.staffMail),
        mira!.id,
      ]);
    }

    /** Says everything that can be said, in every way in which it can be said, with faults on the line. */
    async function tellEverything(): Promise<void> {
      const phone = sandbox.phone(contact);
      const shown = (): string => phone.messages('intake').findLast(({ from }) => from === 'bot')?.text ?? '';
      phone.send('intake', '/start');
      await walk(phone, ['English', 'Yes', 'Start', 'About me', 'No, not', '18 or', 'Yes', 'None']);
      await walk(phone, ['Done', 'No', 'No', 'I will write again']);
      await eventually(() => /word/i.test(shown()));
      phone.send('intake', secrets.codeWord);
      sandbox.faults.next({ bot: 'intake', times: 2, fault: { kind: '5xx', code: 502 } });
      sandbox.faults.next({ bot: 'staff', times: 1, fault: { kind: '429', retryAfter: 1 } });
      phone.send('intake', secrets.typedName);
      phone.sendKind('intake', 'photo', { caption: secrets.caption });
      phone.sendKind('intake', 'voice');
      phone.sendKind('intake', 'contact');
      phone.sendKind('intake', 'edited_text', { text: secrets.edited });
      phone.sendKind('intake', 'unknown', { text: secrets.sentence });
      phone.tap('intake', 1, secrets.codeWord);
      phone.send('intake', secrets.sentence);
      const staff = sandbox.phone(phoneOf.mira);
      await eventually(() => staff.messages('staff').some(({ text }) => text.includes('RED')));
      await eventually(
        () => mail.heard.length > 0 && requests.heard.some((request) => request.startsWith('POST')),
      );
      await tap(staff, 'staff', 'I take it');
      await tap(staff, 'staff', 'I am in contact');
      staff.send('staff', secrets.sentence);
      await eventually(() => sandbox.pending('intake') === 0 && sandbox.pending('staff') === 0);
      await eventually(async () => {
        const due = await rows(
          test.database.reader,
          `select 1 from outbox where settled_at is null and channel <> 'alarm'`,
        );
        return due.length === 0;
      });
    }

    it('is found in no table, the queue’s included', async () => {
      const tables = await everyTable(test.database.reader);

      expect(findings(all, tables)).toEqual([]);
      expect([...tables.keys()]).toEqual(expect.arrayContaining(['public.chain_record', 'public.outbox']));
    });

    it('is found in no line of the log, although the log says everything else', () => {
      const log = readFileSync(logFile, 'utf8');

      expect(findings(all, new Map([['log', log]]))).toEqual([]);
      expect(log).toContain('part-started');
    });

    it('is found in no mail and no request to a gateway', () => {
      const sent = new Map([
        ['mail', mail.heard.join('\n')],
        ['request', requests.heard.join('\n')],
      ]);
      const besides = all.filter((secret) => secret !== secrets.staffMail);

      expect(findings(besides, sent)).toEqual([]);
      expect(findings([secrets.staffMail], new Map([['request', requests.heard.join('\n')]]))).toEqual([]);
    });

    it('is found on no phone of staff, locked or open', () => {
      const shown = Object.values(phoneOf).flatMap((id) => [
        ...sandbox
          .phone(id)
          .messages('staff')
          .filter(({ from }) => from === 'bot')
          .map(({ text }) => text),
        ...sandbox
          .phone(id)
          .lockScreen()
          .map(({ preview }) => preview),
      ]);

      expect(findings(all, new Map([['phones', shown.join('\n')]]))).toEqual([]);
      expect(shown.length).toBeGreaterThan(3);
    });

    it('leaves no trace of trafficking on her own locked screen', () => {
      const locked = sandbox
        .phone(contact)
        .lockScreen()
        .map(({ preview }) => preview)
        .join('\n');

      expect(findings(all, new Map([['locked screen', locked]]))).toEqual([]);
      expect(locked).not.toMatch(/traffick|victim|trgovin|žrtv|hotline|police|192/i);
    });

    if (redisUrl !== undefined) {
      it('is found in no key of Redis', async () => {
        const redis = new Redis(redisUrl);
        const keys = await everyKey(redis);
        redis.disconnect();

        expect(findings(all, keys)).toEqual([]);
        expect(keys.size).toBeGreaterThan(0);
      });
    }
  });
}

leaksNothing({ queue: 'PostgreSQL', redisUrl: undefined });
const redisUrl = testRedis('contacts');
if (redisUrl !== undefined) leaksNothing({ queue: 'Redis', redisUrl });

describe('the search itself', () => {
  it.each(['plain', 'hex', 'base64', 'base64 inside', 'json'])('finds a secret that hides as %s', (how) => {
    const secret = secrets.sentence;
    const hidden = {
      plain: `x ${secret} y`,
      hex: Buffer.from(`x ${secret} y`).toString('hex'),
      base64: Buffer.from(secret).toString('base64'),
      'base64 inside': Buffer.from(`{"text":"${secret}"}`).toString('base64'),
      json: JSON.stringify({ text: secret }),
    }[how]!;

    expect(findings([secret], new Map([['here', hidden]]))).not.toEqual([]);
    expect(shapesOf(secret).length).toBeGreaterThan(4);
  });
});
