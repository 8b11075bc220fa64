import type { Page } from 'playwright-core';
import { faultsOf } from './support/axe.js';
import { ConsoleHouse } from './support/console-house.js';
import { signIn, unlock, until } from './support/people.js';
import { shoot } from './support/shoot.js';
import { enrolFrom, foundHouse, type Colleague } from './support/team.js';

const secret = 'She sleeps at her aunt tonight, the number is on paper.';

describe('a case among colleagues', () => {
  let house: ConsoleHouse;
  let admin: Page;
  let mira: Colleague;
  let goran: Colleague;

  const write = async (page: Page, text: string): Promise<void> => {
    await page.getByLabel('New note').fill(text);
    await page.getByRole('button', { name: 'Seal and send' }).click();
    await page.getByText('Sealed and sent.').waitFor();
  };

  /** Waits until the field for a new note holds exactly this; other parts of a case have fields of their own. */
  const untilNoteIs = (text: string): Promise<void> =>
    until(
      mira.page,
      `[...document.querySelectorAll('textarea')].some((each) =>
        each.labels[0]?.innerText === 'New note' && each.value === ${JSON.stringify(text)})`,
    );

  beforeAll(async () => {
    house = await ConsoleHouse.open();
    admin = await foundHouse(house);
    mira = await enrolFrom(admin, house, 'Mira', ['Coordinator']);
    goran = await enrolFrom(admin, house, 'Goran', ['Case worker']);
  });

  afterAll(() => house.close());

  it('teaches whoever is in no case, and opens one in one tap', async () => {
    await mira.page.getByText('You are in no case yet.').waitFor();
    expect(await faultsOf(mira.page)).toEqual([]);
    await mira.page.getByRole('button', { name: 'Open a new case' }).click();

    await mira.page.getByRole('heading', { name: /^Case \d+$/ }).waitFor();
    await mira.page.getByText('Every record is here, in order').waitFor();
  });

  it('seals what is written before it leaves the browser', async () => {
    await write(mira.page, secret);

    await mira.page.getByRole('article').filter({ hasText: secret }).waitFor();
    const stored: { bytes: Buffer }[] = await house.test.source.query(`select bytes from chain_record`);
    expect(stored).toHaveLength(2);
    for (const { bytes } of stored) expect(bytes.includes(Buffer.from('her aunt'))).toBe(false);
    expect(await faultsOf(mira.page)).toEqual([]);
  });

  it('keeps every version of an amended note', async () => {
    const note = mira.page.getByRole('article').first();
    await note.getByRole('button', { name: 'Amend' }).click();
    await mira.page.getByRole('textbox', { name: 'Amend the note' }).fill(`${secret} Until Friday.`);
    await mira.page.getByRole('button', { name: 'Seal this version' }).click();

    await note.getByText('Until Friday.').waitFor();
    await note.getByText('Earlier versions: 1').click();
    await note.getByText('Version 1').waitFor();
  });

  it('gives a place to a colleague whose words were confirmed; she reads all that came before', async () => {
    await mira.page.getByLabel('Colleague').selectOption({ label: 'Goran' });
    await mira.page.getByLabel('I mean Goran, whose words are these.').check();
    await shoot(mira.page, 'case');
    await mira.page.getByRole('button', { name: 'Give a place' }).click();
    await mira.page.getByRole('button', { name: 'Remove' }).waitFor();

    await goran.page.reload();
    // The recovery key is a member, and nobody.
    await goran.page.getByText('People: 2').waitFor();
    await goran.page.getByRole('link', { name: /^Case \d+$/ }).click();
    await goran.page.getByText('Until Friday.').waitFor();
    await goran.page.getByText('Every record is here, in order').waitFor();
  });

  it('loses no text when two write at the same moment', async () => {
    await Promise.all([write(mira.page, 'I call the lawyer.'), write(goran.page, 'I drive her on Monday.')]);
    await mira.page.reload();

    await mira.page.getByText('I call the lawyer.').waitFor();
    await mira.page.getByText('I drive her on Monday.').waitFor();
  });

  it('finds a note by its text, without telling the server', async () => {
    const told: string[] = [];
    // Other parts of the page may still ask for what they show: what counts is the word.
    mira.page.on('request', (request) => {
      const sent = `${request.url()} ${request.postData() ?? ''}`;
      if (sent.includes('lawyer') || /search|query/i.test(sent)) told.push(sent);
    });
    await mira.page.getByLabel('Search in this case').fill('lawyer');
    await mira.page.getByText('1 of 3').waitFor();

    expect(told).toEqual([]);
    await mira.page.getByLabel('Search in this case').fill('');
  });

  it('keeps unsent text through a reload and a lock, encrypted', async () => {
    await mira.page.getByLabel('New note').fill('half a thought');
    await mira.page.getByText('Kept encrypted, not sent yet.').waitFor();
    await mira.page.reload();
    await mira.page.getByLabel('New note').waitFor();
    await untilNoteIs('half a thought');

    await mira.page.getByLabel('New note').fill('half a thought, and more');
    await mira.page.keyboard.press('F9');
    await mira.page.getByRole('heading', { name: 'Measures and weights' }).waitFor();
    await mira.page.getByRole('button', { name: 'More tables' }).click();
    await unlock(mira.page, mira.passphrase);
    await mira.page.getByRole('link', { name: /^Case \d+$/ }).click();
    await untilNoteIs('half a thought, and more');
  });

  it('keeps unsent text of a page that is left before the text was read back', async () => {
    await mira.page.getByRole('link', { name: 'Cases' }).first().click();
    await mira.page.getByRole('link', { name: /^Case \d+$/ }).waitFor();
    await mira.page.evaluate(`new MutationObserver((_, watch) => {
      if (!document.querySelector('form textarea')) return;
      watch.disconnect();
      location.hash = '#/cases';
    }).observe(document.body, { childList: true, subtree: true })`);
    await mira.page.getByRole('link', { name: /^Case \d+$/ }).click();
    await mira.page.getByRole('heading', { name: 'Cases' }).waitFor();

    await mira.page.getByRole('link', { name: /^Case \d+$/ }).click();
    await untilNoteIs('half a thought, and more');
  });

  it('keeps the text and says so while the connection is gone', async () => {
    await mira.computer.setOffline(true);
    await mira.page.getByRole('button', { name: 'Seal and send' }).click();
    await mira.page.locator('form').getByRole('alert').filter({ hasText: 'Nothing is lost' }).waitFor();
    expect(await mira.page.getByLabel('New note').inputValue()).toBe('half a thought, and more');

    await mira.computer.setOffline(false);
    await mira.page.getByRole('button', { name: 'Seal and send' }).click();
    await mira.page.getByText('Sealed and sent.').waitFor();
  });

  it('keeps what is typed while a note is under way, and the note once although its answer was lost', async () => {
    const { page, computer } = mira;
    let letGo = (): void => undefined;
    const answered = new Promise<void>((resolve) => (letGo = resolve));
    await computer.route(/\/records$/, async (route) => {
      await route.fetch();
      await answered;
      await route.abort('internetdisconnected');
    });
    await page.getByLabel('New note').fill('She has a new number.');
    await page.getByRole('button', { name: 'Seal and send' }).click();
    await page.locator('form [aria-busy=true]').waitFor();
    letGo();
    await page.locator('form').getByRole('alert').filter({ hasText: 'Nothing is lost' }).waitFor();
    await computer.unroute(/\/records$/);
    await page.reload();
    await untilNoteIs('She has a new number.');

    let answer = (): void => undefined;
    const hold = new Promise<void>((resolve) => (answer = resolve));
    await computer.route(/\/api\/v1\/directory/, async (route) => {
      await hold;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Seal and send' }).click();
    await page.locator('form [aria-busy=true]').waitFor();
    await page.getByLabel('New note').fill('She has a new number. Call in the evening.');
    answer();
    await page.getByText('Sealed and sent.').waitFor();

    await untilNoteIs('She has a new number. Call in the evening.');
    await computer.unroute(/\/api\/v1\/directory/);
    await page.getByRole('article').filter({ hasText: 'She has a new number.' }).waitFor();
    expect(await page.getByRole('article').filter({ hasText: 'She has a new number.' }).count()).toBe(1);
    await page.getByLabel('New note').fill('');
  });

  it('never writes over a version that a colleague sealed meanwhile', async () => {
    const amend = async (page: Page, text: string): Promise<void> => {
      const note = page.getByRole('article').filter({ hasText: 'I call the lawyer.' });
      await note.getByRole('button', { name: 'Amend' }).click();
      await page.getByRole('textbox', { name: 'Amend the note' }).fill(text);
    };
    // Whose note came second when both wrote at once is the only one who has read the other's.
    await goran.page.reload();
    await amend(mira.page, 'I call the lawyer. On Monday.');
    await amend(goran.page, 'I call the lawyer. He is ill until Friday.');
    await goran.page.getByRole('button', { name: 'Seal this version' }).click();
    await goran.page.getByRole('dialog').waitFor({ state: 'detached' });

    await mira.page.getByRole('button', { name: 'Seal this version' }).click();
    const dialog = mira.page.getByRole('dialog');
    await dialog.getByText('Goran sealed a newer version').waitFor();
    await dialog.getByText('He is ill until Friday.').waitFor();
    expect(await dialog.getByRole('textbox').inputValue()).toBe('I call the lawyer. On Monday.');
    expect(await dialog.getByRole('button', { name: 'Seal this version' }).isDisabled()).toBe(true);
    expect(await faultsOf(mira.page)).toEqual([]);
    await shoot(mira.page, 'outrun-note');

    await dialog.getByRole('button', { name: 'I have read it; mine is the next version' }).click();
    await dialog.getByText('Yours follows the version of Goran').waitFor();
    await dialog.getByText('He is ill until Friday.').waitFor();
    expect(await dialog.getByRole('alert').count()).toBe(0);
    expect(await faultsOf(mira.page)).toEqual([]);
    await dialog
      .getByRole('textbox')
      .and(mira.page.locator(':focus'))
      .fill('I call the lawyer. On Monday. He is ill until Friday.');
    await dialog.getByRole('button', { name: 'Seal this version' }).click();
    await dialog.waitFor({ state: 'detached' });
    const note = mira.page.getByRole('article').filter({ hasText: 'On Monday. He is ill until Friday.' });
    await note.getByText('Earlier versions: 2').waitFor();
  });

  it('shuts the door behind one who is removed', async () => {
    await mira.page.getByRole('button', { name: 'Remove' }).click();
    await mira.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await mira.page.getByRole('dialog').waitFor({ state: 'detached' });
    await write(mira.page, 'Written after he left.');
    await goran.page.reload();

    await goran.page.getByRole('alert').filter({ hasText: 'You are not in this case' }).waitFor();
    expect(await goran.page.content()).not.toContain('Written after he left.');
  });

  it('marks a record that the server changed, and still shows the rest', async () => {
    await house.test.source.query(`alter table chain_record disable trigger user`);
    await house.test.source.query(
      `update chain_record set bytes = set_byte(bytes, 400, get_byte(bytes, 400) # 1) where seq = 2`,
    );
    const fresh = await house.page(await house.profile());
    await signIn(fresh, 'Mira', mira.passphrase);
    await fresh.getByRole('link', { name: /^Case \d+$/ }).click();

    await fresh
      .getByText(/fails a check/)
      .first()
      .waitFor();
    await fresh.getByText('Written after he left.').waitFor();
    expect(await faultsOf(fresh)).toEqual([]);
    await shoot(fresh, 'damaged-case');
  });

  it('meets no complaint of the browser', () => {
    expect(house.complaints).toEqual([]);
  });
});
