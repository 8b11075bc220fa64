import { randomUUID } from 'node:crypto';
import type { DynamicModule } from '@nestjs/common';
import { everyRight } from '../../../src/cli/demo/circle-client.js';
import {
  answerVisit,
  concludeVisit,
  departOnVisit,
  doubtVisit,
  extendVisit,
  listMyVisits,
  listVisits,
  planVisit,
  readVisitCourse,
  readVisitWords,
  setVisitWords,
} from '../../../src/contracts/safety/field-visits.js';
import {
  askCoordinators,
  listIncidents,
  readReport,
  reportIncident,
  writeIncident,
} from '../../../src/contracts/safety/incidents.js';
import { idBytes } from '../../../src/contracts/shared/scalars.js';
import type { Role } from '../../../src/contracts/shared/people.js';
import type { CircleId, CircleKind } from '../../../src/domain/circle/circle.js';
import { defaultPolicies } from '../../../src/domain/escalation/default-policies.js';
import { hours, minutes } from '../../../src/domain/shared/time.js';
import { kinds, type RecordKind } from '../../../src/e2ee/circle/header.js';
import { CirclesModule } from '../../../src/server/circles/circles.module.js';
import { AlertRow } from '../../../src/server/escalation/alert.row.js';
import { EscalationModule } from '../../../src/server/escalation/escalation.module.js';
import { CheckVisits } from '../../../src/server/safety/check-visits.js';
import { SafetyApiModule, SafetyModule } from '../../../src/server/safety/safety.module.js';
import { VisitAlerts } from '../../../src/server/safety/visit-alerts.js';
import { everyTable, findings } from '../../scenarios/support/search-everything.js';
import { ApiHouse } from '../support/api-house.js';
import { refusal } from '../support/refusal.js';
import type { StaffClient } from '../support/staff-client.js';
import { platformOfDuty } from '../support/duty-platform.js';

/** What must be found nowhere but in the sealed records. */
const secrets = ['Obeleženo mesto: Knez Mihailova 7', 'Obeležena reč sigurno', 'Obeležena reč prinuda'];

let house: ApiHouse;
const people = ['mira', 'goran', 'lena', 'vera'] as const;
type Name = (typeof people)[number];
const browsers = {} as Record<Name, StaffClient>;
const roles: Record<Name, Role[]> = {
  mira: ['coordinator'],
  goran: ['case-worker', 'coordinator'],
  lena: ['case-worker'],
  vera: ['focal-point'],
};

const modules = (identity: DynamicModule): DynamicModule[] => {
  const escalation = EscalationModule.with({
    timeZone: 'Europe/Belgrade',
    heartbeatUrl: null,
    policies: Object.values(defaultPolicies),
  });
  const circles = CirclesModule.with(identity);
  const safety = SafetyModule.with('Europe/Belgrade', escalation);
  const api = SafetyApiModule.with(identity, safety, circles, escalation);
  return [platformOfDuty(), escalation, circles, safety, api];
};

beforeAll(async () => {
  house = await ApiHouse.open({ modules, entities: [AlertRow] });
  const office = house.browser();
  const founding = await office.found(await house.setUpToken(), {
    dutyName: 'Ana',
    roles: ['administrator'],
  });
  for (const [index, name] of people.entries()) {
    browsers[name] = house.browser(`192.0.2.${index + 2}`);
    await office.enrol(browsers[name], { dutyName: name, roles: roles[name] }, founding.admin.identity);
  }
});
afterAll(() => house.close());

const idOf = (name: Name) => browsers[name].person!.id;

/** @param others who may do everything in it too */
function open(name: Name, kind: CircleKind, others: readonly Name[]): Promise<CircleId> {
  const also = others.map((one) => ({ person: browsers[one].person!, rights: everyRight }));
  return browsers[name].circles.open(kind, also, kind === 'safety-book' ? idOf(name) : null);
}

async function sealed(
  name: Name,
  circle: CircleId,
  object: string,
  text: string,
  kind: RecordKind = kinds.plan,
) {
  const writing = { kind, object: idBytes(object), text };
  const { row, wrap } = await browsers[name].circles.compose(circle, writing);
  return { circle, row, wrap };
}

const plan = async (
  name: Name,
  circle: CircleId,
  over: Partial<{
    id: string;
    needsYes: boolean;
    object: string;
    kind: RecordKind;
    checkInMinutes: number;
  }> = {},
) => {
  const id = over.id ?? randomUUID();
  const { needsYes = false, object = id, kind } = over;
  const body = {
    id,
    ...(await sealed(name, circle, object, secrets[0]!, kind)),
    plannedAt: house.clock.now(),
    checkInMinutes: 60,
    needsYes,
  };
  await browsers[name].call(planVisit, { body });
  return id;
};

