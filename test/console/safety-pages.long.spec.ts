import type { Page } from 'playwright-core';
import { minutes } from '../../src/domain/shared/time.js';
import { readWallText } from '../../src/domain/shared/wall-text.js';
import { CheckVisits } from '../../src/server/safety/check-visits.js';
import { eventually } from '../scenarios/support/house.js';
import { faultsOf } from './support/axe.js';
import { enrol, goTo, missionChecks } from './support/colleagues.js';
import { caseWork } from './support/case-work.js';
import { ConsoleHouse } from './support/console-house.js';
import { shoot } from './support/shoot.js';
import { foundHouse, type Colleague } from './support/team.js';

/** Her device shows the time of another place; hours stay those of the house. */
async function travel(page: Page): Promise<void> {
  const abroad = await page.context().newCDPSession(page);
  await abroad.send('Emulation.setTimezoneOverride', { timezoneId: 'America/New_York' });
}

describe('field visits and incidents in the console', () => {
  let house: ConsoleHouse;
  let goran: Colleague;
  let vera: Colleague;
  let mira: Colleague;

  const go = (who: Colleague, place: string, heading: string): Promise<Page> =>
    goTo(house, who, place, heading);

  /** The last hour of every visit has gone by, and the sweep looks. */
  const letAnHourPass = async (): Promise<void> => {
    await house.test.source.query(
      `update field_visit set departed_at = departed_at - interval '61 minutes', due_at = due_at - interval '61 minutes'`,
    );
    await house.app.get(CheckVisits, { strict: false }).run();
  };

  const letTheCheckGrowOld = () =>
    house.test.source.query(`update field_visit set created_at = created_at - interval '31 minutes'`);

  beforeAll(async () => {
    house = await ConsoleHouse.open(caseWork);
    const admin = await foundHouse(house);
    goran = await enrol(house, admin, 'Goran', 'Case worker');
    vera = await enrol(house, admin, 'Vera', 'Security focal point');
    mira = await enrol(house, admin, 'Mira', 'Security focal point');
  });

  afterAll(() => house.close());

  it('plans a visit in a book that only the chosen can open, and starts to count at the departure', async () => {
    await travel(goran.page);
    const page = await go(goran, '/safety', 'Field visits');
    await page.getByLabel('All is well').fill('jabuka');
    await page.getByLabel('I am forced').fill('kruška');
    await page.getByRole('button', { name: 'Keep as unreadable marks' }).click();
    await page.getByText('Agreed on').waitFor();
    await page.getByLabel('I mean Vera, whose words are these.').check();
    await inBothLights(page);
    await page.getByRole('button', { name: 'Open my book' }).click();
    await page.getByRole('link', { name: 'Plan a visit' }).click();

    await page.getByText('Times here are those of the organisation (Europe/Belgrade).').waitFor();
    const leaving = readWallText(await page.getByLabel('I leave at').inputValue(), 'Europe/Belgrade') ?? NaN;
    expect(Math.abs(leaving - Date.now())).toBeLessThan(minutes(20));
    await page.getByLabel('Where I go, and how I get there').fill('Knez Mihailova 7, line 2');
    await page.getByLabel('If I do not check in').fill('Call the station in Majke Jevrosime first.');
    for (const check of missionChecks)
      await page.getByRole('group', { name: check }).getByLabel('Yes').check();
    await page.getByText('Six times yes: you may leave').waitFor();
    await inBothLights(page);
    await page.getByRole('button', { name: 'Seal the plan' }).click();
    await page.getByRole('heading', { name: 'Visit 1' }).waitFor();
    const [planned] = await house.test.source.query<{ at: Date }[]>(
      'select planned_at as at from field_visit',
    );
    expect(Math.abs((planned?.at.getTime() ?? 0) - leaving)).toBeLessThan(minutes(1));
    await letTheCheckGrowOld();
    await go(goran, '/cases', 'Cases');
    await go(goran, '/safety', 'Field visits');
    await page.getByRole('button', { name: 'I am leaving' }).click();
    const door = page.getByRole('dialog');
    for (const check of missionChecks) {
      expect(await door.getByRole('button', { name: 'I am leaving' }).isEnabled()).toBe(false);
      await door.getByLabel(check).check();
    }
    await inBothLights(page);
    await shoot(page, 'at-the-door');
    await door.getByRole('button', { name: 'I am leaving' }).click();

    await page.getByText('under way').waitFor();
    expect(await page.getByText(/minutes? left/).count()).toBe(1);
    await inBothLights(page);
    await shoot(page, 'own-visit');
  });

  it('takes her word, however it is spelt, and says when it is another', async () => {
    const { page } = goran;
    await page.getByRole('button', { name: 'Check in', exact: true }).click();
    await page.getByRole('textbox', { name: 'Your word' }).fill('breskva');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('This is not your word.').waitFor();
    await page.getByRole('textbox', { name: 'Your word' }).fill('Jabuka');
    await page.getByRole('button', { name: 'Send' }).click();

    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('under way').waitFor();
  });

  it('shows a missed check-in to the focal point first, who opens the plan', async () => {
    await letAnHourPass();
    const page = await go(vera, '/safety', 'Field visits');
    const card = page.getByRole('article', { name: 'Visit 1' });
    await card.getByText('no check-in').waitFor();
    await card.getByRole('button', { name: 'Open the plan' }).click();

    await card.getByText('Knez Mihailova 7, line 2').waitFor();
    await card.getByText('Call the station in Majke Jevrosime first.').waitFor();
    await card.getByText('a wrong word was typed').waitFor();
    await inBothLights(page);
    await shoot(page, 'watched-visit');
  });

  it('calls for help unseen with her other word: her page says what it always says', async () => {
    await go(goran, '/safety/incidents', 'Incidents');
    const page = await go(goran, '/safety', 'Field visits');
    const card = page.getByRole('article', { name: 'Visit 1' });
    await card.getByText('check-in due').waitFor();
    await page.getByRole('button', { name: 'Check in', exact: true }).click();
    await page.getByRole('textbox', { name: 'Your word' }).fill('kruška');
    await page.getByRole('button', { name: 'Send' }).click();

    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await card.getByText('under way').waitFor();
    expect(await card.getByText(/help|forced|colleagues/i).count()).toBe(0);
    await vera.page.getByRole('article', { name: 'Visit 1' }).getByText('needs help now').waitFor();
  });

  it('names those who could open it to somebody who cannot', async () => {
    const page = await go(mira, '/safety', 'Field visits');
    await page.getByRole('button', { name: 'Open the plan' }).click();

    await page.getByText(/Who can open it: .*Vera/).waitFor();
    expect(await page.getByText('Knez Mihailova').count()).toBe(0);
  });

  it('writes an incident down in five steps, which another focal point reads, and which moves her own assessment', async () => {
    const own = await go(vera, '/reviews/providers', 'Safety of those who help');
    await own.getByRole('button', { name: 'Make the file and assess' }).click();
    await own.getByRole('button', { name: 'All on a page' }).waitFor();
    const page = await go(vera, '/safety/incidents', 'Incidents');
    await page.getByLabel('I mean Mira, whose words are these.').check();
    await inBothLights(page);
    await page.getByRole('button', { name: 'Open the security log' }).click();
    await page.getByRole('button', { name: 'Open the security log' }).waitFor({ state: 'detached' });
    await page.getByLabel('When somebody must act').selectOption({ label: 'Nobody need be called' });
    await page.getByRole('button', { name: 'Report and write it down' }).click();

    await page.getByLabel('What kind').selectOption({ label: 'Being watched or followed' });
    await page
      .getByRole('textbox', { name: 'Facts', exact: true })
      .fill('The same grey car, three evenings.');
    await inBothLights(page);
    await page.getByRole('button', { name: 'Next step' }).click();
    await page.getByRole('combobox', { name: 'Pattern', exact: true }).selectOption({ label: 'Again' });
    await page.getByRole('button', { name: 'Next step' }).click();
    await page.getByRole('textbox', { name: 'Aim', exact: true }).fill('To frighten.');
    await page.getByRole('button', { name: 'Next step' }).click();
    await page.getByRole('textbox', { name: 'Source', exact: true }).fill('Not known.');
    await page.getByRole('button', { name: 'Next step' }).click();
    await page.getByLabel('An attack is').selectOption({ label: 'possible' });
    await page.getByLabel('File about Vera').check();
    await inBothLights(page);
    await page.getByRole('button', { name: 'Seal this version' }).click();
    await page.getByText('Sealed. You can go on').waitFor();
    await page.getByText('next review has not been moved').waitFor({ state: 'detached' });
    await shoot(page, 'incident');

    const reviews = await go(vera, '/reviews', 'My reviews');
    await reviews.getByText('Something happened').waitFor();
    await shoot(reviews, 'incident-review');

    const other = await go(mira, '/safety/incidents', 'Incidents');
    await other.getByText('Thought through').waitFor();
    await other.getByRole('link', { name: 'Incident 2' }).click();
    await other.getByText(/Version 1, Vera/).waitFor();
    const facts = other.getByRole('textbox', { name: 'Facts', exact: true });
    await eventually(async () => (await facts.inputValue()) === 'The same grey car, three evenings.');
    await other.getByText(/Version 1, Vera/).click();
    expect(await other.getByText('File about Vera').count()).toBe(0);
    await inBothLights(other);
  });

  it('reaches an incident however many were reported after it', async () => {
    await house.test.source.query(
      `insert into incident_report (id, reported_by, reported_at, about)
       select gen_random_uuid(), reported_by, reported_at, 'place' from incident_report, generate_series(1, 60)`,
    );
    const page = await go(mira, '/cases', 'Cases').then(() => go(mira, '/safety/incidents', 'Incidents'));
    const first = page.getByRole('link', { name: 'Incident 2', exact: true });
    await page.getByRole('button', { name: 'Show older' }).waitFor();
    expect(await first.count()).toBe(0);
    await page.getByRole('button', { name: 'Show older' }).click();

    await first.click();
    await page.getByRole('heading', { name: 'Incident 2' }).waitFor();
    await page.getByText(/Version 1, Vera/).waitFor();
  });

  it('meets no complaint of the browser', () => {
    expect(house.complaints).toEqual([]);
  });
});

/** Nothing is wrong with the page for those who cannot see it well. */
async function inBothLights(page: Page): Promise<void> {
  for (const light of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: light });
    expect(await faultsOf(page)).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}
