import { randomUUID } from 'node:crypto';
import { listIncidents } from '../../src/contracts/safety/incidents.js';
import { concludeVisit, departOnVisit, listVisits } from '../../src/contracts/safety/field-visits.js';
import type { CircleId } from '../../src/domain/circle/circle.js';
import type { Phone } from '../../src/sandbox/phone.js';
import { rows } from '../../src/server/platform/database/database.js';
import { incidentTap, visitTap } from '../../src/server/staff-bot/safety-tap.js';
import type { VisitId } from '../../src/server/safety/visit.js';
import { aPlan, FieldHouse, type Name } from './support/field-house.js';
import { eventually } from './support/house.js';
import { everyTable, findings } from './support/search-everything.js';
import { tap } from './support/walk.js';

const facts = 'Obeležena činjenica: čeka ispred zgrade u Nemanjinoj 22';

let house: FieldHouse;

beforeAll(async () => {
  house = await FieldHouse.open(['Mira', 'Goran', 'Lena']);
});
afterAll(() => house.close());

const phoneOf = (name: Name): Phone => house.phone(name);
const said = (name: Name) =>
  phoneOf(name)
    .messages('staff')
    .filter(({ from }) => from === 'bot');
const last = (name: Name) => said(name).at(-1);
const labels = (name: Name): string[] => (last(name)?.buttons ?? []).flat().map(({ label }) => label);
const alertsOn = (name: Name): string[] =>
  said(name)
    .map(({ text }) => text)
    .filter((text) => /^(RED|ORANGE|YELLOW)/.test(text));
const reader = () => house.test.database.reader;
const openAlertsOf = 'select 1 from alert where subject_id = $1 and resolved_at is null';
/** Everything that was written or tapped has been heard, and what follows from it has left. */
const settled = () =>
  eventually(async () => {
    const waiting = `select 1 from outbox where settled_at is null and channel <> 'alarm' and not_before <= now()`;
    return house.sandbox.pending('staff') === 0 && (await rows(reader(), waiting)).length === 0;
  });

/** Writes, and waits for the answer. */
async function ask(name: Name, command: string): Promise<void> {
  const before = said(name).length;
  phoneOf(name).send('staff', command);
  await eventually(() => said(name).length > before);
}

/** Taps a button, and waits for the sentence over the chat. @returns that sentence */
async function press(name: Name, label: string): Promise<string> {
  const before = phoneOf(name).popUps('staff').length;
  await tap(phoneOf(name), 'staff', label);
  return answered(name, before);
}

/** Sends what a button would send, whether or not there is one. */
async function forge(name: Name, data: string): Promise<string> {
  const before = phoneOf(name).popUps('staff').length;
  phoneOf(name).tap('staff', 1, data);
  return answered(name, before);
}

async function answered(name: Name, before: number): Promise<string> {
  await eventually(() => phoneOf(name).popUps('staff').length > before);
  return phoneOf(name).popUps('staff').at(-1)?.text ?? '';
}