describe('field visits over the API', () => {
  let book: CircleId;

  it('are planned only by whoever has a safety book and two words', async () => {
    book = await open('lena', 'safety-book', ['vera', 'mira']);

    expect(await refusal(plan('lena', book))).toBe('visit-words-missing');
    const words = (safe: string, duress: string) =>
      browsers.lena.call(setVisitWords, { body: { safe, duress } });
    expect(await refusal(words('jabuka', 'Jabuka'))).toBe('visit-words-unfit: alike');
    expect(await refusal(words('a', 'kruška'))).toBe('visit-words-unfit: unusable');
    await words(secrets[1]!, secrets[2]!);
    expect((await browsers.lena.call(readVisitWords)).setAt).toBe(house.clock.now());
  });

  it('have their plan in the worker’s own book, under their own id, and nowhere else', async () => {
    const log = await open('vera', 'security-log', ['lena']);

    expect(await refusal(plan('lena', log))).toBe('safety-record-refused: circle');
    expect(await refusal(plan('lena', book, { object: randomUUID() }))).toBe('safety-record-refused: object');
    expect(await refusal(plan('lena', book, { kind: kinds.note }))).toBe('safety-record-refused: kind');
    await browsers.mira.call(setVisitWords, { body: { safe: 'jabuka', duress: 'kruška' } });
    expect(await refusal(plan('mira', book))).toBe('safety-record-refused: not-her-book');
    const { chain } = await browsers.lena.circles.hold(book);
    expect(chain.records).toHaveLength(0);
  });

  it('are refused a second time under the same id, and nothing is half-saved', async () => {
    const id = await plan('lena', book);
    const before = (await browsers.lena.circles.hold(book)).chain.records.length;

    expect(await refusal(plan('lena', book, { id }))).toMatch(/visit-known|chain-record-refused/);
    expect((await browsers.lena.circles.hold(book)).chain.records).toHaveLength(before);
  });

  it('can be moved by their worker alone, and are unknown to everybody who has no business there', async () => {
    const id = await plan('lena', book);
    const on = { params: { id } };

    expect(await refusal(browsers.vera.call(departOnVisit, on))).toBe('visit-unknown');
    expect(await refusal(browsers.lena.call(listVisits))).toBe('not-allowed');
    expect(await refusal(browsers.lena.call(readVisitCourse, on))).toBe('not-allowed');
    expect(
      await refusal(browsers.lena.call(concludeVisit, { ...on, body: { conclusion: 'resolved' } })),
    ).toBe('not-allowed');
    expect(await refusal(browsers.lena.call(extendVisit, { ...on, body: { minutes: 30 } }))).toBe(
      'visit-refused: not-under-way',
    );
    const departed = await browsers.lena.call(departOnVisit, on);
    expect(departed).toMatchObject({ stage: 'under-way', dueAt: house.clock.now() + minutes(60) });
    expect((await browsers.vera.call(listVisits)).items.map((visit) => visit.id)).toContain(id);
  });

  it('wait for a coordinator’s yes when the mission check was not clear, and not for their own worker’s', async () => {
    const own = await open('goran', 'safety-book', ['vera']);
    await browsers.goran.call(setVisitWords, { body: { safe: 'jabuka', duress: 'kruška' } });
    const id = await plan('goran', own, { needsYes: true });
    const yes = { params: { id }, body: { yes: 'given' } } as const;

    expect(await refusal(browsers.goran.call(departOnVisit, { params: { id } }))).toBe(
      'visit-refused: needs-yes',
    );
    expect(await refusal(browsers.goran.call(answerVisit, yes))).toBe('own-visit');
    expect(await refusal(browsers.vera.call(answerVisit, yes))).toBe('not-allowed');
    await browsers.mira.call(answerVisit, yes);
    expect((await browsers.goran.call(departOnVisit, { params: { id } })).stage).toBe('under-way');
  });

  it('wait for a yes when their worker doubts at the door; nobody else can doubt for her', async () => {
    const id = await plan('lena', book);
    const on = { params: { id } };

    expect(await refusal(browsers.vera.call(doubtVisit, on))).toBe('visit-unknown');
    expect(await browsers.lena.call(doubtVisit, on)).toMatchObject({
      stage: 'waits-for-yes',
      needsYes: true,
      checkAgain: false,
    });
    expect(await refusal(browsers.lena.call(doubtVisit, on))).toBe('visit-refused: needs-yes');
    await browsers.mira.call(answerVisit, { ...on, body: { yes: 'given' } });
    expect((await browsers.lena.call(departOnVisit, on)).stage).toBe('under-way');
  });

  it('answer both words to the letter alike, while colleagues see the difference and can open the plan', async () => {
    const [well, forced] = [await plan('lena', book), await plan('lena', book)];
    for (const id of [well, forced]) await browsers.lena.call(departOnVisit, { params: { id } });
    const say = (id: string, word: string) =>
      browsers.lena.raw('POST', `/api/v1/field-visits/${id}/word`, { word, saying: 'check-in' });

    const [one, other] = [await say(well, secrets[1]!), await say(forced, secrets[2]!)];

    const shape = ({ text, status }: { text: string; status: number }, id: string) =>
      [status, text.replaceAll(id, 'id').replace(/"number":\d+/, '"number":0')] as const;
    expect(shape(other, forced)).toEqual(shape(one, well));
    const mine = (await browsers.lena.call(listMyVisits)).items.filter(({ id }) =>
      [well, forced].includes(id),
    );
    expect(mine.map(({ stage, duressAt, missedAt }) => [stage, duressAt, missedAt])).toEqual([
      ['under-way', null, null],
      ['under-way', null, null],
    ]);
    const seen = (await browsers.vera.call(listVisits)).items;
    expect(seen[0]).toMatchObject({ id: forced, stage: 'duress', duressAt: house.clock.now() });
    const { items } = await browsers.vera.call(readVisitCourse, { params: { id: forced } });
    expect(items.map(({ what }) => what)).toEqual(['planned', 'departed', 'checked-in', 'duress']);
    expect(await browsers.vera.circles.texts(book)).toContain(secrets[0]);
  });

  it('that are missed are found by the sweep, and are closed by somebody else than their worker', async () => {
    house.clock.advance(minutes(61));
    await house.app.get(CheckVisits).run();

    const { items } = await browsers.vera.call(listVisits);
    const missed = items.filter(({ stage }) => stage === 'missed');
    expect(missed.length).toBeGreaterThan(1);
    const on = { params: { id: missed[0]!.id }, body: { conclusion: 'false-alarm' } } as const;
    await browsers.vera.call(concludeVisit, on);
    expect(await refusal(browsers.vera.call(concludeVisit, on))).toBe('visit-refused: not-under-way');
    const goran = items.find(({ workerId }) => workerId === idOf('goran'))!;
    expect(await refusal(browsers.goran.call(concludeVisit, { ...on, params: { id: goran.id } }))).toBe(
      'own-visit',
    );
  });

  it('refuse bad input by naming the field', async () => {
    const id = randomUUID();
    const bad = await browsers.lena.raw('POST', `/api/v1/field-visits/${id}/extension`, { minutes: 45 });

    expect(bad.status).toBe(400);
    expect(JSON.parse(bad.text)).toMatchObject({ fields: [{ at: 'body.minutes' }] });
  });
});

