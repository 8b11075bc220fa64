import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { dueBounds, dueWhen, type DueWhen } from '../../src/domain/review/due-when.js';
import { hours, type Duration, type Instant } from '../../src/domain/shared/time.js';
import type { AdvanceDeadline } from '../../src/server/reviews/advance-deadline.js';
import { DEADLINES } from '../../src/server/reviews/reviews-tokens.js';
import { belgrade } from '../builders/working-week.js';
import { ForwardClock } from '../fakes/forward-clock.js';
import { eventually } from '../scenarios/support/house.js';
import { faultsInBothLights } from './support/axe.js';
import { caseWork } from './support/case-work.js';
import { answer, answerAll, enrol, goTo, nameIn } from './support/colleagues.js';
import { ConsoleHouse } from './support/console-house.js';
import { pagesOf, wordsOf } from './support/read-pdf.js';
import { shoot } from './support/shoot.js';
import { foundHouse, type Colleague } from './support/team.js';

/** Words that stand in sealed records only. */
const ownMeasure = 'Sister in Kragujevac keeps a bag with papers ready';
const hearing = 'Hearing at the Higher Court in Novi Sad';
const secrets = [ownMeasure, hearing, 'Kragujevac', 'Novi Sad', 'safe place', 'V01'];

const parts: Readonly<Record<DueWhen, string>> = {
  overdue: 'Overdue',
  today: 'Due today',
  'this-week': 'This week',
  later: 'Later',
};

