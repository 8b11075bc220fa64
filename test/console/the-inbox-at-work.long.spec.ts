import type { Page } from 'playwright-core';
import { eventually } from '../scenarios/support/house.js';
import { tap, walk } from '../scenarios/support/walk.js';
import { faultsOf } from './support/axe.js';
import { openInboxFor, signBotIn, shownTo } from './support/hotline.js';
import { until } from './support/people.js';
import { shoot } from './support/shoot.js';
import { enrolFrom, foundHouse, type Colleague } from './support/team.js';
import { WholeHouse } from './support/whole-house.js';

/** Sandbox phones, and the numbers that their conversations get, in the order in which they write. */
const [lejla, quiet, watched, blocking, leaving] = [701, 702, 703, 704, 705];
const [first, second, third, fourth, fifth] = [4001, 4002, 4003, 4004, 4005];
const secret = 'They took my phone twice already.';
const noted = 'She must not be called, only written to.';

/** Hours that are not now, in the zone of the house. */
function otherHours(): 'Morning' | 'Evening' {
  const at = new Date().toLocaleString('en-GB', {
    hour: '2-digit',
    hour12: false,
    timeZone: 'Europe/Belgrade',
  });
  return Number(at) >= 7 && Number(at) < 12 ? 'Evening' : 'Morning';
}

