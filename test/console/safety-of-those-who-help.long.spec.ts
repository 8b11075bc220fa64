import type { DynamicModule } from '@nestjs/common';
import type { Page } from 'playwright-core';
import { AlertRow } from '../../src/server/escalation/alert.row.js';
import { CheckVisits } from '../../src/server/safety/check-visits.js';
import { caseWorkOf } from '../server/support/case-work-modules.js';
import { faultsOf } from './support/axe.js';
import { answerAll, enrol, goTo, missionChecks, nameIn } from './support/colleagues.js';
import { ConsoleHouse } from './support/console-house.js';
import { shoot } from './support/shoot.js';
import { foundHouse, type Colleague } from './support/team.js';

const modules = (identity: DynamicModule, circles: DynamicModule) => caseWorkOf(identity, circles).modules;

describe('the safety of those who help', () => {
  let house: ConsoleHouse;
  let admin: Page;
  let goran: Colleague;
  let vera: Colleague;
  let sonja: Colleague;
  let file: string;

  const go = (who: Colleague, place: string, heading: string): Promise<Page> =>
    goTo(house, who, place, heading);
  const count = async (from: string): Promise<number> => {
    const [found]: { count: number }[] = await house.test.source.query(
      `select count(*)::int as count from ${from}`,
    );
    return found!.count;
  };

  beforeAll(async () => {
    house = await ConsoleHouse.open({ entities: [AlertRow], modules });
    admin = await foundHouse(house);
    goran = await enrol(house, admin, 'Goran', 'Case worker');
    vera = await enrol(house, admin, 'Vera', 'Security focal point');
    sonja = await enrol(house, admin, 'Sonja', 'Coordinator');
  });

  afterAll(() => house.close());

  it('takes over into a worker’s own file what the case already knows', async () => {
    const { page } = goran;
    await page.getByRole('button', { name: 'Open a new case' }).click();
    await page.getByRole('link', { name: 'Assess' }).click();
    await page.getByRole('button', { name: 'All on a page' }).click();
    await answerAll(page, {
      V09: 'Yes',
      V18: 'Trial in progress',
      V23: 'Released / free pending the verdict',
    });
    await page.getByRole('button', { name: 'Sign the assessment' }).click();
    await page.getByRole('heading', { name: 'Security plan' }).waitFor();

    await page.goto(`${house.url}/#/reviews/providers`);
    await page.getByLabel('Number of the case').fill('1001');
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'providers');
    await page.getByRole('button', { name: 'Make the file and assess' }).click();
    await page.getByRole('button', { name: 'Take over from the case' }).waitFor();
    const made = page.url();
    await page.goto(`${house.url}/#/reviews/providers`);
    await page.getByText(/^opened .*, Goran$/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel('Number of the case').fill('1001');
    await page.getByRole('button', { name: 'Make the file and assess' }).click();
    await page.getByRole('button', { name: 'Take over from the case' }).click();
    expect(page.url()).toBe(made);
    await page.getByText('Taken over from case 1001.').waitFor();
    await page.getByRole('button', { name: 'All on a page' }).click();

    expect(await checkedOf(page, 'B06')).toBe('released');
    expect(await checkedOf(page, 'B07')).toBe('yes');
    file = new URL(page.url()).hash.replace(/\/assess.*/, '');
  });

  it('lets the worker fill in part B, private to her', async () => {
    const { page } = goran;
    await answerAll(page, {
      B01: 'Yes',
      B06: 'Released / free pending the verdict',
      B07: 'Yes',
      B20: 'Yes',
    });
    await page.getByRole('button', { name: 'Sign the assessment' }).click();
    await page.getByRole('heading', { name: 'Security plan' }).waitFor();

    await vera.page.goto(`${house.url}/${file}`);
    await vera.page.getByRole('alert').filter({ hasText: 'You are not in this case' }).waitFor();
  });

  it('opens to the focal point whom the file names', async () => {
    const { page } = goran;
    await page.goto(`${house.url}/${file}`);
    await nameIn(page, 'Vera');
    await vera.page.reload();
    await vera.page.getByText('Holds now').waitFor();
    await vera.page.getByText('Why?').click();
    await vera.page
      .getByText(/anyone threatened this worker/)
      .first()
      .waitFor();
    expect(await faultsOf(vera.page)).toEqual([]);
    await shoot(vera.page, 'worker-file');
  });

  it('lets a worker leave with a coordinator’s yes when her check is not clear', async () => {
    const page = await go(goran, '/safety', 'Field visits');
    await page.getByLabel('All is well').fill('jabuka');
    await page.getByLabel('I am forced').fill('kruška');
    await page.getByRole('button', { name: 'Keep as unreadable marks' }).click();
    await page.getByText('Agreed on').waitFor();
    await page.getByLabel('I mean Vera, whose words are these.').check();
    await page.getByRole('button', { name: 'Open my book' }).click();
    await page.getByRole('link', { name: 'Plan a visit' }).click();
    await page.getByLabel('Where I go, and how I get there').fill('Knez Mihailova 7');
    for (const check of missionChecks)
      await page
        .getByRole('group', { name: check })
        .getByLabel(check === missionChecks[1] ? 'Not known' : 'Yes')
        .check();
    await page.getByText('A coordinator will be asked before you may leave.').waitFor();
    await page.getByRole('button', { name: 'Seal the plan' }).click();
    await page.getByText('Your check was not six times yes.').waitFor();
    expect(await page.getByRole('button', { name: 'I am leaving' }).count()).toBe(0);
    await go(sonja, '/alerts', 'Alerts');
    await alertOf(sonja.page, 'check-in 1').waitFor();

    const asked = await go(sonja, '/safety', 'Field visits');
    const card = asked.getByRole('article', { name: 'Visit 1' });
    await card.getByText(/you are not in the safety book of Goran.*Others who can open it: Vera/).waitFor();
    expect(await faultsOf(asked)).toEqual([]);
    await shoot(asked, 'asked-and-cannot-read-why');
    await page.getByRole('link', { name: 'Who can open my plans' }).click();
    await nameIn(page, 'Sonja');
    await go(goran, '/safety', 'Field visits');
    await asked.reload();
    await card.getByText('As Goran answered when planning').waitFor();
    await card.getByText('I am not alone. not a yes').waitFor();
    await card.getByRole('button', { name: 'Yes, may leave' }).click();

    await page.getByRole('button', { name: 'I am leaving' }).waitFor();
    await house.test.source.query(
      `update field_visit set planned_at = now() - interval '20 minutes', asked_at = now()`,
    );
    for (const { page: each } of [goran, sonja]) await each.reload();
    await page.getByText('not begun. Leave, or call it off.').waitFor();
    await card.getByText('Call: is somebody on the way').waitFor();
    expect([await faultsOf(page), await faultsOf(asked)]).toEqual([[], []]);
    await shoot(asked, 'visit-not-begun');
    await page.getByRole('button', { name: 'I am leaving' }).click();
    await page.getByText('under way').waitFor();
    await card.getByText('under way').waitFor();
    expect(await card.getByRole('button', { name: 'Yes, may leave' }).count()).toBe(0);
  });

  it('moves the check-in twice without a word, and no more', async () => {
    const { page } = goran;
    await page.getByRole('button', { name: '30 minutes later' }).click();
    await page.getByText('Can be moved 1 more').waitFor();
    await page.getByRole('button', { name: '60 minutes later' }).click();

    await page.getByText('Can be moved 0 more').waitFor();
    expect(await page.getByRole('button', { name: /minutes later/ }).count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('shows the missed check-in as an alert, and closes both when she was found', async () => {
    await house.test.source.query(`update field_visit set due_at = now() - interval '1 minute'`);
    await house.app.get(CheckVisits, { strict: false }).run();
    const alerts = await go(vera, '/alerts', 'Alerts');
    await alertOf(alerts, 'check-in 1').filter({ hasText: 'RED' }).waitFor();

    const page = await go(vera, '/safety', 'Field visits');
    const card = page.getByRole('article', { name: 'Visit 1' });
    await card.getByText('no check-in').waitFor();
    await card.getByRole('button', { name: 'Found and safe: close' }).click();

    await page.getByText('Over: 1').waitFor();
    expect(await count(`alert where kind = 'check-in' and resolved_at is null`)).toBe(0);
    await goran.page.getByText('You have no visit planned.').waitFor();
  });

  it('raises an alert about an incident, and moves the case’s review once, however often the call fails', async () => {
    const page = await go(goran, '/safety/incidents', 'Incidents');
    await page.getByLabel('When somebody must act').selectOption({ label: 'Now: call people' });
    await page.getByRole('button', { name: 'Report and write it down' }).click();
    await go(vera, '/alerts', 'Alerts');
    await alertOf(vera.page, 'incident 2').filter({ hasText: 'RED' }).waitFor();
    await page.getByLabel('What kind').selectOption({ label: 'Threat, spoken' });
    await page.getByRole('textbox', { name: 'Facts', exact: true }).fill('He called twice.');
    for (const step of ['Pattern', 'Aim', 'Source', 'Conclusion'])
      await page.getByRole('button', { name: new RegExp(`\\d\\. ${step}$`) }).click();
    await page.getByLabel('case 1001').check();
    await goran.computer.route('**/triggers', (route) => route.abort());

    await page.getByRole('button', { name: 'Seal this version' }).click();

    await page.getByText('the next review has not been moved forward yet: Case 1001.').waitFor();
    await page.getByText('Sealed. You can go on').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'incident-not-passed-on');
    await go(goran, '/safety/incidents', 'Incidents');
    await page.getByText('reviews not moved yet').waitFor();
    expect(await count('review_trigger')).toBe(0);
  });

  it('takes it up again when the incident is opened anew, also after an answer that was lost', async () => {
    const { page, computer } = goran;
    await computer.unroute('**/triggers');
    await computer.route('**/triggers', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.getByRole('link', { name: 'Incident 2' }).click();
    await page.getByRole('button', { name: 'Move the reviews forward' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('button', { name: 'Move the reviews forward' }).count()).toBe(0);
    await computer.unroute('**/triggers');
    await page.getByRole('button', { name: 'Seal this version' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await page.getByText('Sealed. You can go on').waitFor();

    expect(await count('review_trigger')).toBe(1);
    expect(await page.getByText(/^Version \d/).count()).toBe(1);
    await go(goran, '/safety/incidents', 'Incidents');
    expect(await page.getByText('reviews not moved yet').count()).toBe(0);
    await page.goto(`${house.url}/#/cases`);
    await page.getByRole('link', { name: /1001/ }).click();
    await page.getByText(/Incident 2 concerns this case \(T02\)/).waitFor();
    expect(await page.getByText(/Incident 2 concerns this case/).count()).toBe(1);
  });

  it('asks at the door first, and seals why as soon as it can, for the coordinator who is asked', async () => {
    const { page, computer } = goran;
    await go(goran, '/safety', 'Field visits');
    await page.getByRole('link', { name: 'Plan a visit' }).click();
    await page.getByLabel('Where I go, and how I get there').fill('Knez Mihailova 7');
    for (const check of missionChecks)
      await page.getByRole('group', { name: check }).getByLabel('Yes').check();
    await page.getByRole('button', { name: 'Seal the plan' }).click();
    await page.getByRole('heading', { name: 'Visit 3' }).waitFor();
    await house.test.source.query(`update field_visit set created_at = created_at - interval '31 minutes'`);
    await page.reload();
    await page.getByRole('button', { name: 'I am leaving' }).click();
    const door = page.getByRole('dialog');
    for (const check of missionChecks.slice(1)) await door.getByLabel(check).check();
    await door.getByLabel('What is not a yes, and what would help').fill('The driver did not come.');
    expect(await faultsOf(page)).toEqual([]);
    await computer.route('**/records', (route) => route.abort());

    await door.getByRole('button', { name: 'Ask a coordinator' }).click();

    await door.getByText('Why is not sealed yet').waitFor();
    const asked = await go(sonja, '/safety', 'Field visits');
    const card = asked.getByRole('article', { name: 'Visit 3' });
    await card.getByText('Goran asked at the door, and there is nothing to read').waitFor();
    await computer.unroute('**/records');
    await door.getByRole('button', { name: 'Seal why' }).click();
    await door.waitFor({ state: 'detached' });
    await card.getByText('The driver did not come.').waitFor();
    expect(await card.getByText('not a yes', { exact: true }).count()).toBe(1);
    expect(await card.getByText('nothing to read').count()).toBe(0);
    expect(await count(`alert where kind = 'check-in' and resolved_at is null`)).toBe(1);
    expect(await faultsOf(asked)).toEqual([]);
    await shoot(asked, 'why-asked');
  });

  it('meets no complaint of the browser', () => {
    expect(house.complaints).toEqual([]);
  });
});

const alertOf = (page: Page, what: string) => page.getByRole('article').filter({ hasText: what });

const checkedOf = (page: Page, item: string): Promise<string> =>
  page.evaluate<string>(`document.querySelector('#item-${item} input:checked')?.value ?? ''`);
