import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { setVisitWords } from '../../src/contracts/safety/field-visits.js';
import { listMyCircles } from '../../src/contracts/circles/circles.js';
import { everyRight } from '../../src/cli/demo/circle-client.js';
import { AlertRow } from '../../src/server/escalation/alert.row.js';
import { findings, findingsOfBytes } from '../scenarios/support/search-everything.js';
import { caseWorkOf } from '../server/support/case-work-modules.js';
import { StaffClient, type Person } from '../server/support/staff-client.js';
import { ConsoleHouse, setUpToken } from './support/console-house.js';
import { browserOrder } from './support/launch-browser.js';
import { signIn, unlock } from './support/people.js';
import { faultsOf } from './support/axe.js';
import { shoot } from './support/shoot.js';

/** What she types and must be found in no file of her browser once she has signed out. */
const sentences = {
  note: 'Obeležena beleška: spava kod tetke Milice Obeležić',
  draft: 'Obeležena nedovršena beleška, još nije poslata',
  place: 'Obeleženo mesto: Knez Mihailova 7',
  unsentPlan: 'Obeleženi nedovršeni plan',
  facts: 'Obeležena činjenica: sivi automobil ispred zgrade',
  word: 'obeležena breskva',
  duress: 'obeležena lubenica',
};

const modules = (identity: DynamicModule, circles: DynamicModule) => caseWorkOf(identity, circles).modules;

/** Copies a profile whose browser may still run. It erases files of its cache as it likes, so a copy that meets that is begun anew. */
function copyProfile(from: string, to: string, tries = 5): void {
  try {
    cpSync(from, to, { recursive: true, filter: (path) => !/Singleton/.test(path) });
  } catch (caught) {
    if ((caught as NodeJS.ErrnoException).code !== 'ENOENT' || tries === 1) throw caught;
    rmSync(to, { recursive: true });
    copyProfile(from, to, tries - 1);
  }
}

