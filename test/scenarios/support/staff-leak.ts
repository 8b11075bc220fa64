import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { rows } from '../../../src/server/platform/database/database.js';
import { FieldHouse, phones, type Name } from './field-house.js';
import { eventually } from './house.js';
import { everyWayOut, listenForMail, listenForRequests, type Ear } from './listeners.js';
import { everyKey, everyTable, findings, findingsOfBytes } from './search-everything.js';
import { ServerProcess } from './server-process.js';
import { contactPhone, sealed, staffMail, tellEverything, unsealed } from './tell-the-house.js';

const accounts: readonly Name[] = ['Ana', 'Jovan', 'Goran'];

interface Setting {
  readonly queue: 'PostgreSQL' | 'Redis';
  readonly redisUrl: string | undefined;
}

/** The promise that nothing of what staff write is found outside what they sealed, on one of the two queues. */
export function nothingOfStaffLeaks({ queue, redisUrl }: Setting): void {
  describe(`what staff write, with the queue on ${queue}`, () => {
    let house: FieldHouse;
    let server: ServerProcess;
    let mail: Ear;
    let requests: Ear;
    let logFile: string;
    let readBack: readonly string[];

    const texts = [
      ...Object.values(sealed),
      ...Object.values(unsealed),
      String(contactPhone),
      String(phones.Goran),
    ];
    /** What only browsers may have. */
    const keys = (): ReadonlyMap<string, Uint8Array> =>
      new Map(
        accounts.flatMap((name) => {
          const { person } = house.of(name);
          return [
            [`${name}'s account secret`, person.accountSecret],
            [`${name}'s master key`, person.masterKey],
            [`${name}'s signing seed`, person.seeds.ed25519],
            [`${name}'s sealing seed`, person.seeds.x25519],
            [`${name}'s recovery code`, person.recoveryCode],
          ] as const;
        }),
      );
    const searched = () => [...texts, ...accounts.map((name) => house.of(name).person.passphrase)];
    const nothingIn = (haystacks: ReadonlyMap<string, string>, except: readonly string[] = []): void => {
      const wanted = searched().filter((text) => !except.includes(text));
      expect([...findings(wanted, haystacks), ...findingsOfBytes(keys(), haystacks)]).toEqual([]);
    };

    beforeAll(async () => {
      [mail, requests] = await Promise.all([listenForMail(), listenForRequests()]);
      house = await FieldHouse.open(accounts, { LOG_LEVEL: 'silent' });
      await house.stopServer();
      logFile = join(mkdtempSync(join(tmpdir(), 'zaklon-staff-leak-')), 'server.log');
      server = new ServerProcess({ ...house.env, ...everyWayOut(mail, requests, redisUrl) }, logFile);
      server.start();
      await eventually(async () => (await fetch(`${house.url}/health/live`)).ok);
      house.overheard.asked.length = 0;
      ({ readBack } = await tellEverything(house));
      await eventually(() => mail.heard.length > 0 && requests.heard.length > 0);
      await eventually(async () => {
        const due = `select 1 from outbox where settled_at is null and channel <> 'alarm' and not_before <= now()`;
        return (await rows(house.test.database.reader, due)).length === 0;
      });
    });

    afterAll(async () => {
      await server.stop();
      await Promise.all([house.close(), mail.stop(), requests.stop()]);
    });

    it('was written: a colleague who may read it reads every sealed sentence', () => {
      const all = readBack.join('\n');

      expect(Object.values(sealed).filter((sentence) => !all.includes(sentence))).toEqual([]);
    });

    it('is found in no table, the queue’s included, nor are passphrases and keys', async () => {
      const tables = await everyTable(house.test.database.reader);

      nothingIn(tables);
      expect(findings([staffMail], tables)).toEqual([]);
      expect([...tables.keys()]).toEqual(
        expect.arrayContaining(['public.chain_record', 'public.field_visit', 'public.incident_report']),
      );
    });

    it('is found in no line of the log, which says everything else', () => {
      const log = readFileSync(logFile, 'utf8');

      nothingIn(new Map([['log', log]]));
      expect(log).toContain('part-started');
    });

    it('is found in no file of the server', () => {
      const folder = house.env['DATA_DIR']!;
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));

      nothingIn(new Map(files.map((file) => [file, readFileSync(file, 'latin1')])));
      expect(files.length).toBeGreaterThan(0);
    });

    it('is found in no mail and no request to a gateway', () => {
      const sent = new Map([
        ['mail', mail.heard.join('\n')],
        ['request', requests.heard.join('\n')],
      ]);

      nothingIn(sent);
      expect(findings([staffMail], new Map([['request', requests.heard.join('\n')]]))).toEqual([]);
    });

    it('is found on no phone of staff, in the chat or locked', () => {
      const shown = Object.values(phones).flatMap((id) => {
        const phone = house.sandbox.phone(id);
        return [
          ...phone.messages('staff').map(({ text }) => text),
          ...phone.popUps('staff').map(({ text }) => text),
          ...phone.lockScreen().map(({ preview }) => preview),
        ];
      });

      nothingIn(new Map([['phones', shown.join('\n')]]));
      expect(shown.some((text) => text.startsWith('RED · incident'))).toBe(true);
    });

    it('is in no address that the server was asked for, and in no refusal', () => {
      const { asked, refused } = house.overheard;

      nothingIn(new Map([['addresses', asked.join('\n')]]));
      nothingIn(new Map([['problems', refused.join('\n')]]));
      expect(refused.length).toBeGreaterThanOrEqual(6);
      expect(refused.every((problem) => 'code' in (JSON.parse(problem) as object))).toBe(true);
    });

    if (redisUrl !== undefined)
      it('is found in no key of Redis', async () => {
        const redis = new Redis(redisUrl);
        const kept = await everyKey(redis);
        redis.disconnect();

        nothingIn(kept);
        expect(kept.size).toBeGreaterThan(0);
      });
  });
}
