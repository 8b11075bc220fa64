import type { Page } from 'playwright-core';
import { setUpToken } from './console-house.js';
import { patience } from '../../builders/patience.js';

export interface Papers {
  readonly rootKey: string;
  readonly passphrase: string;
  readonly code: string;
}

const textOf = async (page: Page, name: string): Promise<string> =>
  (await page.getByRole('group', { name, exact: true }).innerText()).replace(/\s/g, '');

/** The six words under a label, once they are shown. */
export async function wordsIn(page: Page, name: string): Promise<string> {
  const list = page.getByRole('list', { name, exact: true });
  await list.waitFor();
  return (await list.locator('li').allInnerTexts()).join(' ').trim();
}

/** The first administrator, from an empty server to the sign-in. */
export async function setUpHouse(page: Page, organisation: string, dutyName: string): Promise<Papers> {
  await page.getByLabel('Organisation', { exact: true }).fill(organisation);
  await page.getByLabel('Your name for duty').fill(dutyName);
  await page.getByLabel('Set-up token').fill(setUpToken);
  await page.getByRole('button', { name: 'Make the keys' }).click();
  await page.getByRole('heading', { name: 'Print these papers now' }).waitFor();
  const papers = {
    rootKey: await textOf(page, 'Root key'),
    passphrase: await wordsIn(page, 'Your passphrase'),
    code: await textOf(page, 'Your recovery code'),
  };
  await page.getByLabel('I have everything on paper.').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Passphrase', { exact: true }).fill(papers.passphrase);
  await page.getByRole('button', { name: 'Found the organisation' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  return papers;
}

export async function signIn(page: Page, dutyName: string, passphrase: string): Promise<void> {
  await page.getByLabel('Name for duty').fill(dutyName);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

export async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Unlock' }).click();
}

/** An administrator's page makes a link for somebody. */
export async function inviteFrom(admin: Page, dutyName: string, roles: readonly string[]): Promise<string> {
  if (!(await admin.getByRole('button', { name: 'Make the link' }).isVisible()))
    await admin.getByText('Invite somebody').click();
  await admin.getByLabel('Name for duty').fill(dutyName);
  for (const role of roles) await admin.getByLabel(role, { exact: true }).check();
  await admin.getByRole('button', { name: 'Make the link' }).click();
  await admin
    .getByRole('status')
    .filter({ hasText: `The link for ${dutyName}.` })
    .waitFor();
  return admin.locator('code.link').innerText();
}

/** From the link to the words that she reads out. */
export async function acceptOn(page: Page): Promise<{ passphrase: string; words: string }> {
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
  const passphrase = await wordsIn(page, 'Your passphrase');
  await page.getByLabel('Type the passphrase from the paper').fill(passphrase);
  await page.getByRole('button', { name: 'Make my keys' }).click();
  await page.getByLabel('I have everything on paper.').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  return { passphrase, words: await wordsIn(page, 'My words') };
}

/** The administrator compares and signs. @returns the words that she saw */
export async function signInNewcomer(admin: Page, dutyName: string): Promise<string> {
  await admin.getByRole('button', { name: 'Look again' }).click();
  const card = admin.getByRole('article').filter({ hasText: dutyName });
  await card.waitFor();
  const words = (await card.getByRole('list').locator('li').allInnerTexts()).join(' ').trim();
  await card.getByLabel(`${dutyName} read exactly these words to me.`).check();
  await card.getByRole('button', { name: 'Sign the key in' }).click();
  await card.waitFor({ state: 'detached' });
  return words;
}

/** Waits until an expression holds in the page; the page's policy forbids Playwright's own way, which writes a program. */
export async function until(page: Page, expression: string): Promise<void> {
  const end = performance.now() + patience;
  while (!(await page.evaluate(`Boolean(${expression})`))) {
    if (performance.now() > end) throw new Error(`It did not happen: ${expression}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