describe('incidents over the API', () => {
  it('are reported with three coarse words, get a number, and are written where colleagues can read them', async () => {
    const id = randomUUID();
    const report = { body: { id, about: 'staff', urgency: 'today' } } as const;
    const { number } = await browsers.lena.call(reportIncident, report);
    const book = (await browsers.lena.call(listMyVisits)).items[0]!.circle;

    expect((await browsers.lena.call(reportIncident, report)).number).toBe(number);
    expect(await refusal(browsers.vera.call(reportIncident, report))).toBe('incident-unknown');
    const facts = await sealed('lena', book, id, 'The sealed facts.', kinds.incident);
    await browsers.lena.call(writeIncident, { params: { id }, body: facts });

    const seen = (await browsers.vera.call(listIncidents)).items.find((each) => each.id === id);
    expect(seen).toMatchObject({ number, about: 'staff', circle: book });
    expect((await browsers.goran.call(listIncidents)).items.some((each) => each.id === id)).toBe(true);
  });

  it('are nobody’s business but the reporter’s and of those who look after safety', async () => {
    const id = randomUUID();
    await browsers.vera.call(reportIncident, { body: { id, about: 'place', urgency: null } });
    const book = (await browsers.lena.call(listMyVisits)).items[0]!.circle;
    const facts = await sealed('lena', book, id, 'x', kinds.incident);

    expect(await refusal(browsers.lena.call(writeIncident, { params: { id }, body: facts }))).toBe(
      'incident-unknown',
    );
    expect((await browsers.lena.call(listIncidents)).items.some((each) => each.id === id)).toBe(false);
  });

  it('that stand for a duress word are unknown to whoever said it, and plain to those who look for her', async () => {
    const id = randomUUID();
    await house.test.source.query(
      `insert into incident_report (id, reported_by, reported_at, about, urgency, forced) values ($1, $2, now(), 'staff', 'now', true)`,
      [id, idOf('lena')],
    );
    const book = (await browsers.lena.call(listMyVisits)).items[0]!.circle;
    const facts = await sealed('lena', book, id, 'x', kinds.incident);
    const seenBy = async (name: 'lena' | 'vera') =>
      (await browsers[name].call(listIncidents)).items.filter((each) => each.id === id);

    expect(await refusal(browsers.lena.call(writeIncident, { params: { id }, body: facts }))).toBe(
      'incident-unknown',
    );
    expect(await refusal(browsers.lena.call(askCoordinators, { params: { id } }))).toBe('incident-unknown');
    expect(await seenBy('lena')).toEqual([]);
    expect(await seenBy('vera')).toMatchObject([{ reportedBy: idOf('lena'), forced: 'over' }]);
  });

  it('are listed page by page, and whoever may be forced stands before them, however long ago she said so', async () => {
    const forced = randomUUID();
    await house.test.source.query(
      `insert into incident_report (id, reported_by, reported_at, about, urgency, forced) values ($1, $2, now(), 'staff', 'now', true)`,
      [forced, idOf('lena')],
    );
    const newer = [randomUUID(), randomUUID(), randomUUID()];
    for (const id of newer)
      await browsers.goran.call(reportIncident, { body: { id, about: 'client', urgency: null } });
    const number = (await browsers.vera.call(readReport, { params: { id: forced } })).number;
    const alerts = house.app.get(VisitAlerts);
    await house.test.database.transaction((tx) =>
      alerts.duress(tx, { id: forced, number, workerId: idOf('lena') }),
    );

    const first = await browsers.vera.call(listIncidents, { query: { limit: 2 } });
    const second = await browsers.vera.call(listIncidents, { query: { limit: 2, cursor: first.next! } });
    const hers = await browsers.lena.call(listIncidents, { query: { limit: 200 } });

    const shown = [...first.items, ...second.items].map(({ id }) => id);
    expect(shown.slice(0, 4)).toEqual([forced, ...newer.toReversed()]);
    expect(new Set(shown).size).toBe(shown.length);
    expect(first.items[0]).toMatchObject({ forced: 'open' });
    expect(hers.items.some(({ id }) => id === forced)).toBe(false);
    expect(await refusal(browsers.lena.call(readReport, { params: { id: forced } }))).toBe(
      'incident-unknown',
    );
    const madeUp = Buffer.from(JSON.stringify([8.64e15])).toString('base64url');
    expect(
      (await browsers.vera.call(listIncidents, { query: { cursor: madeUp } })).items[0]?.id,
    ).toBeDefined();
  });

  it('tell coordinators once that other cases are concerned, however often they are asked', async () => {
    const id = randomUUID();
    await browsers.lena.call(reportIncident, { body: { id, about: 'client', urgency: null } });
    for (let tries = 0; tries < 3; tries += 1) await browsers.lena.call(askCoordinators, { params: { id } });

    expect(await refusal(browsers.goran.call(askCoordinators, { params: { id: randomUUID() } }))).toBe(
      'incident-unknown',
    );
    const raised: unknown[] = await house.test.source.query(`select 1 from alert where subject_id = $1`, [
      id,
    ]);
    expect(raised).toHaveLength(1);
  });

  it('without urgency call nobody', async () => {
    const before: unknown = await house.test.source.query(`select count(*)::int as count from alert`);
    await browsers.vera.call(reportIncident, {
      body: { id: randomUUID(), about: 'client', urgency: null },
    });

    expect(await house.test.source.query(`select count(*)::int as count from alert`)).toEqual(before);
  });
});

it('what was planned, and both words, are found in no table and in no line of the log', async () => {
  house.clock.advance(hours(1));
  const tables = await everyTable(house.test.database.reader);

  expect(findings(secrets, tables)).toEqual([]);
  expect(findings(secrets, new Map([['log', JSON.stringify(house.log)]]))).toEqual([]);
  expect([...tables.keys()]).toEqual(expect.arrayContaining(['public.field_visit', 'public.visit_word']));
});
