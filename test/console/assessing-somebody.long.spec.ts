import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { eventually } from '../scenarios/support/house.js';
import { faultsOf } from './support/axe.js';
import { answer, answerAll, enrol, nameIn } from './support/colleagues.js';
import { caseWork } from './support/case-work.js';
import { ConsoleHouse } from './support/console-house.js';
import { pagesOf } from './support/read-pdf.js';
import { shoot } from './support/shoot.js';
import { foundHouse, type Colleague } from './support/team.js';

const phone = { width: 360, height: 740 };

describe('assessing somebody', () => {
  let house: ConsoleHouse;
  let admin: Page;
  let mira: Colleague;
  let goran: Colleague;
  let place: string;

  beforeAll(async () => {
    house = await ConsoleHouse.open(caseWork);
    admin = await foundHouse(house);
    mira = await enrol(house, admin, 'Mira', 'Coordinator');
    goran = await enrol(house, admin, 'Goran', 'Case worker', phone);
  });

  afterAll(() => house.close());

  it('shows what a case without an assessment lacks', async () => {
    await goran.page.getByRole('button', { name: 'Open a new case' }).click();
    await goran.page.getByText('Nobody has assessed here yet.').waitFor();
    await nameIn(goran.page, 'Mira');
    place = new URL(goran.page.url()).hash;
    expect(await faultsOf(goran.page)).toEqual([]);
  });

  it('moves the level with every answer, and says why', async () => {
    await goran.page.getByRole('link', { name: 'Assess' }).click();
    await goran.page.getByText('Question 1 of 50').waitFor();
    await goran.page.getByText('Practitioners have not validated it yet').waitFor();
    const bar = goran.page.getByRole('region', { name: 'Level from these answers' });
    await bar.getByText('Medium').waitFor();
    await bar.getByText('provisional').waitFor();

    await answer(goran.page, 'V01', 'Yes');
    await bar.getByText('Extreme').waitFor();
    await bar.getByRole('button', { name: 'Why?' }).click();
    await bar.getByRole('heading', { name: 'Critical answers' }).waitFor();
    expect(await faultsOf(goran.page)).toEqual([]);
    await shoot(goran.page, 'assess');
    await bar.getByRole('button', { name: 'Why?' }).click();
    await answer(goran.page, 'V01', 'No');
  });

  it('loses nothing on a phone whose connection is cut half-way', async () => {
    const { page, computer } = goran;
    await page.getByRole('button', { name: 'All on a page' }).click();
    await answerAll(page, { V18: 'No report, none planned', V23: 'Serving a sentence' });
    await answer(page, 'V08', 'Yes');
    await answer(page, 'V10', 'Yes');
    await answer(page, 'V11', 'Yes');
    await computer.setOffline(true);
    await answer(page, 'V13', 'Yes');
    await answer(page, 'V16', 'Yes');
    await answer(page, 'V25', 'Yes');
    await answer(page, 'V31', 'Yes');
    await answer(page, 'V35', 'Yes');
    await answer(page, 'V34', 'Yes');
    await page.getByText('Kept encrypted in this browser, not signed yet.').waitFor();

    await page.getByRole('button', { name: 'Sign the assessment' }).click();
    await page.getByText('Signed. The server has not taken it yet').waitFor();
    expect(await count(house, 'level')).toBe(0);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const waits = page.getByRole('status').filter({ hasText: 'An assessment is signed' });
    await waits.getByRole('link', { name: 'Case 1001' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);

    const refused = { status: 422, json: { code: 'level-refused' } };
    await computer.route(/\/records$/, (route) =>
      route.request().method() === 'POST' ? route.fulfill(refused) : route.continue(),
    );
    await computer.setOffline(false);
    await page.getByRole('button', { name: 'Show what it says' }).click();
    const dialog = page.getByRole('dialog', { name: 'What was not sent: Case 1001' });
    await dialog.getByText('Level in force: Medium').waitFor();
    expect(await dialog.getByRole('button', { name: 'Erase it' }).isDisabled()).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'not-sent');
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    expect(await count(house, 'level')).toBe(0);

    await computer.unroute(/\/records$/);
    const refusal = page.getByRole('alert').filter({ hasText: 'was not taken by the server' });
    await refusal.getByRole('link', { name: 'Case 1001' }).waitFor();
    await refusal.getByRole('button', { name: 'Try again' }).click();
    await refusal.waitFor({ state: 'detached' });
    expect(await count(house, 'level')).toBe(1);
  });

  it('shows the level with its reasons on the page of the case, and asks for the second signature', async () => {
    const { page } = goran;
    await page.goto(`${house.url}/${place}`);
    await page.getByText('Holds now').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'level');
  });

  it('answers nothing that its author did not see, and is not signed over a newer one', async () => {
    const { page } = mira;
    await page.goto(`${house.url}/${place}/assess`);
    await page.getByRole('heading', { name: /^Since the assessment of/ }).waitFor();
    await page.getByLabel('I have looked at the other 50: they are as last time.').click();
    await page.getByLabel('The last plan as a whole').selectOption({ label: 'Not carried out' });
    await page.getByText('Kept encrypted in this browser, not signed yet.').waitFor();
    const sign = page.getByRole('button', { name: 'Sign the assessment' });

    await goran.page.goto(`${house.url}/${place}`);
    await goran.page.getByText('Something happened', { exact: true }).click();
    const threat = 'Threat or pressure received (any channel, any person)';
    await goran.page.getByLabel('What happened or will happen').selectOption({ label: threat });
    await goran.page.getByLabel('What exactly, from whom, how you know').fill('A message to her sister.');
    await goran.page.getByRole('button', { name: 'Record it' }).click();
    await goran.page.getByText(/^Recorded\. Assess again by/).waitFor();

    await sign.click();
    await page.getByText('Came in since you began, at the top of the form, to look at: 1').waitFor();
    await page.getByText('A message to her sister.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel('I have looked at this, and my answers take it into account').click();

    await goran.page.getByRole('link', { name: 'Assess' }).click();
    await goran.page.getByText('A message to her sister.').waitFor();
    await goran.page.getByLabel('I have looked at the other 50: they are as last time.').click();
    await goran.page.getByRole('button', { name: 'All on a page' }).click();
    await answer(goran.page, 'V36', 'Suspected, not confirmed');
    await goran.page.getByLabel('The last plan as a whole').selectOption({ label: 'Not carried out' });
    await goran.page.getByRole('button', { name: 'Sign the assessment' }).click();
    await goran.page.getByRole('heading', { name: 'Security plan' }).waitFor();
    const before = await count(house, 'level');

    await sign.click();
    await page.getByText(/^Goran has assessed here since you began/).waitFor();
    expect(await sign.isDisabled()).toBe(true);
    expect(await count(house, 'level')).toBe(before);
    await page.getByRole('button', { name: 'Take my answers over' }).click();
    await page.getByRole('button', { name: 'All on a page' }).click();
    await page.locator('#item-V36').getByText('Last time: Suspected, not confirmed').waitFor();
    await eventually(() => sign.isEnabled());
    await goran.page.goto(`${house.url}/${place}`);
  });

  it('lowers a level only with a reason, and only once a supervisor has signed too', async () => {
    const { page } = goran;
    await page.getByRole('link', { name: 'Assess' }).click();
    await page.getByRole('button', { name: 'All on a page' }).click();
    await page.getByText('Last time: Yes. Not looked at yet.').first().waitFor();
    await page.getByLabel('I have looked at the other 50: they are as last time.').click();
    await page.getByLabel('Level in force').selectOption({ label: 'Low' });
    await page.getByRole('button', { name: 'Sign the assessment' }).click();
    await page.getByText('Not signed yet. This is missing').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Whether the last measures worked' }).click();
    await page.locator('select:focus').selectOption({ label: 'Not carried out' });
    await page.getByRole('button', { name: 'The reason for your own level is too short' }).click();
    await page
      .locator('textarea:focus')
      .fill(
        'She moved to another town where nobody knows her, and two colleagues are with her day and night.',
      );
    await shoot(page, 'assess-all');
    await page.getByRole('button', { name: 'Sign the assessment' }).click();
    await page.getByRole('heading', { name: 'Security plan' }).waitFor();

    await mira.page.goto(`${house.url}/${place}`);
    await mira.page.getByText('The level was lowered. Until a coordinator').waitFor();
    await shoot(mira.page, 'sign-off');
    await mira.page.getByRole('button', { name: 'Sign this level too' }).click();
    await mira.page.getByText(/Signed too by Mira/).waitFor();
    expect(await faultsOf(mira.page)).toEqual([]);
  });

  it('prints to a confidential PDF of two pages in three languages, made in the browser', async () => {
    const { page } = mira;
    await page.goto(`${house.url}/${place}/document`);
    await page.getByRole('heading', { name: 'Signatures' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'document');
    const folder = mkdtempSync(join(tmpdir(), 'zaklon-pdf-'));

    for (const language of ['English', 'Srpski', 'Српски']) {
      await page
        .getByRole('combobox', { name: 'Language of the document' })
        .selectOption({ label: language });
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save as PDF' }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(/^\d+-\d{4}-\d{2}-\d{2}\.pdf$/);
      const path = join(folder, `${language}.pdf`);
      await file.saveAs(path);
      expect(await pagesOf(path)).toBe(2);
    }
  });

  it('keeps the second signature when its signer leaves, once a colleague has written after it', async () => {
    const { page } = goran;
    await page.goto(`${house.url}/${place}`);
    await page.getByText(/Signed too by Mira, [^,]*(, [^,]*)?$/).waitFor();
    expect(await page.getByText('sign-off/1').count()).toBe(0);
    await admin.goto(`${house.url}/#/people`);
    const card = admin
      .getByRole('listitem')
      .filter({ has: admin.getByRole('heading', { name: 'Mira', exact: true }) });
    await card.getByRole('link', { name: 'What she holds, and leaving' }).click();
    await admin.getByRole('button', { name: 'Take out of the directory' }).click();
    await admin.getByText('The key is out of the directory').waitFor();

    await page.reload();
    await page.getByText('The signature does not count until a colleague has written here').waitFor();
    await page.getByText('The level was lowered. Until a coordinator').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make a new key' }).click();

    await page
      .getByText(/Signed too by Mira, .*, who has left since. The signature counts as before\./)
      .waitFor();
    expect(await page.getByText('The level was lowered. Until a coordinator').count()).toBe(0);
  });

  it('meets no complaint of the browser', () => {
    expect(house.complaints).toEqual([]);
  });
});

async function count(house: ConsoleHouse, what: 'level'): Promise<number> {
  const tables = { level: 'circle_level' } as const;
  const [row]: { count: string }[] = await house.test.source.query(`select count(*) from ${tables[what]}`);
  return Number(row?.count);
}
