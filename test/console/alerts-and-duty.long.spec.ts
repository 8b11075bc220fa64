import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { AlertId, StaffId } from '../../src/domain/shared/ids.js';
import { AlertRow } from '../../src/server/escalation/alert.row.js';
import { RaiseAlert } from '../../src/server/escalation/raise-alert.js';
import { IssueLinkCode } from '../../src/server/identity/issue-link-code.js';
import { LinkPhone } from '../../src/server/identity/link-phone.js';
import { dutyRoomModules } from '../server/duty-room/duty-room-house.js';
import { faultsOf } from './support/axe.js';
import { ConsoleHouse } from './support/console-house.js';
import { shoot } from './support/shoot.js';
import { enrolFrom, foundHouse, type Colleague } from './support/team.js';
import { patience } from '../builders/patience.js';

/** A busy machine is no fault of the page. */

const secret = 'Two men waited at the gate until midnight. The police came.';

describe('alerts and duty in the console', () => {
  let house: ConsoleHouse;
  let admin: Page;
  let vera: Colleague;
  let mira: Colleague;

  const idOf = async (name: string): Promise<StaffId> => {
    const [row]: { id: StaffId }[] = await house.test.source.query(
      `select id from staff where duty_name = $1`,
      [name],
    );
    return row!.id;
  };

  const sendCode = (chat: number, code: string) =>
    house.test.database.transaction((tx) => house.app.get(LinkPhone, { strict: false }).run(tx, chat, code));

  const linkPhone = async (name: string, chat: number): Promise<void> => {
    const id = await idOf(name);
    const { code } = await house.test.database.transaction((tx) =>
      house.app.get(IssueLinkCode, { strict: false }).run(tx, id),
    );
    await sendCode(chat, code);
  };

  const raise = (number: number): Promise<AlertId> =>
    house.test.database.transaction((tx) =>
      house.app.get(RaiseAlert, { strict: false }).run(tx, {
        kind: 'contact',
        level: 'RED',
        policyId: 'contact-RED',
        subject: { id: randomUUID(), number },
      }),
    );

  const go = async (page: Page, place: string): Promise<void> => {
    await page.getByRole('navigation').getByRole('link', { name: place }).click();
    await page.getByRole('heading', { name: place, level: 1 }).waitFor();
  };

  const cardOf = (page: Page, number: number) =>
    page.getByRole('article').filter({ hasText: `contact ${number}` });

  beforeAll(async () => {
    house = await ConsoleHouse.open({
      entities: [AlertRow],
      modules: (identity) => dutyRoomModules(identity),
    });
    admin = await foundHouse(house);
    vera = await enrolFrom(admin, house, 'Vera', ['Security focal point']);
    mira = await enrolFrom(admin, house, 'Mira', ['Coordinator']);
  });

  afterAll(() => house.close());

  it('links a phone by a code that is shown once, and notices when the phone has used it', async () => {
    const { page } = vera;
    await go(page, 'My account');
    await page.getByText('No phone is linked').waitFor();
    await page.getByRole('button', { name: 'Link a phone' }).click();
    const shown = await page.getByRole('group', { name: 'Link a phone' }).locator('code').innerText();
    expect(await page.getByRole('link', { name: 'Open the chat on this device' }).getAttribute('href')).toBe(
      `https://t.me/a_quiet_bot?start=${shown.replace('/start ', '')}`,
    );

    expect(await sendCode(7_001, shown.replace('/start ', ''))).toMatchObject({ result: 'linked' });

    await page.getByText('A phone is linked. Alerts reach you.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await linkPhone('Mira', 7_002);
  });

  it('keeps a mail address that is not shown again, and erases it', async () => {
    const { page } = vera;
    await page.getByLabel('Mail address').fill('vera@kuca.example');
    await page.getByRole('button', { name: 'Keep this address' }).click();
    await page.getByText('An address is known.').waitFor();
    expect(await page.content()).not.toContain('kuca.example');
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'my-phone');

    await page.getByRole('button', { name: 'Erase my address' }).click();
    await page.getByText('No address is known').waitFor();
  });

  it('plans a week by keyboard, and shows what stays open and who has too much', async () => {
    const { page } = mira;
    await go(page, 'Duty');
    await page.getByText('Nobody is planned yet').waitFor();
    await page.getByRole('button', { name: 'Plan a shift' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Who').focus();
    await page.keyboard.press('V');
    await page.keyboard.press('Tab');
    for (let day = 0; day < 5; day += 1) {
      await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
    }
    await page.getByLabel('From').fill('20:00');
    await page.getByLabel('To').fill('08:00');
    await page.getByLabel('To').press('Enter');

    await page.getByText('Saved. Everybody sees it at once.').waitFor();
    await expectCount(page, '20:00 to 08:00 the next day: Vera', 5);
    await page.getByText('Vera: 5 nights in a row').waitFor();
    expect(await page.getByText('nobody 08:00 to 20:00').count()).toBeGreaterThan(3);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('refuses the same shift twice in a plain sentence, and keeps what was typed', async () => {
    const { page } = mira;
    await page.getByRole('button', { name: 'Plan a shift' }).click();
    await page.getByLabel('Who').selectOption({ label: 'Vera' });
    await page.getByRole('dialog').getByLabel('Mon').check();
    await page.getByLabel('From').fill('20:00');
    await page.getByLabel('To').fill('08:00');
    await page.getByRole('button', { name: 'Put it into the roster' }).click();

    await page.getByText('This shift stands in the roster already. Nothing was saved.').waitFor();
    expect(await page.getByLabel('From').inputValue()).toBe('20:00');
    await page.getByLabel('From').fill('08:00');
    await page.getByLabel('To').fill('20:00');
    await page.getByLabel('Who').selectOption({ label: 'Mira' });
    for (const day of ['Tue', 'Wed', 'Thu', 'Fri']) await page.getByRole('dialog').getByLabel(day).check();
    await page.getByRole('button', { name: 'Put it into the roster' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expectCount(page, '08:00 to 20:00: Mira', 5);
    await shoot(page, 'roster');
  });

  it('shows the plan to everybody, live, and lets only coordinators change it', async () => {
    await go(vera.page, 'Duty');
    await vera.page.getByText('20:00 to 08:00 the next day: Vera').first().waitFor();
    expect(await vera.page.getByRole('button', { name: 'Plan a shift' }).count()).toBe(0);

    await mira.page.getByRole('button', { name: '08:00 to 20:00: Mira' }).last().click();
    await mira.page.getByRole('button', { name: 'Take it out' }).click();
    await mira.page.getByRole('dialog').waitFor({ state: 'detached' });

    await expectCount(vera.page, '08:00 to 20:00: Mira', 4);
  });

  it('shows an alert the moment it is raised, wherever one is, with what comes next', async () => {
    await raise(4_769);

    await vera.page.getByRole('img', { name: '1 alerts that nobody has' }).waitFor();
    await go(vera.page, 'Alerts');
    const card = cardOf(vera.page, 4_769);
    await card.getByText('Nobody has it yet.').waitFor();
    await card.getByText(/deputy on duty, in \d:\d\d/).waitFor();
    expect(await faultsOf(vera.page)).toEqual([]);
  });

  it('is taken in the browser, and the others see who has it', async () => {
    await go(mira.page, 'Alerts');
    await cardOf(vera.page, 4_769).getByRole('button', { name: 'I take it' }).click();

    await cardOf(vera.page, 4_769).getByText('You have it since').waitFor();
    await cardOf(mira.page, 4_769).getByText('Vera has it since').waitFor();
    await cardOf(mira.page, 4_769).getByRole('button', { name: 'I am there too' }).click();
    await cardOf(mira.page, 4_769).getByText('That you are there too is noted.').waitFor();
  });

  it('is not asked of a colleague any more when whoever asked takes it back', async () => {
    await cardOf(vera.page, 4_769).getByRole('button', { name: 'Hand over' }).click();
    await vera.page.getByRole('combobox', { name: 'Who shall take over?' }).selectOption({ label: 'Mira' });
    await vera.page.getByRole('button', { name: 'Ask', exact: true }).click();
    await cardOf(mira.page, 4_769).getByText('Vera asks you to take over.').waitFor();

    await cardOf(vera.page, 4_769).getByRole('button', { name: 'Ask nobody' }).click();

    await cardOf(mira.page, 4_769)
      .getByRole('button', { name: 'I take over' })
      .waitFor({ state: 'detached' });
    await cardOf(mira.page, 4_769).getByText('Vera has it since').waitFor();
  });

  it('says how the weekly test of the phones went, to those who look after the watch', async () => {
    await vera.page.getByRole('heading', { name: 'Weekly test of the phones' }).waitFor();
    await vera.page.getByText('There was no test yet.').waitFor();
  });

  it('is handed over when the colleague says yes', async () => {
    await cardOf(vera.page, 4_769).getByRole('button', { name: 'Hand over' }).click();
    await vera.page.getByRole('combobox', { name: 'Who shall take over?' }).selectOption({ label: 'Mira' });
    await vera.page.getByRole('button', { name: 'Ask', exact: true }).click();

    await cardOf(mira.page, 4_769).getByText('Vera asks you to take over.').waitFor();
    await raise(4_770);
    await cardOf(mira.page, 4_770).waitFor();
    await shoot(mira.page, 'alerts');
    await cardOf(mira.page, 4_769).getByRole('button', { name: 'I take over' }).click();
    await cardOf(vera.page, 4_769).getByText('Mira has it since').waitFor();
  });

  it('teaches what a security log is, and opens one with the focal points', async () => {
    await cardOf(mira.page, 4_769).getByRole('button', { name: 'It is over' }).click();
    await mira.page.getByText('There is no security log that you are in.').waitFor();
    await mira.page.getByLabel('Vera (Security focal point)').check();
    await mira.page.getByLabel('I mean exactly these people').check();
    expect(await faultsOf(mira.page)).toEqual([]);
    await mira.page.getByRole('button', { name: 'Open the log' }).click();

    await mira.page.getByText('Security log with').waitFor();
  });

  it('ends with a note that is sealed in the browser and opens in the security log of the other', async () => {
    await mira.page.getByLabel('Note for the security log').fill(secret);
    await mira.page.getByRole('button', { name: 'Seal the note and end the alert' }).click();

    await mira.page.getByText('Over, by Mira').waitFor();
    await mira.page.getByText('Mira took over.').waitFor();
    await mira.page.getByText('Mira is there too.').waitFor();
    await mira.page
      .getByText(/(Vera|Mira), Telegram: /)
      .first()
      .waitFor();
    expect(await faultsOf(mira.page)).toEqual([]);
    await shoot(mira.page, 'alert');
    await go(vera.page, 'Cases');
    await vera.page.getByRole('link', { name: 'Security log' }).click();
    await vera.page.getByText(secret).waitFor();
    await vera.page.getByText('RED · contact 4769: over.').waitFor();
    const rows: { bytes: Buffer }[] = await house.test.source.query(`select bytes from chain_record`);
    for (const { bytes } of rows) expect(bytes.includes(Buffer.from('Two men waited'))).toBe(false);
  });

  it('costs one tap when it was false, and is counted by kind', async () => {
    await go(vera.page, 'Alerts');
    await cardOf(vera.page, 4_770).getByRole('button', { name: 'I take it' }).click();
    await cardOf(vera.page, 4_770).getByRole('button', { name: 'False alarm' }).click();

    await vera.page.getByText('False alarm, by Vera').waitFor();
    await vera.page.reload();
    await vera.page.getByText('1 of 2').waitFor();
    expect(await faultsOf(vera.page)).toEqual([]);
  });

  it('has no faults for assistive technology in the dark either', async () => {
    for (const { page } of [vera, mira]) {
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await faultsOf(page)).toEqual([]);
    }
    await go(mira.page, 'Duty');
    expect(await faultsOf(mira.page)).toEqual([]);
  });

  it('is no place for the administrator, who sees the roster only', async () => {
    const places = admin.getByRole('navigation');

    expect(await places.getByRole('link', { name: 'Alerts' }).count()).toBe(0);
    await go(admin, 'Duty');
    expect(await admin.getByRole('button', { name: 'Plan a shift' }).count()).toBe(0);
  });

  it('meets no complaint of the browser', () => {
    expect(house.complaints).toEqual([]);
  });
});

/** Until a sentence stands on the page so many times. */
async function expectCount(page: Page, words: string, count: number): Promise<void> {
  const end = performance.now() + patience;
  while ((await page.getByText(words, { exact: true }).count()) !== count) {
    if (performance.now() > end) throw new Error(`Not ${count} times: ${words}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
