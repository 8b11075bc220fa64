import type { Page } from 'playwright-core';
import { planShift, readRoster } from '../../src/contracts/escalation/roster.js';
import type { StaffId } from '../../src/domain/shared/ids.js';
import type { Weekday } from '../../src/domain/shared/zoned-time.js';
import { shareText, splitRecoverySecret } from '../../src/e2ee/recovery/recovery-shares.js';
import type { Role } from '../../src/contracts/shared/people.js';
import { AlertRow } from '../../src/server/escalation/alert.row.js';
import { BELGRADE, dutyRoomModules } from '../server/duty-room/duty-room-house.js';
import { hash256 } from '../../src/e2ee/hazmat/hash.js';
import { base32 } from '../../src/e2ee/shared/base32.js';
import { concat, utf8 } from '../../src/e2ee/shared/bytes.js';
import { StaffClient, type Founding, type Person } from '../server/support/staff-client.js';
import { faultsOf } from './support/axe.js';
import { ConsoleHouse, setUpToken } from './support/console-house.js';
import { acceptOn, signIn, signInNewcomer, wordsIn } from './support/people.js';
import { shoot } from './support/shoot.js';

/** The root key as its paper shows it. */
function rootKeyText({ ed25519, x25519 }: Founding['rootSeeds']): string {
  const seeds = concat(ed25519, x25519);
  return base32(concat(seeds, hash256(concat(utf8('zaklon root key'), seeds)).subarray(0, 4)));
}

const misread = (share: string): string => share.replace(/^./, (first) => (first === '0' ? '1' : '0'));

/** Three nights a week for one person. */
async function planDuty(coordinator: StaffClient, staffId: StaffId): Promise<void> {
  const { version } = await coordinator.call(readRoster);
  const body = {
    duty: 'focal-point' as const,
    staffId,
    weekdays: [1, 2, 3] as Weekday[],
    from: '20:00',
    to: '08:00',
    zone: BELGRADE,
  };
  await coordinator.call(planShift, { version, body });
}