/** One story: she works, locks, works on and signs out; her computer's disk is copied twice. */
describe('a copied browser profile', () => {
  let house: ConsoleHouse;
  let goran: Person;
  let browser: StaffClient;
  let computer: BrowserContext;
  let page: Page;
  const folders = Array.from({ length: 3 }, () => mkdtempSync(join(tmpdir(), 'zaklon-profile-')));
  const [profile, locked, after] = folders as [string, string, string];

  const go = async (place: string, heading: string): Promise<void> => {
    await page.goto(`${house.url}/#${place}`);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  };

  /** Everything that opens what she could read: her own secrets, and those of her circles. */
  const keysOf = async (): Promise<ReadonlyMap<string, Uint8Array>> => {
    const keys = new Map<string, Uint8Array>([
      ['account secret', goran.accountSecret],
      ['master key', goran.masterKey],
      ['signing seed', goran.seeds.ed25519],
      ['sealing seed', goran.seeds.x25519],
      ['signing key', goran.identity.signing.privateKey],
      ['sealing key', goran.identity.sealing.privateKey],
      ['recovery code', goran.recoveryCode],
    ]);
    const { items } = await browser.call(listMyCircles, { query: { limit: 200 } });
    for (const { id, kind } of items) {
      const { secrets } = await browser.circles.hold(id);
      keys.set(`wrap key of the ${kind}`, secrets.wrapKey.key);
    }
    return keys;
  };

  const filesOf = (folder: string): ReadonlyMap<string, string> =>
    new Map(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => {
          const path = join(entry.parentPath, entry.name);
          return [path.slice(folder.length + 1), readFileSync(path, 'latin1')] as const;
        }),
    );

  const found = async (folder: string): Promise<readonly string[]> => {
    const files = filesOf(folder);
    const texts = [...Object.values(sentences), goran.passphrase];
    return [...findings(texts, files), ...findingsOfBytes(await keysOf(), files)];
  };

  beforeAll(async () => {
    house = await ConsoleHouse.open({ entities: [AlertRow], modules });
    const client = () => StaffClient.at(house.url);
    const admin = client();
    const { admin: dunja } = await admin.found(setUpToken, { dutyName: 'Dunja', roles: [] });
    const enrol = async (
      dutyName: string,
      roles: Person['roles'],
      passphrase: string,
    ): Promise<StaffClient> => {
      const own = client();
      await admin.enrol(own, { dutyName, roles, language: 'en', passphrase }, dunja.identity);
      return own;
    };
    const vera = await enrol('Vera', ['focal-point'], 'one two three four five six');
    browser = await enrol('Goran', ['case-worker'], 'obeleženi konj baterija spajalica tačno sedam');
    goran = browser.person!;
    await browser.circles.openCase();
    await browser.circles.open('safety-book', [{ person: vera.person!, rights: everyRight }], goran.id);
    await browser.call(setVisitWords, { body: { safe: sentences.word, duress: sentences.duress } });
    computer = await chromium.launchPersistentContext(profile, {
      ...browserOrder,
      locale: 'en-GB',
      viewport: { width: 1280, height: 800 },
    });
    page = computer.pages()[0] ?? (await computer.newPage());
  });

  afterAll(async () => {
    await computer.close().catch(() => undefined);
    await house.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it('has her at work: notes, a plan, an incident, and texts that she did not send', async () => {
    await page.goto(house.url);
    await signIn(page, 'Goran', goran.passphrase);
    await page.getByLabel('All six words are the same.').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('link', { name: /1001/ }).click();
    await page.getByLabel('New note').fill(sentences.note);
    await page.getByRole('button', { name: 'Seal and send' }).click();
    await page.getByText('Sealed and sent.').waitFor();
    await page.getByLabel('New note').fill(sentences.draft);
    await page.getByText('Kept encrypted, not sent yet.').waitFor();
    await page.reload();
    await page.getByText('Kept encrypted, not sent yet.').waitFor();
    expect(await page.getByLabel('New note').inputValue()).toBe(sentences.draft);

    await go('/safety/plan', 'Plan a field visit');
    await page.getByLabel('Where I go, and how I get there').fill(sentences.place);
    await page.getByRole('button', { name: 'Seal the plan' }).click();
    await page.getByRole('heading', { name: 'Field visits', level: 1 }).waitFor();
    await go('/safety/plan', 'Plan a field visit');
    await page.getByLabel('Why').fill(sentences.unsentPlan);
    await go('/safety/incidents', 'Incidents');
    await page.getByRole('button', { name: 'Report and write it down' }).click();
    await page.getByRole('textbox', { name: 'Facts', exact: true }).fill(sentences.facts);
    await page.getByRole('button', { name: 'Seal this version' }).click();
    await page.getByText('Sealed. You can go on').waitFor();
  });

  it('says nothing while it is locked: drafts and wrapped rows are there, no sentence and no key', async () => {
    await page.getByRole('button', { name: 'Lock', exact: true }).click();
    await page.getByRole('button', { name: 'Unlock' }).waitFor();
    copyProfile(profile, locked);

    expect(await found(locked)).toEqual([]);
    const kept = [...filesOf(locked)].filter(([path]) => path.startsWith('Default/IndexedDB/'));
    expect(kept.some(([, text]) => text.includes(`draft ${goran.id}`) || text.length > 1_000)).toBe(true);
  });

  it('says nothing after she has signed out and closed it', async () => {
    await unlock(page, goran.passphrase);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Texts and forms that are not sent or signed: 2').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'sign-out');
    await page.getByRole('button', { name: 'Erase it and sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await computer.close();
    copyProfile(profile, after);

    expect(await found(after)).toEqual([]);
  });

  it('was searched where it counts: it knows the address, and the search finds what is there', () => {
    const files = filesOf(after);
    const address = new URL(house.url).host;

    expect(findings([address], files).length).toBeGreaterThan(0);
    expect([...files.keys()].some((path) => path.startsWith('Default/IndexedDB/'))).toBe(true);
  });
});
