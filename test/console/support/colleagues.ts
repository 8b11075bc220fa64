import type { Page } from 'playwright-core';
import type { ConsoleHouse } from './console-house.js';
import { enrolFrom, type Colleague } from './team.js';

/** Somebody with a computer of her own, signed in and at her cases. */
export async function enrol(
  house: ConsoleHouse,
  admin: Page,
  name: string,
  role: string,
  viewport = { width: 1280, height: 800 },
): Promise<Colleague> {
  const colleague = await enrolFrom(admin, house, name, [role], { viewport });
  const { page } = colleague;
  await page.evaluate(`location.hash = '/cases'`);
  await page.getByRole('heading', { name: 'Cases' }).waitFor();
  return colleague;
}

/** Her page at a place of the console, such as `/reviews`, once its heading is shown. */
export async function goTo(
  house: ConsoleHouse,
  { page }: Colleague,
  place: string,
  heading: string,
): Promise<Page> {
  await page.goto(`${house.url}/#${place}`);
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  return page;
}

/** The six questions before a field visit. */
export const missionChecks = [
  'Someone knows where I go, with whom and when I return.',
  'I am not alone.',
  'Phone charged, check-in times and code word agreed.',
  'I know the way out and the nearest police station.',
  'The perpetrator’s status was checked today.',
  'I carry no papers with addresses or names of clients.',
];

/** Gives a colleague a place in the case or file that a page shows. */
export async function nameIn(page: Page, colleague: string): Promise<void> {
  await page.getByLabel('Colleague', { exact: true }).selectOption({ label: colleague });
  await page.getByLabel(`I mean ${colleague}, whose words are these.`).check();
  await page.getByRole('button', { name: 'Give a place' }).click();
  await page.getByRole('button', { name: 'Remove' }).first().waitFor();
}

/** Taps an option of an item. */
export const answer = (page: Page, item: string, option: string): Promise<void> =>
  page.locator(`#item-${item}`).getByText(option, { exact: true }).click();

/** Every question once, so that nothing is unknown: "no" unless another option is named. */
export async function answerAll(page: Page, others: Readonly<Record<string, string>>): Promise<void> {
  const ids = await page.evaluate<string[]>(
    `[...document.querySelectorAll('fieldset.item')].map(({ id }) => id.slice('item-'.length))`,
  );
  for (const id of ids) await answer(page, id, others[id] ?? 'No');
}