/** One story: a case of which one person keeps the only right to change members, who leaves; and how it comes back. */
describe('people who go', () => {
  let house: ConsoleHouse;
  let shares: readonly string[];
  let anaAgain: Page;
  let anaPassphrase = '';
  let rootKey = '';
  const persons = new Map<string, Person>();
  const pages = new Map<string, Page>();

  const enter = async (name: string, place: string): Promise<Page> => {
    const page = await house.page(await house.profile());
    await signIn(page, name, persons.get(name)!.passphrase);
    await page.getByLabel('All six words are the same.').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: place, exact: true }).first().waitFor();
    pages.set(name, page);
    return page;
  };
  const of = (name: string): Page => pages.get(name)!;

  beforeAll(async () => {
    house = await ConsoleHouse.open({
      entities: [AlertRow],
      modules: (identity) => dutyRoomModules(identity),
    });
    const browser = () => StaffClient.at(house.url);
    const office = browser();
    const founding = await office.found(
      setUpToken,
      { dutyName: 'Jelena', roles: ['administrator'] },
      { withRecovery: true },
    );
    persons.set('Jelena', founding.admin);
    rootKey = rootKeyText(founding.rootSeeds);
    shares = (await splitRecoverySecret(founding.recovery!.secret)).map(shareText);
    const clients: Record<string, StaffClient> = {};
    const staff: readonly [string, Role][] = [
      ['Mira', 'coordinator'],
      ['Goran', 'case-worker'],
      ['Lena', 'case-worker'],
      ['Ana', 'director'],
      ['Petra', 'operator'],
      ['Vesna', 'operator'],
    ];
    for (const [dutyName, role] of staff)
      persons.set(
        dutyName,
        await office.enrol(
          (clients[dutyName] = browser()),
          { dutyName, roles: [role], language: 'en' },
          founding.admin.identity,
        ),
      );
    await planDuty(clients['Mira']!, persons.get('Goran')!.id);
    await enter('Jelena', 'People');
    for (const name of ['Goran', 'Lena', 'Mira', 'Ana']) await enter(name, 'Cases');
  });

  afterAll(() => house.close());

  it('names the custodians, to whom the papers were handed', async () => {
    const page = of('Jelena');
    await page.getByRole('link', { name: 'Recovery key and ceremony' }).click();
    await page.getByText('Nobody is named yet.').waitFor();
    for (const name of ['Jelena', 'Goran', 'Lena', 'Mira', 'Ana'])
      await page.getByLabel(name, { exact: true }).check();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'These five hold the papers' }).click();

    await page.getByText('You are a custodian.').waitFor();
    await shoot(page, 'custodians');
  });

  it('says where a case stands, and closes and opens it again', async () => {
    const page = of('Goran');
    await page.getByRole('button', { name: 'Open a new case' }).click();
    await page.getByRole('heading', { name: /^Case \d+$/ }).waitFor();
    await page.getByLabel('New note').fill('She lives above the bakery.');
    await page.getByRole('button', { name: 'Seal and send' }).click();
    await page.getByText('Sealed and sent.').waitFor();

    await page.getByLabel('State', { exact: true }).selectOption('closed');
    await page.getByLabel('Closed because').selectOption('withdrawn');
    await page.getByLabel('Stage of assistance').selectOption('recovery');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByLabel('New note').waitFor({ state: 'detached' });
    await page.getByLabel('State', { exact: true }).selectOption('open');
    await page.getByRole('button', { name: 'Save' }).click();

    await page.getByLabel('New note').waitFor();
    await page.getByText('Who opened it').click();
    await page.getByText('Every visit is written down.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('hands over what somebody holds, piece by piece or all to one colleague', async () => {
    const page = of('Mira');
    const goran = persons.get('Goran')!.id;
    await page.goto(`${house.url}/#/people`);
    const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Goran' }) });
    await card.getByRole('link', { name: 'What she holds, and leaving' }).click();
    await page.getByText('Weekly duty, Focal point: Mon 20:00 to 08:00', { exact: true }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'handing-over');

    const first = page.getByLabel('Give “Weekly duty, Focal point: Mon 20:00 to 08:00” to');
    await first.selectOption({ label: 'Lena' });
    await page.getByRole('button', { name: 'Give', exact: true }).first().click();
    await first.waitFor({ state: 'detached' });
    await page.getByLabel('Colleague').selectOption({ label: 'Lena: 2 of 2' });
    await page.getByRole('button', { name: 'Hand over 2' }).click();
    await page.getByText('Handed over: 2. What is still below waits for somebody else.').waitFor();

    const kept: { staff_id: string }[] = await house.test.source.query(
      `select distinct staff_id from duty_shift where removed_at is null`,
    );
    expect(kept.map(({ staff_id }) => staff_id)).toEqual([persons.get('Lena')!.id]);
    expect(goran).not.toBe(kept[0]?.staff_id);
    await page.goto(`${house.url}/#/cases`);
  });

  it('warns before the last one who may change the members leaves', async () => {
    const goran = of('Goran');
    await goran.getByLabel('Colleague').selectOption({ label: 'Lena' });
    await goran.getByLabel('I mean Lena, whose words are these.').check();
    await goran.getByRole('button', { name: 'Give a place' }).click();
    await goran.getByRole('button', { name: 'Remove' }).waitFor();
    const page = of('Jelena');
    await page.goto(`${house.url}/#/leaving/${persons.get('Goran')!.id}`);

    await page.getByRole('alert').filter({ hasText: 'would lock circles for good' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'leaving');
    const takeOut = page.getByRole('button', { name: 'Take out of the directory' });
    expect(await takeOut.isDisabled()).toBe(true);
    await page.getByLabel('Go on all the same').check();
    await takeOut.click();
    await page.getByText('The key is out of the directory').waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: /^Case \d+/ })
      .waitFor();
  });

  it('opens everything with three shares, in the sight of everybody, and gives it to one named colleague', async () => {
    const [ana, mira, lena] = [of('Ana'), of('Mira'), of('Lena')];
    await ana.goto(`${house.url}/#/recovery`);
    await ana.getByLabel('We have agreed on this ceremony.').check();
    await ana.getByRole('button', { name: 'Begin a ceremony' }).click();
    const words = await wordsIn(ana, 'Words of this ceremony');
    await of('Jelena').getByText('A recovery ceremony is open, begun by Ana.').waitFor();

    for (const [index, page] of [mira, lena].entries()) {
      await page.getByRole('link', { name: 'Look at it' }).click();
      expect(await wordsIn(page, 'Words of this ceremony')).toBe(words);
      await page.getByLabel('Ana read exactly these words to me.').check();
      await page.getByLabel('Share from paper').fill(misread(shares[index]!));
      await page.getByRole('button', { name: 'Bring my share' }).click();
      await page.getByRole('alert').filter({ hasText: 'One symbol was misread' }).waitFor();
      await page.getByLabel('Share from paper').fill(shares[index]!);
      await page.getByRole('button', { name: 'Bring my share' }).click();
      await page.getByText('Your share is there.').waitFor();
    }
    await ana.reload();
    expect(await ana.getByRole('button', { name: 'Combine the shares' }).count()).toBe(0);
    await ana.getByLabel('Share from paper').fill(shares[4]!);
    await ana.getByRole('button', { name: 'Bring my share' }).click();
    await ana.getByRole('button', { name: 'Combine the shares' }).click();
    await ana.getByText('The recovery key is in this browser until you end the ceremony.').waitFor();

    await ana.getByLabel(/^Case \d+/).check();
    await ana.getByLabel('Give these to').selectOption({ label: 'Mira' });
    await ana.getByLabel('I mean Mira, whose words are these.').check();
    expect(await faultsOf(ana)).toEqual([]);
    await shoot(ana, 'ceremony');
    await ana.getByRole('button', { name: 'Give a place with every right' }).click();
    await ana.getByText('Given. She reads them from now on.').waitFor();
    await ana.getByRole('button', { name: 'End the ceremony' }).click();
    await ana.getByText('ended: recovered').waitFor();

    await mira.goto(`${house.url}/#/cases`);
    await mira.getByRole('link', { name: /^Case \d+$/ }).click();
    await mira.getByText('She lives above the bakery.').waitFor();
    await mira.getByText('Every record is here, in order').waitFor();
  });

  it('lets somebody who lost everything come back with new keys, after a colleague compared her words', async () => {
    const [jelena, mira] = [of('Jelena'), of('Mira')];
    await mira.getByLabel('Colleague').selectOption({ label: 'Ana' });
    await mira.getByLabel('I mean Ana, whose words are these.').check();
    await mira.getByRole('button', { name: 'Give a place' }).click();
    await mira.getByRole('listitem').filter({ hasText: 'Ana' }).waitFor();
    await jelena.goto(`${house.url}/#/people`);
    const card = jelena.getByRole('listitem').filter({ has: jelena.getByRole('heading', { name: 'Ana' }) });
    await card.getByText('Lost passphrase: new keys').click();
    await card.getByRole('button', { name: 'Make a link for new keys' }).click();
    const link = await card.locator('code.link').innerText();
    expect(await faultsOf(jelena)).toEqual([]);
    const ana = await house.page(await house.profile(), link.slice(house.url.length));
    const { passphrase, words } = await acceptOn(ana);
    expect(await signInNewcomer(jelena, 'Ana')).toBe(words);
    await ana.getByRole('button', { name: 'To the sign-in' }).click();
    await signIn(ana, 'Ana', passphrase);
    await ana.getByRole('heading', { name: 'Cases' }).waitFor();

    await mira.reload();
    await mira.getByText('Ana has new keys.').waitFor();
    expect(await wordsIn(mira, 'Words of Ana')).toBe(words);
    expect(await faultsOf(mira)).toEqual([]);
    await shoot(mira, 'renew');
    await mira.getByLabel('I mean Ana, whose words are these.').check();
    await mira.getByRole('button', { name: 'Make a new key' }).click();
    await mira.getByText('Ana has new keys.').waitFor({ state: 'detached' });
    await ana.reload();
    await ana.getByRole('link', { name: /^Case \d+$/ }).click();
    await ana.getByText('She lives above the bakery.').waitFor();
    [anaAgain, anaPassphrase] = [ana, passphrase];
  });

  it('gives somebody whose passphrase was seen new keys, from the papers to the last circle', async () => {
    const [jelena, mira] = [of('Jelena'), of('Mira')];
    const ana = anaAgain;
    await ana.goto(`${house.url}/#/own-keys`);
    await ana.getByText('What somebody has read with your keys stays read.').waitFor();
    expect(await faultsOf(ana)).toEqual([]);
    await shoot(ana, 'own-keys');
    await ana.getByRole('button', { name: 'Make my new keys' }).click();
    const fresh = await wordsIn(ana, 'Your passphrase');
    await ana.getByLabel('I have everything on paper.').check();
    await ana.getByRole('button', { name: 'Continue' }).click();
    await ana.getByLabel('New passphrase, from the paper').fill(fresh);
    await ana.getByLabel('Passphrase until now').fill(anaPassphrase);
    await ana.getByRole('button', { name: 'Send my new keys and end my other sessions' }).click();
    const words = await wordsIn(ana, 'Words of my new keys');
    expect(await faultsOf(ana)).toEqual([]);
    await ana.reload();
    await ana.getByLabel('New passphrase, from the paper').fill(fresh);
    await ana.getByRole('button', { name: 'Show the words' }).click();
    expect(await wordsIn(ana, 'Words of my new keys')).toBe(words);

    await jelena.goto(`${house.url}/#/people`);
    expect(await signInNewcomer(jelena, 'Ana')).toBe(words);
    await ana.reload();
    await ana.getByRole('heading', { name: 'Sign in' }).waitFor();
    await signIn(ana, 'Ana', fresh);
    await ana.goto(`${house.url}/#/own-keys`);
    await ana.getByText('0 of 1 circles have your new keys.').waitFor();
    await ana.getByText('can be done by: Mira').waitFor();
    expect(await faultsOf(ana)).toEqual([]);
    await shoot(ana, 'own-keys-progress');
    await mira.goto(`${house.url}/#/cases`);
    expect(await wordsIn(mira, 'Words of Ana')).toBe(words);
    await mira.getByLabel('I mean Ana, whose words are these.').check();
    await mira.getByRole('button', { name: 'Make all new keys' }).click();
    await ana.getByText('Every circle has your new keys.').waitFor();
    await ana.goto(`${house.url}/#/cases`);
    await ana.getByRole('link', { name: /^Case \d+$/ }).click();
    await ana.getByText('She lives above the bakery.').waitFor();
  });

  it('renews every circle of one who left, after which no key of hers is left in the database', async () => {
    const page = of('Jelena');
    const lena = persons.get('Lena')!.id;
    await page.goto(`${house.url}/#/leaving/${lena}`);
    await page.getByRole('heading', { name: 'Lena leaves' }).waitFor();
    await page.getByRole('button', { name: 'Take out of the directory' }).click();
    await page.getByText('The key is out of the directory').waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: /^Case \d+/ })
      .waitFor();
    await of('Lena').getByRole('link', { name: 'Cases' }).click();
    await of('Lena').getByRole('heading', { name: 'Sign in' }).waitFor();

    const mira = of('Mira');
    await mira.goto(`${house.url}/#/cases`);
    await mira.getByText('Circles that need a new key: 1').waitFor();
    expect(await faultsOf(mira)).toEqual([]);
    await mira.getByRole('button', { name: 'Make all new keys' }).click();
    await mira.getByText('Circles that need a new key: 1').waitFor({ state: 'detached' });

    await mira.goto(`${house.url}/#/people`);
    await mira.getByRole('link', { name: 'Lena: 4' }).click();
    await mira.getByLabel('Colleague').selectOption({ label: 'Ana: 3 of 3' });
    await mira.getByRole('button', { name: 'Hand over 3' }).click();
    await mira.getByText('Handed over: 3.').waitFor();
    await mira.goto(`${house.url}/#/cases`);
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByText('A share of the recovery key').waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: /^Case \d+/ })
      .waitFor({ state: 'detached' });
    const grants: unknown[] = await house.test.source.query(`select 1 from circle_grant where user_id = $1`, [
      lena,
    ]);
    expect(grants).toEqual([]);
  });

  it('makes a new recovery key with five new papers, when a custodian has left', async () => {
    const page = of('Jelena');
    await page.goto(`${house.url}/#/recovery`);
    await page.getByText('has left').first().waitFor();
    await page.getByText('New recovery key, other custodians').click();
    await page.getByText('Whoever has a copy of the database from before').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make five new papers' }).click();
    await page.getByRole('group', { name: 'Recovery share 5 of 5' }).waitFor();
    for (const name of ['Jelena', 'Mira', 'Ana', 'Petra', 'Vesna'])
      await page.getByLabel(name, { exact: true }).check();
    await page.getByLabel('Each of the five has her paper in her hands.').check();
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'new-recovery-key');
    await page.getByLabel('Root key from paper').fill(rootKey);
    await page.getByRole('button', { name: 'Put the new recovery key in force' }).click();
    await page.getByText('The new recovery key is in force.').waitFor();

    const mira = of('Mira');
    await mira.goto(`${house.url}/#/cases`);
    await mira.getByText('Circles that need a new key: 1').waitFor();
    await mira.getByRole('button', { name: 'Make all new keys' }).click();
    await mira.getByText('Circles that need a new key: 1').waitFor({ state: 'detached' });
    const [{ old }]: [{ old: number }] = await house.test.source.query(
      `select count(*)::int as old from circle_grant g join recovery_key k on k.recovery_id = g.user_id
       where k.ed25519_wrapped is null`,
    );
    expect(old).toBe(0);
  });

  it('tells everybody on every page that others hold the shares, until she has read it', async () => {
    const ana = anaAgain;
    const notice = ana.getByText('Other custodians of the recovery key were named, by Jelena');
    await notice.waitFor();
    expect(await faultsOf(ana)).toEqual([]);
    await ana.getByRole('link', { name: 'Read it' }).click();
    const news = ana.getByRole('region', { name: 'New in the directory' });
    await news.getByText('others were named in their place').waitFor();
    expect(await faultsOf(ana)).toEqual([]);
    await news.getByRole('button', { name: 'I have read them' }).click();
    await news.waitFor({ state: 'detached' });

    await ana.getByRole('link', { name: 'Cases', exact: true }).click();
    await ana.getByRole('heading', { name: 'Cases' }).waitFor();
    await notice.waitFor({ state: 'detached' });
  }, 60_000);

  it('shows a coordinator who may know and who opened what', async () => {
    const mira = of('Mira');
    await mira.getByRole('link', { name: 'Who may know' }).click();
    const card = mira
      .getByRole('listitem')
      .filter({ hasText: /Case \d+/ })
      .first();
    await card.getByText('Who opened it').click();

    await card.getByText('Goran').first().waitFor();
    expect(await faultsOf(mira)).toEqual([]);
    await shoot(mira, 'who-may-know');
    await mira.goto(`${house.url}/#/account`);
    await mira.getByText('No phone is linked').waitFor();
    expect(await faultsOf(mira)).toEqual([]);
    await shoot(mira, 'account');
  });

  it('meets no complaint of the browser', () => {
    expect(house.complaints).toEqual([]);
  });
});
