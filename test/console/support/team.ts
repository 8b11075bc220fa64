import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { BrowserDesk } from './browser-desk.js';
import { acceptOn, inviteFrom, setUpHouse, signIn, signInNewcomer } from './people.js';

/** Computers before one address: a desk, or a house that has one. */
type Desk = Pick<BrowserDesk, 'url' | 'profile' | 'page'>;

export interface Colleague {
  readonly computer: BrowserContext;
  readonly page: Page;
  readonly passphrase: string;
}

/** Jelena founds the organisation. @returns her page, where people are invited */
export async function foundHouse(desk: Desk): Promise<Page> {
  const admin = await desk.page(await desk.profile());
  const { passphrase } = await setUpHouse(admin, 'Kuća na uglu', 'Jelena');
  await signIn(admin, 'Jelena', passphrase);
  await admin.getByRole('heading', { name: 'People', level: 1 }).waitFor();
  return admin;
}

type Computer = NonNullable<Parameters<Browser['newContext']>[0]>;

/** From an administrator's invitation to the first page, on a computer of her own. @param roles as the boxes are labelled */
export async function enrolFrom(
  admin: Page,
  desk: Desk,
  name: string,
  roles: readonly string[],
  options: Computer = {},
): Promise<Colleague> {
  const link = await inviteFrom(admin, name, roles);
  const computer = await desk.profile(options);
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
