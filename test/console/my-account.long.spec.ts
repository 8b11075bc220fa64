import { Secret, TOTP } from 'otpauth';
import type { Page, Route } from 'playwright-core';
import { faultsOf } from './support/axe.js';
import { ConsoleHouse } from './support/console-house.js';
import { acceptOn, inviteFrom, setUpHouse, signIn, unlock, wordsIn, type Papers } from './support/people.js';
import { enrolFrom } from './support/team.js';

describe('how somebody gets in', () => {
  let house: ConsoleHouse;
  let admin: Page;
  let papers: Papers;
  let passphrase: string;
  const cardOf = (name: string) =>
    admin.locator('.people > li').filter({ has: admin.getByRole('heading', { name }) });

  beforeAll(async () => {
    house = await ConsoleHouse.open();
    admin = await house.page(await house.profile());
    papers = await setUpHouse(admin, 'Kuća na uglu', 'Jelena');
    await signIn(admin, 'Jelena', papers.passphrase);
    await admin.getByRole('heading', { name: 'People' }).waitFor();
  });

  afterAll(() => house.close());

  it('changes the passphrase only after the old one, and the old one opens nothing any more', async () => {
    await admin.getByRole('link', { name: 'My account' }).click();
    await admin.getByRole('button', { name: 'New passphrase' }).click();
    passphrase = await wordsIn(admin, 'Your passphrase');
    await admin.getByText('Not in force yet.').waitFor();
    const inForce = admin.getByRole('button', { name: 'I have it on paper: put it in force' });
    await admin.getByLabel('Passphrase until now').fill('one two three four five six');
    await inForce.click();
    await admin.getByRole('alert').filter({ hasText: 'The passphrase is not right.' }).waitFor();
    expect(await faultsOf(admin)).toEqual([]);

    // The server hears it, and its answer gets lost: asked again, it is done.
    await admin.getByLabel('Passphrase until now').fill(papers.passphrase);
    const cut = async (route: Route): Promise<void> => {
      await route.fetch();
      await route.abort();
    };
    await admin.route('**/account/methods/1', cut, { times: 1 });
    await inForce.click();
    await admin.getByRole('alert').filter({ hasText: 'Nothing is lost' }).waitFor();
    await inForce.click();
    await admin.getByText('Changed. The old one opens nothing here any more.').waitFor();

    await admin.getByRole('button', { name: 'Lock', exact: true }).click();
    await unlock(admin, papers.passphrase);
    await admin.getByRole('alert').waitFor();
    await unlock(admin, passphrase);
    await admin.getByRole('heading', { name: 'My account' }).waitFor();
  });

  it('lets whoever lost the passphrase make a new one by her printed code, and unlocks by either', async () => {
    const page = await house.page(await house.profile());
    await page.getByLabel('Name for duty').fill('Jelena');
    await page.getByRole('button', { name: 'I lost my passphrase' }).click();
    await page.getByLabel('Recovery code').fill(papers.code);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'People' }).waitFor();
    await page.getByRole('button', { name: 'Lock', exact: true }).click();
    await page.getByRole('button', { name: 'I lost my passphrase' }).click();
    await page.getByLabel('Recovery code').fill(papers.code);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByRole('link', { name: 'My account' }).click();
    await page.getByRole('button', { name: 'New passphrase' }).click();
    passphrase = await wordsIn(page, 'Your passphrase');
    await page.getByRole('button', { name: 'I lost my passphrase' }).click();
    await page.getByLabel('Recovery code').fill(papers.code);
    await page.getByRole('button', { name: 'I have it on paper: put it in force' }).click();
    await page.getByText('Changed. The old one opens nothing here any more.').waitFor();

    await page.getByRole('button', { name: 'Lock', exact: true }).click();
    await unlock(page, passphrase);
    await page.getByRole('heading', { name: 'My account' }).waitFor();
    await admin.reload();
    await signIn(admin, 'Jelena', passphrase);
    await admin.getByRole('link', { name: 'My account' }).click();
  });

  it('wants the second factor from the moment it is on', async () => {
    await admin.getByRole('button', { name: 'Set it up' }).click();
    const secret = await admin.getByRole('group', { name: 'Secret of the second factor' }).innerText();
    const app = new TOTP({ secret: Secret.fromBase32(secret.replace(/\s/g, '')) });
    await admin.getByLabel('Six digits from the app').fill(app.generate());
    await admin.getByRole('button', { name: 'Confirm' }).click();
    await admin.getByRole('heading', { name: 'Codes for a lost phone' }).waitFor();
    const [code = ''] = await admin.locator('.codes li').allInnerTexts();
    await admin.getByRole('button', { name: 'Continue' }).click();

    const other = await house.page(await house.profile());
    await signIn(other, 'Jelena', passphrase);
    await other.getByRole('alert').filter({ hasText: 'This did not open.' }).waitFor();
    await other.getByLabel('Code of the second factor').fill(code);
    await other.getByRole('button', { name: 'Sign in', exact: true }).click();
    await other.getByRole('heading', { name: 'People' }).waitFor();
  });

  it('tells how many codes are left, and takes the second factor away for another', async () => {
    await admin.reload();
    await admin.getByText('Codes for a lost phone that still work: 7').waitFor();
    await admin.getByRole('button', { name: 'Another phone, or new codes' }).click();
    await admin.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await admin.getByRole('button', { name: 'Take it away' }).click();
    await admin.getByRole('button', { name: 'Set it up' }).waitFor();
  });

  it('ends the sessions of somebody who lost a laptop, by the administrator, at once', async () => {
    await admin.getByRole('link', { name: 'People' }).click();
    const { page: vera } = await enrolFrom(admin, house, 'Vera', ['Case worker']);
    await vera.getByRole('heading', { name: 'Cases' }).waitFor();
    const card = cardOf('Vera');
    await card.getByText('Laptop or phone lost').click();
    expect(await faultsOf(admin)).toEqual([]);
    await card.getByRole('button', { name: 'Reset the second factor' }).click();
    await card.getByRole('alert').waitFor();
    await card.getByRole('button', { name: 'End all sessions' }).click();
    await card.getByText('All sessions have ended.').waitFor();

    await vera.getByRole('link', { name: 'People' }).click();
    await vera.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  it('takes somebody who leaves out of the directory, and her open tab with her', async () => {
    await admin.getByRole('link', { name: 'People' }).click();
    const { page: ana } = await enrolFrom(admin, house, 'Ana', ['Case worker']);
    await ana.getByRole('heading', { name: 'Cases' }).waitFor();

    await cardOf('Ana').getByRole('link', { name: 'What she holds, and leaving' }).click();
    await admin.getByText('Nothing is held any more.').waitFor();
    await admin.getByRole('button', { name: 'Take out of the directory' }).click();
    await admin.getByText('The key is out of the directory').waitFor();
    await admin.getByRole('link', { name: 'People' }).first().click();
    await ana.getByRole('link', { name: 'People' }).click();

    await ana.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  it('says that a clock is an hour off before anything is written with it', async () => {
    const computer = await house.profile();
    await computer.clock.setSystemTime(Date.now() + 3_600_000);
    const page = await house.page(computer);

    await page.getByText(/The clock of this device is (59|60|61) minutes ahead/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('signs a second administrator in with the root key from paper, and refuses a misread one', async () => {
    const link = await inviteFrom(admin, 'Nina', ['Administrator']);
    const nina = await house.page(await house.profile(), link.slice(house.url.length));
    await acceptOn(nina);
    await admin.getByRole('button', { name: 'Look again' }).click();
    const card = admin.getByRole('article').filter({ hasText: 'Nina' });
    await card.getByLabel('Nina read exactly these words to me.').check();
    const misread = papers.rootKey.replace(/^./, (symbol) => (symbol === '7' ? '8' : '7'));
    await card.getByLabel('Root key from paper').fill(misread);
    await card.getByRole('button', { name: 'Sign the key in' }).click();
    await card.getByRole('alert').filter({ hasText: 'One symbol was misread.' }).waitFor();
    await card.getByLabel('Root key from paper').fill(papers.rootKey);
    await card.getByRole('button', { name: 'Sign the key in' }).click();

    await nina.getByText('Your key is signed in.').waitFor();
  });

  it('meets no complaint of the browser', () => {
    expect(house.complaints).toEqual([]);
  });
});
