import type { Page } from 'playwright-core';
import { faultsOf } from './support/axe.js';
import { answerAll, enrol, foundHouse, nameIn, type Colleague } from './support/colleagues.js';
import { ConsoleHouse } from './support/console-house.js';
import { shoot } from './support/shoot.js';

describe('the safety of those who help', () => {
  let house: ConsoleHouse;
  let admin: Page;
  let goran: Colleague;
  let vera: Colleague;
  let file: string;

  beforeAll(async () => {
    house = await ConsoleHouse.open();
    admin = await foundHouse(house);
    goran = await enrol(house, admin, 'Goran', 'Case worker');
    vera = await enrol(house, admin, 'Vera', 'Security focal point');
  }, 400_000);

  afterAll(() => house.close());

  it('takes over into a worker’s own file what the case already knows', async () => {
    const { page } = goran;
    await page.getByRole('button', { name: 'Open a new case' }).click();
    await page.getByRole('link', { name: 'Assess' }).click();
    await page.getByRole('button', { name: 'All on a page' }).click();
    await answerAll(page, {
      V09: 'Yes',
      V18: 'Trial in progress',
      V23: 'Released / free pending the verdict',
    });
    await page.getByRole('button', { name: 'Sign the assessment' }).click();
    await page.getByRole('heading', { name: 'Security plan' }).waitFor();

    await page.goto(`${house.url}/#/reviews/providers`);
    await page.getByLabel('Number of the case').fill('1001');
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'providers');
    await page.getByRole('button', { name: 'Make the file and assess' }).click();
    await page.getByRole('button', { name: 'Take over from the case' }).click();
    await page.getByText('Taken over from case 1001.').waitFor();
    await page.getByRole('button', { name: 'All on a page' }).click();

    expect(await checkedOf(page, 'B06')).toBe('released');
    expect(await checkedOf(page, 'B07')).toBe('yes');
    file = new URL(page.url()).hash.replace(/\/assess.*/, '');
  }, 300_000);

  it('lets the worker fill in part B, private to her', async () => {
    const { page } = goran;
    await answerAll(page, {
      B01: 'Yes',
      B06: 'Released / free pending the verdict',
      B07: 'Yes',
      B20: 'Yes',
    });
    await page.getByRole('button', { name: 'Sign the assessment' }).click();
    await page.getByRole('heading', { name: 'Security plan' }).waitFor();

    await vera.page.goto(`${house.url}/${file}`);
    await vera.page.getByRole('alert').filter({ hasText: 'You are not in this case' }).waitFor();
  }, 300_000);

  it('opens to the focal point whom the file names', async () => {
    const { page } = goran;
    await page.goto(`${house.url}/${file}`);
    await nameIn(page, 'Vera');
    await vera.page.reload();
    await vera.page.getByText('Holds now').waitFor();
    await vera.page.getByText('Why?').click();
    await vera.page
      .getByText(/anyone threatened this worker/)
      .first()
      .waitFor();
    expect(await faultsOf(vera.page)).toEqual([]);
    await shoot(vera.page, 'worker-file');
  }, 300_000);

  it('meets no complaint of the browser', () => {
    expect(house.complaints).toEqual([]);
  });
});

const checkedOf = (page: Page, item: string): Promise<string> =>
  page.evaluate<string>(`document.querySelector('#item-${item} input:checked')?.value ?? ''`);
