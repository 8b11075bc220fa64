import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Send } from '../../../src/cli/demo/api-client.js';
import { cast } from '../../../src/cli/demo/cast.js';
import { DemoFile } from '../../../src/cli/demo/demo-file.js';
import { SettleDemo, type DemoSignIns } from '../../../src/cli/demo/settle-demo.js';
import { listMyCircles } from '../../../src/contracts/circles/circles.js';
import { listStaff, readDirectory } from '../../../src/contracts/identity/directory.js';
import { readRecovery } from '../../../src/contracts/identity/recovery.js';
import type { StaffId } from '../../../src/domain/shared/ids.js';
import { parseEntry } from '../../../src/e2ee/directory/entry.js';
import { fingerprint } from '../../../src/e2ee/directory/fingerprint.js';
import { hashWords } from '../../../src/e2ee/shared/words.js';
import { CirclesModule } from '../../../src/server/circles/circles.module.js';
import { ApiHouse, ORIGIN } from '../support/api-house.js';

const words = readFileSync(
  fileURLToPath(new URL('../../../src/console/keeper/eff-large-word-list.txt', import.meta.url)),
  'utf8',
)
  .trim()
  .split('\n');

/** The power goes when the script has sent this many requests: before the last one arrives, or before its answer does. */
function dyingAfter(send: Send, requests: number, arrives: boolean): Send {
  let sent = 0;
  return async (request) => {
    sent += 1;
    if (sent <= requests) return send(request);
    if (arrives && sent === requests + 1) await send(request);
    throw new Error('The power is gone.');
  };
}

describe('the invented people of an evaluation', () => {
  let house: ApiHouse;
  let dataDir: string;
  let mira: StaffId;
  let first: DemoSignIns | null;

  const settle = (send: Send = house.sender('192.0.2.7')): Promise<DemoSignIns | null> =>
    new SettleDemo(
      {
        send,
        origin: ORIGIN,
        dataDir,
        words,
        onDuty: [{ staffId: mira, dutyName: 'Mira' }],
        say: () => undefined,
      },
      new DemoFile(dataDir),
    ).run();

  const counts = async (): Promise<unknown> =>
    house.test.source.query(
      `select (select count(*) from staff) as staff, (select count(*) from directory_entry) as entries,
         (select count(*) from circle) as circles, (select count(*) from chain_record) as records`,
    );

  beforeAll(async () => {
    house = await ApiHouse.open({ modules: (identity) => [CirclesModule.with(identity)] });
    dataDir = mkdtempSync(join(tmpdir(), 'zaklon-demo-'));
    writeFileSync(join(dataDir, 'set-up-token'), `${await house.setUpToken()}\n`);
    mira = randomUUID() as StaffId;
    await house.test.source.query(
      `insert into staff (id, duty_name, roles, language, telegram_reachable, active, created_at)
       values ($1, 'Mira', '{focal-point}', 'en', false, true, now())`,
      [mira],
    );
  });
  afterAll(() => house.close());

  it('are there in the end, wherever the script is killed, and however often', async () => {
    first = null;
    let deaths = 0;
    for (let patience = 5; first === null; patience += 4) {
      try {
        first = await settle(dyingAfter(house.sender('192.0.2.7'), patience, deaths % 2 === 0));
      } catch {
        deaths += 1;
      }
    }

    expect(deaths).toBeGreaterThan(5);
    expect(first.people.map(({ dutyName }) => dutyName)).toEqual([
      'Dunja',
      ...cast.map(({ dutyName }) => dutyName),
    ]);
  });

  it('have every role and the functions, and the one on duty is the same person as before', async () => {
    const browser = await signedIn('Sonja');

    const { items } = await browser.call(listStaff);

    for (const { dutyName, roles, functions } of cast)
      expect(items.find((item) => item.dutyName === dutyName)).toMatchObject({ roles, functions });
    expect(items.filter(({ state }) => state === 'active')).toHaveLength(cast.length + 1);
    expect(items.find(({ dutyName }) => dutyName === 'Mira')?.id).toBe(mira);
    expect((await browser.call(readRecovery)).custodians).toHaveLength(5);
  });

  it('share an inbox, a security log and one case, each once, and read its notes', async () => {
    const browser = await signedIn('Sonja');

    const { items } = await browser.call(listMyCircles, { query: {} });

    expect(items.map(({ kind }) => kind).sort()).toEqual(['client-case', 'inbox', 'security-log']);
    expect(items.find(({ kind }) => kind === 'client-case')).toMatchObject({ head: 4 });
    const operator = await signedIn('Jovan');
    const hers = await operator.call(listMyCircles, { query: {} });
    expect(hers.items.map(({ kind }) => kind)).toEqual(['inbox']);
  });

  it('come with the words that a new browser will ask to compare', async () => {
    const browser = await signedIn('Jovan');
    const { entries } = await browser.call(readDirectory, { query: { since: 0 } });
    const root = parseEntry(entries[0]!);

    expect(first!.rootWords).toEqual(hashWords(fingerprint({ ...root, user: root.subject }), words));
  });

  it('print the same sign-ins at the next start, and nothing is made again', async () => {
    const before = await counts();

    expect(await settle()).toEqual(first);
    expect(await counts()).toEqual(before);
  });

  it('keep their secrets readable by their owner only', () => {
    expect(statSync(join(dataDir, 'demo-staff.json')).mode & 0o777).toBe(0o600);
  });

  it('never come to an organisation that somebody founded by hand', async () => {
    const [before, elsewhere] = [await counts(), mkdtempSync(join(tmpdir(), 'zaklon-demo-'))];
    dataDir = elsewhere;

    expect(await settle()).toBeNull();
    expect(await counts()).toEqual(before);
  });

  async function signedIn(name: string) {
    const person = new DemoFile(dataDir).find(name);
    const browser = house.browser();
    await browser.signIn(person!);
    return browser;
  }
});
