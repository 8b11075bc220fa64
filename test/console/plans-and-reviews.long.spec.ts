import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { hours, type Duration } from '../../src/domain/shared/time.js';
import { AdvanceReview } from '../../src/server/reviews/advance-review.js';
import { ForwardClock } from '../fakes/forward-clock.js';
import { faultsInBothLights } from './support/axe.js';
import { answer, answerAll, enrol, foundHouse, nameIn, type Colleague } from './support/colleagues.js';
import { caseWork } from './support/case-work.js';
import { ConsoleHouse } from './support/console-house.js';
import { shoot } from './support/shoot.js';

const ownWords = 'Sister in Kragujevac keeps a bag with papers ready';

describe('plans, dates and reviews', () => {
  const clock = new ForwardClock();
  let house: ConsoleHouse;
  let mira: Colleague;
  let goran: Colleague;
  let vera: Colleague;
  let place: string;

  const go = async ({ page }: Colleague, to: string, heading: string): Promise<Page> => {
    await page.goto(`${house.url}/${to}`);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    return page;
  };

  /** The server's time goes on; nobody is signed out because of it. */
  const letPass = async (span: Duration): Promise<void> => {
    await house.test.source.query(`update session set expires_at = expires_at + interval '30 days'`);
    clock.putAhead(span);
    await house.app.get(AdvanceReview, { strict: false }).run();
  };

  beforeAll(async () => {
    house = await ConsoleHouse.open({ ...caseWork, clock });
    const admin = await foundHouse(house);
    mira = await enrol(house, admin, 'Mira', 'Coordinator');
    goran = await enrol(house, admin, 'Goran', 'Case worker');
    vera = await enrol(house, admin, 'Vera', 'Security focal point');
    for (const { page } of [mira, goran, vera]) page.setDefaultTimeout(20_000);
  }, 400_000);

  afterAll(() => house.close());

  it('says what waits for nobody yet', async () => {
    const page = await go(goran, '#/reviews', 'My reviews');
    await page.getByText('Nothing waits for you.').waitFor();
    expect(await faultsInBothLights(page)).toEqual([]);
  }, 60_000);

  it('asks for a plan at an extreme level, with the measures that the answers ask for', async () => {
    const { page } = goran;
    await page.goto(`${house.url}/#/cases`);
    await page.getByRole('button', { name: 'Open a new case' }).click();
    await page.getByText('Nobody has assessed here yet.').waitFor();
    await nameIn(page, 'Mira');
    place = new URL(page.url()).hash;
    await page.getByRole('link', { name: 'Assess' }).click();
    await page.getByRole('button', { name: 'All on a page' }).click();
    await answerAll(page, { V18: 'No report, none planned', V23: 'Serving a sentence' });
    await answer(page, 'V01', 'Yes');
    await answer(page, 'V02', 'Yes');
    await answer(page, 'V27', 'Suspected');
    await page.getByRole('button', { name: 'Sign the assessment' }).click();

    await page.getByRole('heading', { name: 'Security plan' }).waitFor();
    await page.getByRole('group', { name: 'Call police 192 / ambulance 194 now' }).waitFor();
    expect(await page.locator('form.plan fieldset.item > legend').allInnerTexts()).toEqual([]);
    expect(await faultsInBothLights(page)).toEqual([]);
  }, 200_000);
});

