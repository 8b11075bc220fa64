import { appendRecord } from '../../src/contracts/circles/records.js';
import { composeRecord } from '../../src/e2ee/circle/compose-record.js';
import { kinds } from '../../src/e2ee/circle/header.js';
import { randomBytes } from '../../src/e2ee/hazmat/chance.js';
import { StaffClient } from '../server/support/staff-client.js';
import { faultsOf } from './support/axe.js';
import { ConsoleHouse, setUpToken } from './support/console-house.js';
import { signIn } from './support/people.js';

const notes = 1_000;

describe('a case with a thousand notes', () => {
  let house: ConsoleHouse;
  let passphrase: string;

  const browser = () => StaffClient.at(house.url);

  beforeAll(async () => {
    house = await ConsoleHouse.open();
    const office = browser();
    const founding = await office.found(setUpToken, { dutyName: 'Jelena', roles: ['administrator'] });
    const mira = browser();
    await office.enrol(mira, { dutyName: 'Mira', roles: ['case-worker'] }, founding.admin.identity);
    passphrase = mira.person!.passphrase;
    await fill(mira);
  });

  afterAll(() => house.close());

  async function fill(mira: StaffClient): Promise<void> {
    const id = await mira.circles.openCase();
    const { chain, secrets } = await mira.circles.hold(id);
    for (let number = 1; number <= notes; number += 1) {
      const text = `Note number ${number} of a long case, with a sentence or two of what happened that day.`;
      const writing = {
        author: mira.person!.identity,
        kind: kinds.note,
        object: randomBytes(16),
        ms: Date.now(),
        text,
      };
      const { row, wrap } = composeRecord(chain, secrets.wrapKey, writing);
      chain.admit(row);
      await mira.call(appendRecord, { params: { id }, body: { row, wrap } });
    }
  }

  it('has the root compared by a person in a browser that has never been here', async () => {
    const page = await house.page(await house.profile());
    await signIn(page, 'Mira', passphrase);
    await page.getByRole('heading', { name: 'Compare six words' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true);

    await page.getByLabel('All six words are the same.').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Cases' }).waitFor();
  });

  it('opens whole, keeps a few notes in the page, and is searched at once', async () => {
    const page = await house.page(await house.profile());
    await signIn(page, 'Mira', passphrase);
    await page.getByRole('heading', { name: 'Cases' }).waitFor();
    const began = performance.now();
    await page.getByRole('link', { name: /^Case \d+$/ }).click();
    await page.getByText('1000 of 1000').waitFor();
    const openedMs = performance.now() - began;

    expect(await page.getByRole('article').count()).toBeLessThan(40);
    await page.getByText('Every record is here, in order').waitFor();
    await page.getByLabel('Search in this case').fill('number 517 ');
    await page.getByText('1 of 1000').waitFor();
    console.log(`A thousand notes opened, verified and shown in ${Math.round(openedMs)} ms.`);
  });
});
