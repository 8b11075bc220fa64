import type { Page } from 'playwright-core';
import { AssessmentsModule } from '../../src/server/assessments/assessments.module.js';
import { readAssessmentInstruments } from '../../src/server/platform/instruments/read-assessment-instruments.js';
import { faultsOf } from './support/axe.js';
import { ConsoleHouse } from './support/console-house.js';
import { shoot } from './support/shoot.js';
import { foundHouse } from './support/team.js';

describe('the questionnaires', () => {
  let house: ConsoleHouse;
  let admin: Page;

  beforeAll(async () => {
    house = await ConsoleHouse.open({
      modules: (identity) => [AssessmentsModule.with(identity, readAssessmentInstruments())],
    });
    admin = await foundHouse(house);
    await admin.getByRole('link', { name: 'Forms' }).click();
    await admin.getByRole('heading', { name: 'Victim safety assessment (VSRA)' }).waitFor();
  });

  afterAll(() => house.close());

  it('say that they are proposals, and can be read in every language', async () => {
    expect(await admin.getByText('This is a proposal.').count()).toBe(2);
    await admin.getByText('Read the questions: Safety risk assessment').click();
    await admin.getByText('V01 · Is the person in danger at this moment').waitFor();
    await shoot(admin, 'instruments');

    await admin.getByLabel('Language').selectOption('sr-Cyrl');
    await admin.getByText('V01 · Да ли је особа у овом тренутку у опасности').waitFor();
    await admin.getByLabel('Језик').selectOption('en');
  });

  it('stop being proposals once an administrator writes down who validated them', async () => {
    const victim = admin.locator('li.card', { hasText: 'Victim safety assessment' });
    await victim.getByText('Write down who validated it').click();
    await victim.getByLabel('Who validated it').fill('A group of practitioners');
    await victim.getByLabel('On which day').fill('2026-01-31');
    await victim.getByRole('button', { name: 'Write it down' }).click();

    await victim.getByText('Validated by A group of practitioners, on 2026-01-31.').waitFor();
    expect(await admin.getByText('This is a proposal.').count()).toBe(1);

    await victim.getByText('Take this back').click();
    await victim.getByRole('button', { name: 'Take this back' }).click();
    await victim.getByText('This is a proposal.').waitFor();
  });

  it('fit a phone and have no fault that axe can find', async () => {
    await admin.setViewportSize({ width: 360, height: 740 });
    const overflow = await admin.evaluate('document.documentElement.scrollWidth - innerWidth');

    expect(overflow).toBeLessThanOrEqual(0);
    expect(await faultsOf(admin)).toEqual([]);
    expect(house.complaints).toEqual([]);
  });
});
