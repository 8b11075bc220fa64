import type { BrowserContext, Page } from 'playwright-core';
import type { BrowserDesk } from './browser-desk.js';
import { acceptOn, inviteFrom, signIn, signInNewcomer } from './people.js';

export interface Colleague {
  readonly computer: BrowserContext;
  readonly page: Page;
  readonly passphrase: string;
}

/** From an administrator's invitation to the first page, on a computer of her own. @param roles as the boxes are labelled */
export async function enrolFrom(
  admin: Page,
  desk: BrowserDesk,
  name: string,
  roles: readonly string[],
): Promise<Colleague> {
  const link = await inviteFrom(admin, name, roles);
  const computer = await desk.profile();
  const page = await desk.page(computer, link.slice(desk.url.length));
  const { passphrase } = await acceptOn(page);
  await signInNewcomer(admin, name);
  await page.getByRole('button', { name: 'To the sign-in' }).click();
  await signIn(page, name, passphrase);
  await page.getByRole('navigation', { name: 'Places' }).waitFor();
  return { computer, page, passphrase };
}

/** Confirms a colleague whose words are on the screen, and gives her a place in the circle that is shown. */
export async function givePlace(page: Page, name: string, rights: readonly string[] = []): Promise<void> {
  await page.getByLabel('Colleague').selectOption({ label: name });
  for (const right of rights) await page.getByLabel(right, { exact: true }).check();
  await page.getByLabel(`I mean ${name}, whose words are these.`).check();
  await page.getByRole('button', { name: 'Give a place' }).click();
  await page.getByRole('complementary').getByText(name, { exact: true }).waitFor();
}
