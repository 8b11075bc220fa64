import type { Page } from 'playwright-core';
import { givePlace } from './team.js';
import type { WholeHouse } from './whole-house.js';

/** An administrator signs the bot's key in. Her page shows the hotline afterwards. */
export async function signBotIn(admin: Page): Promise<void> {
  await admin.getByRole('link', { name: 'Hotline' }).click();
  await admin.getByLabel('The bot printed exactly these words.').check();
  await admin.getByRole('button', { name: 'Sign the key in' }).click();
  await admin.getByText('The key of the bot is in the directory.').waitFor();
}

/** A coordinator opens the inbox, tells the bot of it, and gives operators their places. */
export async function openInboxFor(coordinator: Page, operators: readonly string[]): Promise<void> {
  await coordinator.getByRole('link', { name: 'Hotline' }).click();
  await coordinator.getByRole('button', { name: 'Open the inbox' }).click();
  await coordinator.getByRole('button', { name: 'Tell the bot to trust this inbox' }).click();
  await coordinator.getByText('and seals to it.').waitFor();
  for (const name of operators) await givePlace(coordinator, name);
}

/** What the bot says to a contact, on her own phone. */
export const shownTo = (house: WholeHouse, contact: number): string[] =>
  house.sandbox
    .phone(contact)
    .messages('intake')
    .filter(({ from }) => from === 'bot')
    .map(({ text }) => text);
