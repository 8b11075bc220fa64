import { appendEntry } from '../../../../src/contracts/identity/directory.js';
import {
  acceptInvitation,
  listEnrolments,
  lookAtInvitation,
  readEnrolment,
  renewPossession,
  withdrawInvitation,
} from '../../../../src/contracts/identity/enrolment.js';
import { readSession } from '../../../../src/contracts/identity/session.js';
import { readSetUp } from '../../../../src/contracts/identity/set-up.js';
import { hours } from '../../../../src/domain/shared/time.js';
import { ApiHouse } from '../../support/api-house.js';
import { refusal } from '../../support/refusal.js';
import type { Founding, StaffClient } from '../../support/staff-client.js';

describe('founding an organisation and letting people in', () => {
  let house: ApiHouse;
  let office: StaffClient;
  let founding: Founding;

  beforeAll(async () => {
    house = await ApiHouse.open();
    office = house.browser();
  });
  afterAll(() => house.close());

  it('refuses a passer-by who does not know the token that the server printed', async () => {
    await house.setUpToken();

    const refused = await refusal(house.browser().found('a guess', { dutyName: 'Zla', roles: [] }));
    const state = await house.browser().call(readSetUp);

    expect([refused, state.state]).toEqual(['set-up-token-refused', 'open']);
  });

  it('founds once, and signs the founder in', async () => {
    const token = await house.setUpToken();

    founding = await office.found(
      token,
      { dutyName: 'Vera', roles: ['administrator'] },
      { withRecovery: true },
    );
    const again = await refusal(house.browser().found(token, { dutyName: 'Zla', roles: [] }));
    const session = await office.call(readSession);

    expect(again).toBe('set-up-done');
    expect(session).toMatchObject({
      dutyName: 'Vera',
      roles: ['administrator'],
      organisation: 'Kuća',
      kind: 'full',
    });
    expect((await office.directory()).seq).toBe(3);
  });

  it('takes a newcomer from the link to her first sign-in', async () => {
    const browser = house.browser();

    const ana = await office.enrol(
      browser,
      { dutyName: 'Ana', roles: ['operator', 'case-worker'], functions: ['legal'] },
      founding.admin.identity,
    );
    const session = await browser.call(readSession);
    const directory = await browser.directory();

    expect(session).toMatchObject({
      dutyName: 'Ana',
      roles: ['operator', 'case-worker'],
      functions: ['legal'],
      staffId: ana.id,
    });
    expect(directory.keyOf(ana.identity.user)).toMatchObject({ kind: 'person', role: 0x07, kv: 1 });
  });

  it('uses a link once', async () => {
    const link = await office.invite({ dutyName: 'Bojan', roles: ['focal-point'] });
    await house.browser().accept(link);

    const again = await refusal(house.browser().accept(link));

    expect(again).toBe('invitation-refused');
  });

  it('refuses a link after 72 hours, and one that was withdrawn', async () => {
    const old = await office.invite({ dutyName: 'Stari', roles: ['operator'] });
    house.clock.advance(hours(72));
    await office.signIn(founding.admin);
    const withdrawn = await office.invite({ dutyName: 'Povučen', roles: ['operator'] });
    await office.call(withdrawInvitation, { params: { id: withdrawn.id } });

    const refused = [old, withdrawn].map(({ token }) =>
      refusal(house.browser().call(lookAtInvitation, { body: { token } })),
    );

    expect(await Promise.all(refused)).toEqual(['invitation-refused', 'invitation-refused']);
  });

  it('lets one of two administrators who sign the same person win, and tells the other that she lost', async () => {
    const second = house.browser();
    const eva = await office.enrol(second, { dutyName: 'Eva', roles: ['administrator'] }, founding.root);
    const link = await office.invite({ dutyName: 'Cveta', roles: ['coordinator'] });
    const newcomer = house.browser();
    const cveta = await newcomer.accept(link);
    const entries = [
      await office.entryFor(cveta.id, founding.admin.identity),
      await second.entryFor(cveta.id, eva.identity),
    ] as const;

    const outcomes = await Promise.all([
      refusal(office.call(appendEntry, { body: { entry: entries[0] } })),
      refusal(second.call(appendEntry, { body: { entry: entries[1] } })),
    ]);

    expect(outcomes.sort()).toEqual(['directory-superseded', 'nothing refused']);
    expect(await newcomer.call(readEnrolment)).toMatchObject({ state: 'signed' });
  });

  it('asks for possession anew when the directory went on while keys waited', async () => {
    const [slow, quick] = [house.browser(), house.browser()];
    const waiting = await slow.accept(await office.invite({ dutyName: 'Spora', roles: ['operator'] }));
    await office.enrol(quick, { dutyName: 'Brza', roles: ['operator'] }, founding.admin.identity);
    const before = await slow.call(readEnrolment);
    const stale = await refusal(office.signKeysOf(waiting.id, founding.admin.identity));

    slow.person = waiting;
    const possessions = slow.possessions(await slow.directory(), waiting, 'new');
    await slow.call(renewPossession, { body: { possessions } });
    const after = await slow.call(readEnrolment);
    await office.signKeysOf(waiting.id, founding.admin.identity);
    await slow.signIn(waiting);

    expect([before.state, stale, after.state]).toEqual(['stale', 'directory-superseded', 'waiting']);
    expect((await slow.call(readSession)).dutyName).toBe('Spora');
  });

  it('shows who waits no more than the directory and her own state', async () => {
    const browser = house.browser();
    browser.person = await browser.accept(await office.invite({ dutyName: 'Čeka', roles: ['director'] }));

    const others = await refusal(browser.call(listEnrolments));
    const session = await browser.call(readSession);

    expect(others).toBe('not-allowed');
    expect(session).toMatchObject({ kind: 'enrolling', functions: [] });
    expect((await browser.directory()).seq).toBeGreaterThan(3);
  });

  it('refuses keys whose possession is not proven, and keeps the link usable', async () => {
    const link = await office.invite({ dutyName: 'Prava', roles: ['operator'] });
    const thief = house.browser();
    const honest = thief.possessions.bind(thief);
    thief.possessions = (...given) =>
      honest(...given).map(({ body }) => ({ body, selfSig: new Uint8Array(64) }));

    const refused = await refusal(thief.accept(link));
    const accepted = await refusal(house.browser().accept(link));

    expect([refused, accepted]).toEqual(['possession-refused: signature', 'nothing refused']);
  });

  it('refuses a body that claims another role than the invitation gives', async () => {
    const link = await office.invite({ dutyName: 'Skromna', roles: ['operator'] });
    const climber = house.browser();
    const honest = climber.possessions.bind(climber);
    climber.possessions = (directory, person, purpose) =>
      honest(directory, { ...person, roles: ['director'] }, purpose);

    expect(await refusal(climber.accept(link))).toBe('possession-refused: body');
  });

  it('names no field’s value when a request has the wrong form', async () => {
    const answer = await house.browser().raw('POST', acceptInvitation.path, {
      token: 'tajna-lozinka-u-pogrešnom-polju',
      extra: 1,
    });

    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('tajna');
    expect(JSON.parse(answer.text)).toMatchObject({
      code: 'invalid-request',
      fields: expect.arrayContaining([{ at: 'body.token', rule: 'invalid_format' }]) as unknown,
    });
  });
});