describe('plans, dates and reviews', () => {
  const clock = new ForwardClock();
  let house: ConsoleHouse;
  let mira: Colleague;
  let goran: Colleague;
  let vera: Colleague;
  let place: string;

  const go = (who: Colleague, place: string, heading: string): Promise<Page> =>
    goTo(house, who, place, heading);

  const myReviews = async (who: Colleague): Promise<Page> => {
    const page = await go(who, '/reviews', 'My reviews');
    await page.getByText('Looking for what is due.').waitFor({ state: 'detached' });
    return page;
  };

  /** The part of "My reviews" in which a date lies now. */
  const partOf = (page: Page, due: number) =>
    page.getByRole('region', {
      name: parts[dueWhen(due as Instant, dueBounds(clock.now(), belgrade))],
      exact: true,
    });

  /** The server's time goes on; nobody is signed out because of it. */
  const letPass = async (span: Duration): Promise<void> => {
    await house.test.source.query(`update session set expires_at = expires_at + interval '30 days'`);
    clock.putAhead(span);
    const sweeps = house.app.get<readonly AdvanceDeadline[]>(DEADLINES, { strict: false });
    for (const sweep of sweeps) await sweep.run();
  };

  /** @returns the only row of the only column that is asked for */
  const only = async (sql: string): Promise<unknown> => {
    const [row]: Record<string, unknown>[] = await house.test.source.query(sql);
    return Object.values(row ?? {})[0];
  };

  beforeAll(async () => {
    house = await ConsoleHouse.open({ ...caseWork, clock });
    const admin = await foundHouse(house);
    mira = await enrol(house, admin, 'Mira', 'Coordinator');
    goran = await enrol(house, admin, 'Goran', 'Case worker');
    vera = await enrol(house, admin, 'Vera', 'Security focal point');
  });

  afterAll(() => house.close());

  it('teaches where nothing is yet: nothing to review, no evaluation', async () => {
    const page = await myReviews(goran);
    await page.getByText('Nothing waits for you.').waitFor();
    expect(await faultsInBothLights(page)).toEqual([]);
    const evaluation = await go(mira, '/reviews/evaluation', 'Evaluation');
    await evaluation.getByText('You are in no evaluation.').waitFor();
    expect(await faultsInBothLights(evaluation)).toEqual([]);

    await evaluation.getByRole('button', { name: 'Open an evaluation' }).click();
    await evaluation.getByText('Nothing to look back at yet.').waitFor();
    await shoot(evaluation, 'evaluation-empty');
    await evaluation.getByRole('link', { name: 'Who is in this evaluation' }).click();
    await nameIn(evaluation, 'Goran');
  });

  it('begins a plan from the answers that are certain, and offers what is only suspected', async () => {
    const { page } = goran;
    await page.goto(`${house.url}/#/cases`);
    await page.getByRole('button', { name: 'Open a new case' }).click();
    await page.getByText('Nobody has assessed here yet.').waitFor();
    await nameIn(page, 'Mira');
    place = new URL(page.url()).hash.slice(1);
    await page.getByRole('link', { name: 'Assess' }).click();
    await page.getByRole('button', { name: 'All on a page' }).click();
    await answerAll(page, { V18: 'No report, none planned', V23: 'Serving a sentence' });
    await answer(page, 'V01', 'Yes');
    await answer(page, 'V02', 'Yes');
    await answer(page, 'V27', 'Suspected, not confirmed');
    await page.getByRole('button', { name: 'Sign the assessment' }).click();

    await page.getByRole('group', { name: 'Call police 192 / ambulance 194 now' }).waitFor();
    await page.getByRole('group', { name: 'Move to a safe place' }).waitFor();
    expect(await page.getByRole('group', { name: 'Safety plan for family members' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Add: Safety plan for family members' }).click();
    await page.getByRole('group', { name: 'Safety plan for family members' }).waitFor();
  });

  it('signs no measure without words, and keeps what was typed until it is signed', async () => {
    const { page } = goran;
    await page.getByRole('button', { name: 'Write a measure of your own' }).click();
    await page.getByText('Measures without words: 1.').waitFor();
    expect(await page.getByRole('button', { name: 'Sign the plan' }).isDisabled()).toBe(true);
    const own = page.getByRole('group', { name: 'A measure of your own' });
    await own.getByLabel('What is to be done').fill(ownMeasure);
    await own.getByLabel('Who').selectOption({ label: 'Mira' });
    await page.getByText('Kept encrypted in this browser, not signed yet.').waitFor();
    await page.goto(`${house.url}/#${place}`);
    await page.getByRole('link', { name: 'Plan', exact: true }).click();

    const words = own.getByLabel('What is to be done');
    await eventually(async () => (await words.inputValue()) === ownMeasure);
    expect(await faultsInBothLights(page)).toEqual([]);
    await shoot(page, 'plan');
    await page.getByRole('button', { name: 'Sign the plan' }).click();
    await page.getByRole('heading', { name: 'Signatures' }).waitFor();
    await page.getByRole('cell', { name: ownMeasure }).waitFor();
  });

  it.each([
    ['English', 'CONFIDENTIAL', 'Case 1001', 'Extreme', 'Move to a safe place'],
    ['Srpski', 'POVERLJIVO', 'Predmet 1001', 'Ekstreman', 'Premeštanje na sigurno mesto'],
    ['Српски', 'ПОВЕРЉИВО', 'Предмет 1001', 'Екстреман', 'Премештање на сигурно место'],
  ])(
    'prints an extreme level with seven measures on two confidential pages: %s',
    async (language, confidential, code, level, measure) => {
      const { page } = goran;
      await page
        .getByRole('combobox', { name: 'Language of the document' })
        .selectOption({ label: language });
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save as PDF' }).click(),
      ]);
      const path = await file.path();

      expect(await pagesOf(path)).toBe(2);
      const pages = wordsOf(path);
      if (pages === null) return;
      expect(pages.length).toBe(2);
      for (const each of pages) expect(each).toContain(confidential);
      for (const each of pages) expect(each).toContain(code);
      expect(pages[0]).toContain(level);
      for (const words of [measure, ownMeasure]) expect(pages[1]).toContain(words);
    },
  );

  it('shows what is due, and names a measure only to whoever opens it', async () => {
    const page = await myReviews(goran);
    const due = Number(await only(`select extract(epoch from due_at) * 1000 from review`));
    await partOf(page, due).getByRole('link', { name: 'Case 1001' }).first().waitFor();
    for (const secret of secrets) expect(await page.locator('main').innerText()).not.toContain(secret);

    const first = Number(await only('select extract(epoch from min(due_at)) * 1000 from measure'));
    const soonest = partOf(page, first);
    await soonest.getByRole('button', { name: 'Show what it is' }).first().click();
    await soonest.getByText('Call police 192 / ambulance 194 now').waitFor();
    expect(await faultsInBothLights(page)).toEqual([]);
    await shoot(page, 'reviews');
  });

  it('hands out a calendar with kinds, numbers and dates, and nothing else', async () => {
    const { page } = goran;
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Calendar file' }).click(),
    ]);
    const calendar = await readFile(await file.path(), 'utf8');

    expect(file.suggestedFilename()).toBe('calendar.ics');
    expect([...new Set(calendar.match(/^SUMMARY:.*$/gm)?.map((line) => line.trim()))].sort()).toEqual([
      'SUMMARY:Review 1001',
      'SUMMARY:Task for 1001',
    ]);
    expect(calendar.match(/BEGIN:VEVENT/g)?.length).toBe(6);
    for (const secret of [...secrets, 'Goran', 'Mira', 'Kuća']) expect(calendar).not.toContain(secret);
  });

  it('takes a date whose meaning the server never learns, and one that has gone by not at all', async () => {
    const page = await go(goran, place, 'Case 1001');
    await page.getByText(/^Dates: /).click();
    await page.getByLabel('Day').fill('2020-01-01');
    await page.getByLabel('In your words').fill(hearing);
    await page.getByText('This day has gone by').waitFor();
    expect(await page.getByRole('button', { name: 'Add the date' }).isDisabled()).toBe(true);

    const day = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('Day').fill(day);
    await page
      .getByLabel('What it is')
      .selectOption({ label: 'Hearing, statement, confrontation or verdict (before and after)' });
    expect(await faultsInBothLights(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add the date' }).click();
    await page.getByRole('button', { name: 'Does not hold any more' }).waitFor();
    await page.getByText('Dates: 1').waitFor();
    await shoot(page, 'dates');

    const alarms: object[] = await house.test.source.query('select * from circle_alarm');
    expect(alarms.length).toBe(2);
    expect(Object.keys(alarms[0] ?? {}).sort()).toEqual(
      ['circle_id', 'counter', 'due_at', 'id', 'stated_at', 'state', 'statement'].sort(),
    );
  });

  it('shows which date nobody would be reminded of, and sets its reminder again', async () => {
    const { page } = goran;
    const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await page.route(/\/alarms$/, (route) => route.fulfill({ status: 422, json: { code: 'alarm-refused' } }));
    await page.getByLabel('Day').fill(day);
    await page.getByLabel('In your words').fill('The lease ends');
    await page.getByRole('button', { name: 'Add the date' }).click();
    await page.getByText('A part of a date was not taken by the server').waitFor();
    expect(await page.getByText('no reminder').count()).toBe(0);
    await page.unroute(/\/alarms$/);
    await page.getByRole('button', { name: 'Show what it says' }).click();
    await page.getByLabel(/^I have written down elsewhere/).check();
    await page.getByRole('button', { name: 'Erase it' }).click();

    const line = page.getByRole('listitem').filter({ hasText: 'The lease ends' });
    await line.getByText('no reminder').waitFor();
    expect(await faultsInBothLights(page)).toEqual([]);
    await line.getByRole('button', { name: 'Set the reminder again' }).click();
    await line.getByText('no reminder').waitFor({ state: 'detached' });
    await page.getByText(/^Reminders that were set/).waitFor({ state: 'detached' });
    await line.getByRole('button', { name: 'Does not hold any more' }).click();
    await page.getByText('Dates: 1').waitFor();
  }, 60_000);

  it('clears the alarms of a date that does not hold any more', async () => {
    const { page } = goran;
    await page.getByRole('button', { name: 'Does not hold any more' }).click();
    await page.getByText('Dates: 0').waitFor();

    expect(await only(`select string_agg(distinct state, ' ') from circle_alarm`)).toBe('cleared');
  });

  it('shows a review that was missed to its worker and to the coordinator, with who has how much', async () => {
    await letPass(hours(25));
    const own = await myReviews(goran);
    await own
      .getByRole('region', { name: 'Overdue', exact: true })
      .getByRole('link', { name: 'Case 1001', exact: true })
      .waitFor();
    const page = await myReviews(mira);
    await page.getByRole('heading', { name: 'Overdue in the whole house' }).waitFor();
    await page.getByText('The level asks for it · Goran').waitFor();
    await page.getByText('The safety of Goran on Case 1001').waitFor();
    const row = page.getByRole('row').filter({ hasText: 'Goran' });
    await row.getByRole('cell').first().waitFor();

    expect(await row.getByRole('cell').allInnerTexts()).toEqual([
      '1',
      '1',
      '1',
      '1 (1 overdue)',
      '4 (2 overdue)',
    ]);
    expect(await faultsInBothLights(page)).toEqual([]);
    await shoot(page, 'workload');
    expect(await only(`select count(*) from alert where policy ->> 'id' = 'review-overdue'`)).toBe('1');
    await letPass(hours(0));
  });

  it('takes a measure as done where it is due, and the plan and its document say so too', async () => {
    const page = await myReviews(goran);
    await page.getByRole('button', { name: 'Show what it is' }).first().click();
    await page.getByRole('button', { name: 'Done: Call police 192 / ambulance 194 now' }).click();
    await page.getByText('Call police 192 / ambulance 194 now').waitFor({ state: 'detached' });

    await page.goto(`${house.url}/#${place}/document`);
    const row = page.getByRole('row').filter({ hasText: 'Call police 192' });
    await row.getByRole('cell', { name: 'Done' }).waitFor();
    await page.goto(`${house.url}/#${place}/plan`);
    const measure = page.getByRole('group', { name: 'Call police 192 / ambulance 194 now' });
    await measure.waitFor();
    await eventually(async () => (await measure.getByLabel('State').inputValue()) === 'done');
    await page.getByRole('button', { name: 'Sign the plan' }).click();
    await page.getByRole('heading', { name: 'Signatures' }).waitFor();
    expect(await only(`select count(*) from measure where state = 'done'`)).toBe('1');
  });

  it('lets nobody sign the next assessment before the last measures were judged', async () => {
    const page = goran.page;
    await page.goto(`${house.url}/#${place}/assess`);
    await page.getByLabel('I have looked at the other 50: they are as last time.').click();
    await page.getByRole('button', { name: 'All on a page' }).click();
    await answer(page, 'V01', 'No');
    await page.getByRole('button', { name: 'Sign the assessment' }).click();
    await page.getByText('Measures of the last plan to judge: 7').waitFor();
    await page.getByText('Whether the last measures worked').waitFor();
    expect(await only('select count(*) from circle_level')).toBe('1');

    const last = page.getByRole('region', { name: 'Did the last measures work?' });
    for (const choice of await last.getByRole('combobox').all())
      await choice.selectOption({ label: 'Effective' });
    await last.getByLabel('Move to a safe place').selectOption({ label: 'Not effective' });
    await last.getByLabel('Safety plan for family members').selectOption({ label: 'Not carried out' });
    await last.getByLabel('The last plan as a whole').selectOption({ label: 'Partly effective' });
    expect(await faultsInBothLights(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign the assessment' }).click();
    await page.getByRole('heading', { name: 'Security plan' }).waitFor();

    const measure = page.getByRole('group', { name: 'Move to a safe place' });
    await measure.getByText('last time: Not effective').waitFor();
    expect(await page.getByRole('group', { name: 'Call police 192 / ambulance 194 now' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Sign the plan' }).click();
    await page.getByRole('heading', { name: 'Signatures' }).waitFor();
  });

  it('still prints the plan that followed from the assessment before', async () => {
    const { page } = goran;
    await page.getByLabel('Which assessment').selectOption({ index: 0 });

    await page.getByRole('row').filter({ hasText: 'Call police 192' }).waitFor();
  });

  it('completes a review at 360 px with the connection cut half-way', async () => {
    const { page, computer } = goran;
    const assessed = (): Promise<unknown> => only('select max(assessed_at)::text from circle_level');
    const before = await assessed();
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${house.url}/#${place}/assess`);
    await page.getByLabel('I have looked at the other 50: they are as last time.').click();
    await page.getByText('Kept encrypted in this browser, not signed yet.').waitFor();
    await computer.setOffline(true);
    const last = page.getByRole('region', { name: 'Did the last measures work?' });
    for (const choice of await last.getByRole('combobox').all())
      await choice.selectOption({ label: 'Effective' });
    await page.getByRole('button', { name: 'Sign the assessment' }).click();
    await page.getByText('Signed. The server has not taken it yet').waitFor();
    expect(await assessed()).toBe(before);

    await computer.setOffline(false);
    await page.getByText('Signed. The server has not taken it yet').waitFor({ state: 'detached' });
    expect(await assessed()).not.toBe(before);
    expect(await only(`select count(*) from measure where state = 'open' and effect <> 'effective'`)).toBe(
      '0',
    );
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('turns red where a column is not what was signed', async () => {
    await house.test.source.query('update circle_level set in_force = 1');
    const page = await go(goran, place, 'Case 1001');
    await page.getByText('The server shows something else than what was signed.').waitFor();
    await page.getByText('It differs in: level in force.').waitFor();
    expect(await faultsInBothLights(page)).toEqual([]);
    await shoot(page, 'red');

    await house.test.source.query(
      `update circle_level set in_force = computed, due_at = due_at + interval '1 day'`,
    );
    await page.reload();
    await page.getByText('It differs in: when to assess again.').waitFor();
    await house.test.source.query(`update circle_level set due_at = due_at - interval '1 day'`);
    await page.reload();
    await page.getByText('Holds now').waitFor();
    expect(await page.getByText('Do not rely on the level below.').count()).toBe(0);
  });

  it('turns red in My reviews too, without opening the case, where a row is not what was signed', async () => {
    const lastOpened = () => only('select max(last_read_at)::text from circle_opening');
    const checked = async (): Promise<Page> => {
      const page = await myReviews(goran);
      await page.getByRole('link', { name: 'Case 1001' }).first().waitFor();
      const read = page.waitForResponse((response) => response.url().includes('/stubs'));
      await page.reload();
      await read;
      await page.getByText(/^Comparing with what was signed/).waitFor({ state: 'detached' });
      return page;
    };
    const differing = 'The server shows something else than what was signed. It differs in:';
    const opened = await lastOpened();
    const honest = await checked();
    expect(await honest.getByRole('alert').count()).toBe(0);

    await house.test.source.query(
      `update review set level = 1, due_at = due_at + interval '9 days', latest_at = latest_at + interval '9 days'`,
    );
    const page = await checked();
    await page.getByText(`${differing} level in force, when to assess again.`).waitFor();
    await page.getByText('Do not rely on this row.').waitFor();
    await page.getByRole('alert').getByRole('link', { name: 'Case 1001' }).waitFor();
    expect(await faultsInBothLights(page)).toEqual([]);
    await house.test.source.query(
      `update review set level = (select in_force from circle_level l where l.circle_id = review.circle_id
         order by assessed_at desc limit 1),
       due_at = due_at - interval '9 days', latest_at = latest_at - interval '9 days'`,
    );

    await house.test.source.query('update circle_level set provisional = not provisional');
    await (await checked()).getByText(`${differing} what is unknown or critical.`).waitFor();
    await house.test.source.query('update circle_level set provisional = not provisional');
    expect(await (await checked()).getByRole('alert').count()).toBe(0);
    expect(await lastOpened()).toBe(opened);

    const [{ holder }] = await house.test.source.query<[{ holder: string }]>('select holder from review');
    await house.test.source.query(
      `update review set holder = (select id from staff where duty_name = 'Vera')`,
    );
    await (await myReviews(vera)).getByText('Only its members can check this level.').waitFor();
    await house.test.source.query('update review set holder = $1', [holder]);
  });

  it('lets a focal point whom the file names fill in part A, with what the records already know', async () => {
    const opening = await go(mira, '/reviews/providers', 'Safety of those who help');
    await opening.getByRole('button', { name: 'Open the file and assess' }).click();
    await opening.getByText('Question 1 of 28').waitFor();
    const file = new URL(opening.url()).hash.slice(1).replace(/\/assess.*/, '');
    await go({ ...mira, page: opening }, file, 'Organisation file');
    await nameIn(opening, 'Vera');
    await writeIncident(vera.page);

    const page = await go(vera, file, 'Organisation file');
    await page.getByRole('link', { name: 'Assess' }).click();
    await page.getByRole('button', { name: 'Count from records' }).click();
    await page.getByRole('button', { name: 'All on a page' }).click();
    await checked(page, 'A09');
    expect(await faultsInBothLights(page)).toEqual([]);
    await shoot(page, 'part-a');
    await page.getByRole('button', { name: 'Sign the assessment' }).click();
    await page.getByText('Questions to look at: 2').waitFor();
    await page.getByRole('button', { name: 'One at a time' }).click();
    await page.getByRole('button', { name: 'Go to A09' }).click();
    await page.locator('#item-A09 input:focus').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'All on a page' }).click();
    await page.getByRole('button', { name: 'Go to A09' }).click();
    await page.locator('#item-A09 input:focus').waitFor({ state: 'attached' });
    for (const item of ['A09', 'A10']) await page.locator(`#item-${item} input:checked`).click();
    await page.getByRole('button', { name: 'Sign the assessment' }).click();
    await page.getByRole('heading', { name: 'Security plan' }).waitFor();
  });

  it('looks back: assessments against the incidents that followed, coverage, and where cases stand', async () => {
    const incidents = await go(mira, '/safety/incidents', 'Incidents');
    await incidents.getByRole('link', { name: 'Incident 1' }).click();
    await incidents.getByRole('button', { name: '5. Conclusion' }).click();
    await incidents.getByLabel('Case 1001').check();
    await incidents.getByRole('button', { name: 'Seal this version' }).click();
    await incidents.getByText('Sealed. You can go on').waitFor();

    const page = await go(mira, '/reviews/evaluation', 'Evaluation');
    await page.getByRole('button', { name: 'Take over incidents' }).click();
    await page.getByText('Hide numbers below 11').click();
    const byLevel = page.getByRole('region', { name: 'What followed, by level' });
    await byLevel
      .getByRole('row', { name: /^High/ })
      .getByText(/^1 of \d$/)
      .first()
      .waitFor();
    const share = page.getByRole('region', { name: 'What these figures rest on' });
    await share.getByText('as many extracts here as assessments').waitFor();
    await page.getByLabel('Instrument').selectOption('PSRA-A');
    await share.getByText('No assessment left an extract here.').waitFor();
    await share.getByText('Vera', { exact: true }).waitFor();
    await page.getByLabel('Instrument').selectOption('VSRA');
    const heat = page.getByRole('region', { name: 'Where cases stand' });
    expect((await heat.getByRole('cell').allInnerTexts()).filter((count) => count !== '0')).toEqual(['1']);
    const coverage = page.getByRole('region', { name: 'Coverage' });
    await coverage.getByText('Plans: Partly effective').waitFor();
    expect(await coverage.locator('.fact', { hasText: 'Partly' }).locator('dd').innerText()).toBe('1');
    expect(await faultsInBothLights(page)).toEqual([]);
    await share.getByText('By quarter').click();
    await shoot(page, 'evaluation');
  });

  it('writes no plan over one that a colleague signed meanwhile, and shows both', async () => {
    const planned = vera.page;
    const file = new URL(planned.url()).hash.slice(1).replace('/plan', '');
    const other = await go(mira, `${file}/plan`, 'Security plan');
    await planned.getByLabel('What else was agreed').fill('Mira calls the police station.');
    await other.getByLabel('What else was agreed').fill('Vera changes the lock.');
    await other.getByRole('button', { name: 'Sign the plan' }).click();
    await other.getByRole('heading', { name: 'Signatures' }).waitFor();

    await planned.getByRole('button', { name: 'Sign the plan' }).click();
    await planned.getByRole('alert').filter({ hasText: 'signed a newer plan here first' }).waitFor();
    await planned.getByText('Vera changes the lock.').waitFor();
    expect(await planned.getByRole('button', { name: 'Sign the plan' }).isDisabled()).toBe(true);
    expect(await faultsInBothLights(planned)).toEqual([]);
    await planned.getByRole('button', { name: 'I have read it; mine is the next version' }).click();
    await planned.getByRole('button', { name: 'Sign the plan' }).click();
    await planned.getByRole('heading', { name: 'Signatures' }).waitFor();
    await planned.getByText('Mira calls the police station.').waitFor();
  });

  /** Vera opens the security log with Mira, and writes down what happened to case 1001. */
  async function writeIncident(page: Page): Promise<void> {
    await page.goto(`${house.url}/#/safety/incidents`);
    await page.getByLabel('I mean Mira, whose words are these.').check();
    await page.getByRole('button', { name: 'Open the security log' }).click();
    await page.getByRole('button', { name: 'Open the security log' }).waitFor({ state: 'detached' });
    await page.getByLabel('When somebody must act').selectOption({ label: 'Nobody need be called' });
    await page.getByRole('button', { name: 'Report and write it down' }).click();
    await page.getByLabel('What kind').selectOption({ label: 'Being watched or followed' });
    await page
      .getByRole('textbox', { name: 'Facts', exact: true })
      .fill('The same grey car, three evenings.');
    await page.getByRole('button', { name: 'Seal this version' }).click();
    await page.getByText('Sealed. You can go on').waitFor();
  }

  const checked = async (page: Page, item: string): Promise<void> => {
    await page.locator(`#item-${item} input:checked`).waitFor({ state: 'attached' });
  };

  it('reaches every place, and the ways out, on a narrow phone too', async () => {
    const page = await go(goran, '/cases', 'Cases');
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.getByRole('link', { name: 'People', exact: true }).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.getByRole('button', { name: 'Lock' }).waitFor();
    expect(await faultsInBothLights(page)).toEqual([]);
    await shoot(page, 'more');
    await page.getByRole('link', { name: 'People', exact: true }).click();

    await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
    expect(await page.getByRole('button', { name: 'Sign out' }).isVisible()).toBe(false);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('meets no complaint of the browser', () => {
    expect(house.complaints).toEqual([]);
  });
});