describe('/incident on the staff bot', () => {
  it('asks with buttons alone, and nowhere for words', async () => {
    await ask('Goran', '/incident');
    expect(labels('Goran')).toEqual(['A client', 'A colleague or me', 'The place']);

    await tap(phoneOf('Goran'), 'staff', 'A colleague or me');

    await eventually(() => labels('Goran').includes('Today'));
    expect(labels('Goran')).toEqual(['Now', 'Today', 'It can wait']);
    expect(await rows(reader(), 'select 1 from incident_report')).toEqual([]);
  });

  it('does not keep what somebody types all the same, takes it out of the chat, and says kindly where it belongs', async () => {
    await ask('Goran', facts);

    expect(last('Goran')?.text).toContain('was not kept');
    expect(last('Goran')?.text).toContain('console');
    await eventually(
      () =>
        !phoneOf('Goran')
          .messages('staff')
          .some(({ text }) => text === facts),
    );
    expect(findings([facts], await everyTable(reader()))).toEqual([]);
    expect(await rows(reader(), 'select 1 from incident_report')).toEqual([]);
  });

  it('wakes the focal point on duty with a level, a kind and a number, and nobody else at once', async () => {
    const over = await press('Goran', 'Now');

    expect(over).toBe('Incident 1: somebody is told. Write down what happened in the console.');
    await eventually(() => alertsOn('Mira').length > 0);
    expect(last('Mira')).toMatchObject({ text: 'RED · incident 1', silent: false, protectContent: true });
    await settled();
    expect([alertsOn('Ana'), alertsOn('Jovan'), alertsOn('Lena'), alertsOn('Goran')]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect((await house.of('Mira').browser.call(listIncidents)).items).toMatchObject([
      { number: 1, about: 'staff', urgency: 'now', circle: null, reportedBy: house.of('Goran').person.id },
    ]);
    // Or its next step would come in the middle of what follows, where the machine is slow.
    expect(await press('Mira', 'I take it')).toBe('You have it.');
  });

  it('leaves no button on the message, and a tap that comes again reports nothing new', async () => {
    const asked = said('Goran').find(({ text }) => text.startsWith('Incident 1'));
    expect(asked?.buttons.flat()).toEqual([]);
    const [report] = await rows<{ id: string }>(reader(), 'select id from incident_report');

    const again = [
      await forge('Goran', incidentTap(report!.id, 'staff', 'now')),
      await forge('Goran', incidentTap(report!.id, 'client', 'today')),
    ];

    expect(again).toEqual(['Incident 1 was reported before.', 'Incident 1 was reported before.']);
    expect(await rows(reader(), 'select 1 from alert')).toHaveLength(1);
    expect(alertsOn('Mira')).toHaveLength(1);
  });

  it('two taps at the same moment are one incident', async () => {
    const id = randomUUID();
    const before = phoneOf('Lena').popUps('staff').length;
    for (let taps = 0; taps < 3; taps += 1)
      phoneOf('Lena').tap('staff', 1, incidentTap(id, 'place', 'later'));
    await eventually(() => phoneOf('Lena').popUps('staff').length === before + 3);

    expect(await rows(reader(), `select 1 from incident_report where id = '${id}'`)).toHaveLength(1);
    expect(await rows(reader(), `select 1 from alert where subject_id = '${id}'`)).toHaveLength(1);
    await eventually(() => alertsOn('Mira').some((text) => text.startsWith('YELLOW')));
    expect(last('Mira')).toMatchObject({ silent: true });
  });

  it('tells a stranger nothing, and somebody else’s button nothing either', async () => {
    const [report] = await rows<{ id: string }>(reader(), 'select id from incident_report order by number');
    const stranger = house.sandbox.phone(9_999);
    stranger.send('staff', '/incident');
    await eventually(() => stranger.messages('staff').length > 1);
    stranger.tap('staff', 1, incidentTap(randomUUID(), 'client', 'now'));
    await eventually(() => stranger.popUps('staff').length > 0);

    expect(stranger.messages('staff').at(-1)).toMatchObject({ text: 'Ovo je privatan bot.', buttons: [] });
    expect(stranger.popUps('staff').at(-1)?.text).toBe('Ovo je privatan bot.');
    expect(await forge('Lena', incidentTap(report!.id, 'staff', 'now'))).toBe(
      'This button is no longer used.',
    );
    expect(await rows(reader(), 'select 1 from incident_report')).toHaveLength(2);
    expect(await rows(reader(), 'select 1 from telegram_quarantine')).toEqual([]);
  });
});

describe('/visit on the staff bot', () => {
  let book: CircleId;
  let visit: { id: VisitId; number: number };

  const plan = async (name: Name, from: CircleId, check: Partial<ReturnType<typeof aPlan>['check']> = {}) => {
    const { id, number } = await house.plan(name, from, aPlan({ check: { ...aPlan().check, ...check } }));
    return { id: id as VisitId, number };
  };
  const stageOf = async (id: VisitId) =>
    (await house.of('Mira').browser.call(listVisits)).items.find((each) => each.id === id)?.stage;

  beforeAll(async () => {
    book = await house.equip('Goran', { safe: 'jabuka', duress: 'kruška' });
  });

  it.each(['no', 'unknown'] as const)(
    'waits for a coordinator when one point of the check is "%s"',
    async (K3) => {
      visit = await plan('Goran', book, { K3 });

      await eventually(() => last('Ana')?.text === `YELLOW · check-in ${visit.number}`);
      expect(alertsOn('Mira').some((text) => text.includes(`check-in ${visit.number}`))).toBe(false);
      expect(await forge('Goran', visitTap('depart', visit.id))).toBe(
        'Not yet: a supervisor must say yes first.',
      );
      for (const name of ['Mira', 'Goran', 'Jovan'] as const)
        expect(await forge(name, visitTap('yes', visit.id))).toBe('This button is no longer used.');
      expect(await stageOf(visit.id)).toBe('waits-for-yes');
    },
  );

  it('begins with the coordinator’s yes and a tap, and is extended twice and no more', async () => {
    await ask('Ana', '/visit');
    expect(last('Ana')?.text).toMatch(
      /^Visit \d+\nA supervisor’s yes is needed: Goran\. Why is never written here/,
    );
    expect(await forge('Ana', visitTap('yes', visit.id))).toBe('Noted. She is told.');
    await eventually(() => last('Goran')?.text === `Visit ${visit.number}: yes, you may leave.`);
    expect(await forge('Ana', visitTap('no', visit.id))).toBe('This was answered before.');

    expect(await forge('Goran', visitTap('depart', visit.id))).toMatch(/^Noted\. Check in by \d\d:\d\d\.$/);
    const extended = [
      await forge('Goran', visitTap('extend-30', visit.id)),
      await forge('Goran', visitTap('extend-60', visit.id)),
      await forge('Goran', visitTap('extend-60', visit.id)),
    ];

    expect(extended[1]).toMatch(/^Noted\. Check in by/);
    expect(extended[2]).toBe('Extended twice already. Check in with your word.');
  });

  it('calls the focal point the moment a check-in is missing, and never the phone that is missing', async () => {
    await house.test.source.query(`update field_visit set due_at = now() where id = $1`, [visit.id]);

    await eventually(() => last('Mira')?.text === `RED · check-in ${visit.number}`);

    expect(last('Mira')).toMatchObject({ silent: false });
    expect(await stageOf(visit.id)).toBe('missed');
    await ask('Goran', '/visit');
    expect(alertsOn('Goran')).toEqual([]);
    expect(
      said('Goran')
        .slice(-2)
        .map(({ text }) => text.split('\n')[0]),
    ).toContain(`Visit ${visit.number}`);
  });

  it('takes her word late, and rings on until somebody else closes it', async () => {
    await forge('Goran', visitTap('check-in', visit.id));
    await ask('Goran', 'JABUKA');

    expect(last('Goran')?.text).toMatch(/Under way\. Check in by/);
    expect(await rows(reader(), openAlertsOf, [visit.id])).toHaveLength(1);
    await house.of('Mira').browser.call(concludeVisit, {
      params: { id: visit.id },
      body: { conclusion: 'false-alarm' },
    });
    expect(await rows(reader(), openAlertsOf, [visit.id])).toEqual([]);
    expect(await stageOf(visit.id)).toBe('ended');
    expect(await forge('Goran', visitTap('safe', visit.id))).toBe('This visit is not under way.');
  });

  it('shows the same to whoever looks over her shoulder, whichever of her two words she types', async () => {
    const lena = await house.equip('Lena', { safe: 'jabuka', duress: 'kruška' });
    const seenWith = async (word: string) => {
      const { id, number } = await plan('Lena', lena);
      const [seen, popped] = [said('Lena').length, phoneOf('Lena').popUps('staff').length];
      phoneOf('Lena').unlock();
      await ask('Lena', '/visit');
      await press('Lena', 'I am leaving');
      await press('Lena', 'Check in');
      await ask('Lena', word);
      await press('Lena', 'I am back');
      await ask('Lena', word);
      await settled();
      await eventually(
        () =>
          !phoneOf('Lena')
            .messages('staff')
            .some(({ text }) => text === word),
      );
      const shown = {
        messages: said('Lena')
          .slice(seen)
          .map(({ text, buttons, silent, edits }) => ({
            text,
            buttons: buttons.flat().map(({ label }) => label),
            silent,
            edits,
          })),
        popUps: phoneOf('Lena').popUps('staff').slice(popped),
        locked: phoneOf('Lena')
          .lockScreen()
          .map(({ preview, silent }) => ({ preview, silent })),
      };
      const same = JSON.stringify(shown).replaceAll(`Visit ${number}`, 'Visit 0');
      return { id, number, shown: same.replace(/\d\d:\d\d/g, '00:00') };
    };

    const well = await seenWith('jabuka');
    const forced = await seenWith('Kruska');

    expect(forced.shown).toBe(well.shown);
    expect(well.shown).toContain('Ended');
    await eventually(() => last('Mira')?.text === `RED · incident ${forced.number}`);
    await eventually(() => last('Ana')?.text === `RED · incident ${forced.number}`);
    expect([await stageOf(well.id), await stageOf(forced.id)]).toEqual(['ended', 'duress']);
    await ask('Mira', '/visit');
    expect(said('Mira').at(-1)?.text).toContain(`Visit ${forced.number} · Lena · needs help now`);
  });

  it('hears her word even from a phone that wrote too much', async () => {
    const { id } = await plan('Goran', book);
    await house.of('Goran').browser.call(departOnVisit, { params: { id } });
    for (let messages = 0; messages < 8; messages += 1) phoneOf('Goran').send('staff', '/open');
    phoneOf('Goran').send('staff', 'kruška');

    await eventually(async () => (await stageOf(id)) === 'duress');
  });

  it('tells those who look for nobody only of their own', async () => {
    await ask('Jovan', '/visit');

    expect(last('Jovan')?.text).toBe('You have no visit planned. Visits are planned in the console.');
  });
});

it('neither the plans nor the words are found in any table', async () => {
  const secrets = ['Knez Mihailova 7', 'jabuka', 'kruška', 'kruska', 'JABUKA'];

  expect(findings(secrets, await everyTable(reader()))).toEqual([]);
});