describe('the inbox at work', () => {
  let house: WholeHouse;
  let admin: Page;
  let vesna: Colleague;
  let jovan: Colleague;
  let zora: Colleague;
  let goran: Colleague;

  const phone = (id: number) => house.sandbox.phone(id);
  const shownOn = (id: number): string[] => shownTo(house, id);

  const rowOf = (page: Page, number: number) =>
    page.getByRole('link', { name: new RegExp(`Contact ${number}\\b`) });

  const open = async (page: Page, number: number): Promise<void> => {
    await page.getByRole('link', { name: 'Inbox' }).first().click();
    await rowOf(page, number).click();
    await page.getByRole('heading', { name: new RegExp(`Contact ${number}\\b`) }).waitFor();
  };

  const take = async (page: Page, number: number): Promise<void> => {
    await open(page, number);
    await page.getByRole('button', { name: 'Take this conversation' }).click();
    await page.getByText('You have this conversation').waitFor();
  };

  const replyField = (page: Page) => page.getByRole('textbox', { name: 'Reply' });

  const offer = async (note: string): Promise<void> => {
    await jovan.page.getByRole('button', { name: 'Hand over' }).click();
    const dialog = jovan.page.getByRole('dialog');
    await dialog.getByLabel('To', { exact: true }).selectOption({ label: 'Zora' });
    await dialog.getByLabel('What she must know').fill(note);
    await dialog.getByRole('button', { name: 'Offer it' }).click();
    await jovan.page.getByText('Offered to Zora.').waitFor();
  };

  const handOvers = async (): Promise<number> => {
    const [found]: { n: number }[] = await house.test.source.query(
      `select count(*)::int as n from circle where kind = 'hand-over'`,
    );
    return found!.n;
  };

  /** The next write to this address is refused, as by a server in trouble. */
  const failOnce = (who: Colleague, address: string) =>
    who.computer.route(address, (route) => route.fulfill({ status: 409, json: {} }), { times: 1 });

  /** The next write to this address is done, and its answer never heard. */
  const loseAnswerOnce = (who: Colleague, address: string) =>
    who.computer.route(
      address,
      async (route) => {
        await route.fetch();
        await route.fulfill({ status: 409, json: {} });
      },
      { times: 1 },
    );

  beforeAll(async () => {
    house = await WholeHouse.open();
    admin = await foundHouse(house.desk);
    vesna = await enrolFrom(admin, house.desk, 'Vesna', ['Coordinator']);
    jovan = await enrolFrom(admin, house.desk, 'Jovan', ['Operator']);
    zora = await enrolFrom(admin, house.desk, 'Zora', ['Operator']);
    goran = await enrolFrom(admin, house.desk, 'Goran', ['Case worker']);
    await signBotIn(admin);
    await openInboxFor(vesna.page, ['Jovan', 'Zora']);
    phone(lejla).send('intake', secret);
    await rowOf(jovan.page, first).waitFor();
  });

  afterAll(() => house.close());

  it('is read without being taken when somebody must, and that is written down', async () => {
    await open(zora.page, first);
    expect(await zora.page.content()).not.toContain(secret);
    await zora.page.getByRole('button', { name: 'Read without taking it' }).click();

    await zora.page.getByText(secret).waitFor();
    expect(await zora.page.getByRole('button', { name: 'Send', exact: true }).count()).toBe(0);
    await zora.page.getByRole('button', { name: 'Take this conversation' }).waitFor();
    const openings: unknown[] = await house.test.source.query(
      `select 1 from circle_opening o join staff s on s.id = o.staff_id where s.duty_name = 'Zora'`,
    );
    expect(openings.length).toBeGreaterThan(0);
  });

  it('is offered with a note, taken back, turned down, and never with two meanwhile', async () => {
    await take(jovan.page, first);
    await offer(noted);
    await zora.page.getByText('Jovan offers you this conversation.').waitFor();
    await zora.page.getByText(noted).waitFor();
    expect(await zora.page.getByRole('button', { name: 'Send', exact: true }).count()).toBe(0);
    await replyField(jovan.page).waitFor();

    await jovan.page.getByRole('button', { name: 'Take the offer back' }).click();
    await zora.page.getByText('Jovan has this conversation.').waitFor();
    expect(await zora.page.getByRole('button', { name: 'Accept' }).count()).toBe(0);

    await offer('Once more, please.');
    await zora.page.getByRole('button', { name: 'Not now' }).click();
    await jovan.page.getByText('You have this conversation').waitFor();
    expect(shownOn(lejla).join()).not.toContain('called');
  });

  it('waits for a safe hour, says when it will go, and is taken back while it waits', async () => {
    const contact = phone(quiet);
    contact.send('intake', '/start');
    const known = [
      'English',
      'Yes',
      'Start',
      'About me',
      'No, not',
      '18 or',
      'Yes',
      'None',
      'Done',
      'No',
      'No',
    ];
    await walk(contact, [...known, 'Contact me at a safe time', 'This chat', otherHours(), 'Done']);
    await rowOf(jovan.page, second).waitFor();
    await house.test.source.query(
      `update conversation set last_inbound_at = last_inbound_at - interval '1 hour' where number = $1`,
      [second],
    );
    await take(jovan.page, second);
    await replyField(jovan.page).fill('Good to hear from you.');
    await jovan.page.getByText('Waits for her safe hours and goes between').waitFor();
    expect(await faultsOf(jovan.page)).toEqual([]);
    await jovan.page.getByRole('button', { name: 'Send at a safe hour' }).click();

    await jovan.page.getByText('Waits for a safe hour: between').waitFor();
    await shoot(jovan.page, 'inbox-safe-hours');
    expect(shownOn(quiet)).not.toContain('Good to hear from you.');
    await jovan.page.getByRole('button', { name: 'Take it back' }).click();
    await jovan.page.getByText(/^Taken back /).waitFor();
    expect(shownOn(quiet)).not.toContain('Good to hear from you.');
  });

  it('offers ready sentences in her language and form, whatever language the console speaks', async () => {
    const ready = async (number: number): Promise<string> => {
      await open(jovan.page, number);
      await jovan.page.getByLabel('Ready sentences').selectOption('youDecide');
      const typed = await replyField(jovan.page).inputValue();
      await replyField(jovan.page).fill('');
      return typed;
    };

    expect(await ready(first)).toContain('odlučujete Vi');
    expect(await ready(second)).toContain('You decide');
  });

  it('opens the reply to somebody who may be watched when two people agree, and not before', async () => {
    phone(watched).send('intake', '/start');
    await tap(phone(watched), 'intake', 'Ne, neko');
    await rowOf(jovan.page, third).getByText('may be watched').waitFor();
    await take(jovan.page, third);
    await replyField(jovan.page).fill('Are you alone?');
    await jovan.page.getByRole('button', { name: 'I hold that writing is safe' }).click();
    await jovan.page.getByText('A second person must agree before').waitFor();
    expect(await jovan.page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true);
    expect(await faultsOf(jovan.page)).toEqual([]);

    await rowOf(zora.page, third).getByText('a second person is asked').waitFor();
    expect(await rowOf(jovan.page, third).getByText('a second person is asked').count()).toBe(0);
    await open(zora.page, third);
    await zora.page.getByRole('button', { name: 'Read without taking it' }).click();
    await zora.page.getByText('Jovan holds that writing is safe.').waitFor();
    await shoot(zora.page, 'inbox-locked');
    await zora.page.getByRole('button', { name: 'I agree: open the reply' }).click();

    await until(jovan.page, `!document.querySelector('.reply button[type=submit]').disabled`);
    await jovan.page.getByRole('button', { name: 'Send', exact: true }).click();
    await eventually(() => shownOn(watched).includes('Are you alone?'));
  });

  it('shows who blocked the bot and who left, at once, and why nothing can be written', async () => {
    phone(blocking).send('intake', 'hello');
    await rowOf(jovan.page, fourth).waitFor();
    await take(jovan.page, fourth);
    await replyField(jovan.page).fill('Hello?');
    phone(blocking).block('intake');
    await jovan.page.getByText('She blocked the bot or left Telegram.').waitFor();
    expect(await jovan.page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true);
    await rowOf(jovan.page, fourth).getByText('blocked the bot').waitFor();

    phone(leaving).send('intake', 'hello');
    await rowOf(jovan.page, fifth).waitFor();
    await take(jovan.page, fifth);
    phone(leaving).send('intake', '/izlaz');
    await jovan.page.getByText('She took the way out and her chat was cleared.').waitFor();
    await rowOf(jovan.page, fifth).getByText('left and cleared the chat').waitFor();
  });

  it('calls for help and ends a false alarm, one tap each', async () => {
    await open(jovan.page, fourth);
    await jovan.page.getByRole('button', { name: 'Alert: danger now' }).click();
    await jovan.page.getByText('The alert is raised.').waitFor();
    const alerts: unknown[] = await house.test.source.query(
      `select 1 from alert a join conversation c on c.id = a.subject_id
       where c.number = $1 and a.level = 'RED' and a.resolved_at is null`,
      [fourth],
    );
    expect(alerts).toHaveLength(1);
    await jovan.page.getByRole('button', { name: 'False alarm' }).click();

    await jovan.page.getByText('Ended: False alarm.').waitFor();
    await rowOf(jovan.page, fourth).waitFor({ state: 'detached' });
  });

  it('gives a conversation to somebody of a case through a circle of two, which a failure does not double', async () => {
    await open(jovan.page, first);
    await jovan.page.getByText('Hand-over to a colleague').click();
    await jovan.page.getByLabel('Colleague').selectOption({ label: 'Goran' });
    await jovan.page.getByLabel('I mean Goran, whose words are these.').check();
    await failOnce(jovan, '**/links');
    await jovan.page.getByRole('button', { name: 'Give her the conversation' }).click();
    await jovan.page.locator('.conversation').getByRole('alert').waitFor();
    await jovan.page.getByRole('button', { name: 'Give her the conversation' }).click();
    await jovan.page.getByText('Given to a case or a hand-over of yours.').waitFor();
    expect(await handOvers()).toBe(1);

    await goran.page.getByRole('link', { name: 'Cases' }).first().click();
    await goran.page.getByRole('link', { name: 'Hand-over · Jovan' }).click();
    await goran.page.getByText('Conversation from the hotline').click();
    await goran.page.getByText(secret).waitFor();
    await goran.page.getByText(noted).waitFor();
    expect(await faultsOf(goran.page)).toEqual([]);
    await shoot(goran.page, 'hand-over');
  });

  it('is taken from there into the case, where everybody of the case reads it, and leaves the hand-over', async () => {
    await goran.page.getByRole('button', { name: 'Open a case with it' }).click();
    await goran.page.getByText('This conversation was taken into a case.').waitFor();
    await goran.page.getByRole('link', { name: 'Cases' }).first().click();
    await goran.page.getByRole('link', { name: /^Case \d+$/ }).click();
    await goran.page.getByText('Conversation from the hotline').click();
    await goran.page.getByText(secret).waitFor();

    await jovan.page.getByRole('link', { name: 'Open the case' }).click();
    await jovan.page.getByText('Conversation from the hotline').click();
    await jovan.page.getByText('This conversation was taken into a case.').waitFor();
    expect(await jovan.page.content()).not.toContain(secret);
  });

  it('tells a colleague of a case in another circle of two, again only one', async () => {
    const before = await handOvers();
    const telling = goran.page.locator('details', { hasText: 'Tell a colleague outside' });
    await telling.locator('summary').click();
    await telling.getByLabel('Colleague').selectOption({ label: 'Zora' });
    await telling.getByLabel('I mean Zora, whose words are these.').check();
    await telling.getByLabel('What she must know').fill('She may write again tonight.');
    await loseAnswerOnce(goran, '**/records');
    await goran.page.getByRole('button', { name: 'Seal and tell' }).click();
    await goran.page.getByRole('alert').waitFor();
    await goran.page.getByRole('button', { name: 'Seal and tell' }).click();

    await goran.page.getByRole('heading', { name: /^Hand-over/ }).waitFor();
    await goran.page.getByText('She may write again tonight.').first().waitFor();
    expect(await handOvers()).toBe(before + 1);
    const notes = goran.page.getByRole('status');
    await eventually(async () => (await notes.allInnerTexts()).includes('1 of 1'));
  });

  it('says that many write at once, and hides nobody', async () => {
    for (let id = 800; id < 820; id += 1) phone(id).send('intake', 'help');
    await open(jovan.page, first);

    await jovan.page.getByText('Many people write at once').waitFor();
    await jovan.page.locator('.queue-row').nth(22).waitFor();
    expect(await faultsOf(jovan.page)).toEqual([]);
    await jovan.page.getByRole('link', { name: 'Inbox' }).first().click();
    await jovan.page.evaluate('scrollTo(0, 0)');
    await shoot(jovan.page, 'inbox-flood');
  });

  it('shows who fell silent in the middle of the questions', async () => {
    await house.test.source.query(
      `update conversation set silence_due_at = now() - interval '1 second'
       where silence_due_at is not null and number > $1`,
      [fifth],
    );

    await jovan.page.getByText('fell silent').first().waitFor();
  });

  it('meets no complaint of the browser, in the dark as little as in the light', async () => {
    for (const { page } of [jovan, zora, goran]) {
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await faultsOf(page)).toEqual([]);
    }
    expect(house.desk.complaints).toEqual([]);
  });
});
