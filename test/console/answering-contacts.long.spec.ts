import type { Page, Route } from 'playwright-core';
import { eventually } from '../scenarios/support/house.js';
import { tap } from '../scenarios/support/walk.js';
import { faultsOf } from './support/axe.js';
import { openInboxFor, signBotIn, shownTo } from './support/hotline.js';
import { until } from './support/people.js';
import { shoot } from './support/shoot.js';
import { enrolFrom, foundHouse, type Colleague } from './support/team.js';
import { WholeHouse } from './support/whole-house.js';

/** Sandbox phones of contacts. */
const lejla = 501;
const watched = 502;
/** The numbers that they get. */
const first = 4001;
const second = 4002;
const secret = 'He took my passport, I am at the motel by the road.';
const answer = 'I am a person. Can you step outside?';

describe('answering contacts in the console', () => {
  let house: WholeHouse;
  let admin: Page;
  let vesna: Colleague;
  let jovan: Colleague;
  let zora: Colleague;

  const phone = (id: number) => house.sandbox.phone(id);
  const shownOn = (id: number): string[] => shownTo(house, id);

  const writes = (id: number, text: string): void => void phone(id).send('intake', text);

  const contactIn = (page: Page, number: number) =>
    page.getByRole('link', { name: new RegExp(`Contact ${number}\\b`) });

  const reply = async (page: Page, text: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'Reply' }).fill(text);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
  };

  beforeAll(async () => {
    house = await WholeHouse.open();
    admin = await foundHouse(house.desk);
    vesna = await enrolFrom(admin, house.desk, 'Vesna', ['Coordinator']);
    jovan = await enrolFrom(admin, house.desk, 'Jovan', ['Operator']);
    zora = await enrolFrom(admin, house.desk, 'Zora', ['Operator']);
  });

  afterAll(() => house.close());

  it('tells an operator without an inbox what has to be done', async () => {
    await jovan.page.getByText('You are not in an inbox yet.').waitFor();
    expect(await faultsOf(jovan.page)).toEqual([]);
  });

  it('keeps what is written before there is an inbox, sealed', async () => {
    writes(lejla, secret);
    await eventually(() => shownOn(lejla).length > 0);

    await admin.getByRole('link', { name: 'Hotline' }).click();
    await admin.getByText(/Messages that wait, sealed, .*: [1-9]/).waitFor();
  });

  it('joins the bot to people: its key is signed in, an inbox opened, operators given places', async () => {
    const words = admin.getByRole('list', { name: 'Words of the bot' });
    await words.waitFor();
    expect(await faultsOf(admin)).toEqual([]);
    await signBotIn(admin);
    await openInboxFor(vesna.page, ['Jovan', 'Zora']);
    expect(await faultsOf(vesna.page)).toEqual([]);
    await shoot(vesna.page, 'hotline');
  });

  it('shows who waits, why, and for how long, as soon as they write', async () => {
    await contactIn(jovan.page, first).waitFor();
    writes(watched, '/start');
    await tap(phone(watched), 'intake', 'Ne, neko');
    await contactIn(jovan.page, second).getByText('RED').waitFor();

    const rows = await jovan.page.locator('.queue-row strong').allInnerTexts();
    expect(rows[0]).toContain(`Contact ${second}`);
    await jovan.page.getByText('Danger now: a person within 2 minutes.').waitFor();
    await jovan.page.getByLabel(/contacts that nobody has/).waitFor();
    expect(await faultsOf(jovan.page)).toEqual([]);
  });

  it('opens what was written before only for the one who takes it, and never lets two', async () => {
    await contactIn(jovan.page, first).click();
    await contactIn(zora.page, first).click();
    await jovan.page.getByRole('button', { name: 'Take this conversation' }).waitFor();
    await zora.page.getByRole('button', { name: 'Take this conversation' }).waitFor();
    expect(await jovan.page.content()).not.toContain('passport');

    // Held until both are on their way: the first one's claim takes the button away under the other one's finger.
    let asked = 0;
    let letGo = (): void => undefined;
    const both = new Promise<void>((resolve) => (letGo = resolve));
    const hold = async (route: Route): Promise<void> => {
      asked += 1;
      if (asked === 2) letGo();
      await both;
      await route.continue();
    };
    for (const { computer } of [jovan, zora]) await computer.route('**/claim', hold, { times: 1 });
    await Promise.all(
      [jovan, zora].map(({ page }) => page.getByRole('button', { name: 'Take this conversation' }).click()),
    );
    await eventually(async () => {
      const counts = await Promise.all(
        [jovan, zora].map(({ page }) => page.getByText('You have this conversation').count()),
      );
      return counts.reduce((sum, each) => sum + each) === 1;
    });
    const isJovans = (await jovan.page.getByText('You have this conversation').count()) === 1;
    const loser = isJovans ? zora.page : jovan.page;
    await loser.getByText(`${isJovans ? 'Jovan' : 'Zora'} has this conversation.`).waitFor();
    if (!isJovans) {
      await zora.page.getByRole('button', { name: 'Give it back to the queue' }).click();
      await jovan.page.getByRole('button', { name: 'Take this conversation' }).click();
    }

    await jovan.page.getByText(secret).waitFor();
    expect(await faultsOf(jovan.page)).toEqual([]);
  });

  it('sends an answer to the phone of the contact, sealed on the way', async () => {
    await reply(jovan.page, answer);

    await eventually(() => shownOn(lejla).includes(answer));
    await jovan.page.getByText(/^Sent /).waitFor();
    const stored: { sealed: Buffer }[] = await house.test.source.query(
      `select bytes as sealed from chain_record where channel_id is not null`,
    );
    for (const { sealed } of stored) expect(sealed.includes(Buffer.from('step outside'))).toBe(false);
    await shoot(jovan.page, 'inbox');
  });

  it('shows what she writes next while it happens', async () => {
    writes(lejla, 'Yes, I am outside now.');

    await jovan.page.getByText('Yes, I am outside now.').waitFor();
  });

  it('puts a ready sentence into the reply in her language, and says that nobody has reviewed it', async () => {
    const canned = jovan.page.getByLabel('Ready sentences');
    await canned.selectOption('emergency');

    const typed = await jovan.page.getByRole('textbox', { name: 'Reply' }).inputValue();
    expect(typed).toContain('192');
    expect((await canned.locator('option').allInnerTexts()).join()).toContain('not reviewed yet');
    await jovan.page.getByRole('textbox', { name: 'Reply' }).fill('');
  });

  it('keeps what is typed while the line is gone, and sends it once afterwards', async () => {
    await jovan.page.getByRole('textbox', { name: 'Reply' }).fill('Wait for the blue car.');
    await jovan.page.getByText('Kept encrypted, not sent yet.').waitFor();
    await jovan.computer.setOffline(true);
    await jovan.page.getByRole('button', { name: 'Send', exact: true }).click();
    await jovan.page.getByRole('alert').filter({ hasText: 'Nothing is lost' }).waitFor();
    await jovan.page.getByText('The connection is lost.').waitFor();

    await jovan.computer.setOffline(false);
    await jovan.page.getByRole('button', { name: 'Send', exact: true }).click();

    await eventually(() => shownOn(lejla).includes('Wait for the blue car.'));
    expect(shownOn(lejla).filter((text) => text === 'Wait for the blue car.')).toHaveLength(1);
  });

  it('hands over with a note that the contact never sees', async () => {
    await jovan.page.getByRole('button', { name: 'Hand over' }).click();
    const dialog = jovan.page.getByRole('dialog');
    await dialog.getByLabel('To', { exact: true }).selectOption({ label: 'Zora' });
    await dialog.getByLabel('What she must know').fill('She waits for the blue car.');
    expect(await faultsOf(jovan.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Offer it' }).click();
    await jovan.page.getByText('Offered to Zora.').waitFor();

    await zora.page.getByText('Jovan offers you this conversation.').waitFor();
    await zora.page.getByText('She waits for the blue car.').waitFor();
    await zora.page.getByText(secret).waitFor();
    await zora.page.getByRole('button', { name: 'Accept' }).click();

    await zora.page.getByText('You have this conversation').waitFor();
    await jovan.page.getByText('Zora has this conversation.').waitFor();
    expect(shownOn(lejla).join()).not.toContain('She waits');
  });

  it('locks the reply to somebody who may be watched, says why, and opens it when she writes again', async () => {
    await contactIn(jovan.page, second).click();
    await jovan.page.getByRole('button', { name: 'Take this conversation' }).click();
    await jovan.page.getByText('Somebody may be looking at her phone.').waitFor();
    await jovan.page.getByRole('textbox', { name: 'Reply' }).fill('Hello?');
    expect(await jovan.page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true);
    await jovan.page.getByText('No, someone can see or is near').waitFor();

    writes(watched, 'I am alone again.');

    await jovan.page.getByText('I am alone again.').waitFor();
    await until(jovan.page, `!document.querySelector('.reply button[type=submit]').disabled`);
    await jovan.page.getByRole('button', { name: 'Send', exact: true }).click();
    await eventually(() => shownOn(watched).includes('Hello?'));
    // While it is on its way, ending the conversation asks whether to take it back.
    await jovan.page.getByText(/^Sent /).waitFor();
  });

  it('calls for help in one tap, and ends a conversation in one tap', async () => {
    await jovan.page.getByRole('button', { name: 'Alert: urgent' }).click();
    await jovan.page.getByText('The alert is raised.').waitFor();
    await jovan.page.getByRole('button', { name: 'False alarm' }).click();

    await jovan.page.getByText('Ended: False alarm.').waitFor();
    await contactIn(jovan.page, second).waitFor({ state: 'detached' });
  });

  it('is worked by keys alone', async () => {
    await jovan.page.keyboard.press('g');
    await jovan.page.keyboard.press('i');
    await jovan.page.keyboard.press('j');

    await jovan.page.getByRole('heading', { name: new RegExp(`Contact ${first}`) }).waitFor();
  });

  it('meets no complaint of the browser, in the dark as little as in the light', async () => {
    for (const { page } of [jovan, zora, vesna]) {
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await faultsOf(page)).toEqual([]);
    }
    expect(house.desk.complaints).toEqual([]);
  });
});
