import { randomUUID } from 'node:crypto';
import { everyRight, readsAndWrites } from '../../../src/cli/demo/circle-client.js';
import { settleEdge } from '../../../src/cli/demo/settle-edge.js';
import { appendRecord } from '../../../src/contracts/circles/records.js';
import { putAlarm, stateLevel } from '../../../src/contracts/circles/schedule.js';
import { setMailAddress } from '../../../src/contracts/escalation/phone.js';
import { setMeasures } from '../../../src/contracts/reviews/measures.js';
import { recordTrigger } from '../../../src/contracts/reviews/reviews.js';
import { departOnVisit } from '../../../src/contracts/safety/field-visits.js';
import { reportIncident, writeIncident as sendIncident } from '../../../src/contracts/safety/incidents.js';
import { writeIncident } from '../../../src/contracts/sealed/incident.js';
import { writeKeyDate } from '../../../src/contracts/sealed/key-date.js';
import { idBytes } from '../../../src/contracts/shared/scalars.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import { instant } from '../../../src/domain/shared/time.js';
import { kinds, type RecordKind } from '../../../src/e2ee/circle/header.js';
import { signedAlarm } from '../../builders/signed-alarm.js';
import { levelFields, signedLevel } from '../../builders/signed-level.js';
import { aPlan, type Colleague, type FieldHouse } from './field-house.js';
import { eventually } from './house.js';
import { Operator } from './operator.js';

/** What staff seal, one marked sentence for each place where a sentence can be written: found nowhere but in what is sealed. */
export const sealed = {
  note: 'Obeležena beleška: dolazi kod sestre u Šabac',
  assessment: 'Obeleženo objašnjenje procene: brat ima ključ',
  participant: 'Obeležena osoba Dragana Obeležić',
  measure: 'Obeležena mera: promena brave na zadnjem ulazu',
  plan: 'Obeleženi dogovor: zove svakog petka',
  facts: 'Obeležene činjenice: sivi automobil ispred zgrade',
  aim: 'Obeleženi cilj: da odustane od iskaza',
  source: 'Obeleženi izvor: rođak optuženog',
  action: 'Obeležena radnja: razgovor sa stanicom u Majke Jevrosime',
  place: 'Obeleženo mesto: Knez Mihailova 7, drugi sprat',
  withWhom: 'Obeleženi sastanak sa Milicom O.',
  ifMissing: 'Obeleženo uputstvo: prvo zvati komšinicu',
  workerFile: 'Obeleženi lični podaci: vozi plavi bicikl',
  date: 'Obeleženo ročište u Višem sudu',
} as const;

/** What leaves the browser otherwise: to the contact's phone, to the staff bot, or by mistake. */
export const unsealed = {
  reply: 'Obeleženi odgovor: čekamo vas u četiri',
  typed: 'Obeležena poruka upisana pogrešnom botu',
  safeWord: 'obeležena breskva',
  duressWord: 'obeležena lubenica',
  mistakenName: 'obeležena lozinka upisana kao ime',
  badValue: 'obeležena vrednost na pogrešnom mestu',
} as const;

/** Of a colleague who is called by mail too. */
export const staffMail = 'prava.lena@obelezeno.example';

export const contactPhone = 7_734_021_996;

/** Everything that staff can write, through the clients that they write with. @returns how often a sealed text came back */
export async function tellEverything(house: FieldHouse): Promise<{ readonly readBack: readonly string[] }> {
  const [goran, ana] = [house.of('Goran'), house.of('Ana')];
  await ana.browser.call(setMailAddress, { body: { address: staffMail } });
  const caseId = await goran.circles.openCase(ana);
  await assess(goran, caseId);
  await noteDates(goran, caseId);
  await goran.circles.note(caseId, sealed.note);
  const log = await ana.circles.open('security-log', [{ person: goran.person, rights: readsAndWrites }]);
  await report(goran, log, caseId);
  const file = await goran.circles.open(
    'worker-file',
    [{ person: ana.person, rights: everyRight }],
    goran.person.id,
  );
  await goran.circles.note(file, sealed.workerFile);
  const book = await visit(house);
  await answerContact(house);
  await slip(house);
  const read = await Promise.all([caseId, log, file, book].map((id) => ana.circles.texts(id)));
  return { readBack: read.flat() };
}

const sealIn = async (
  { browser, circles }: Colleague,
  id: CircleId,
  kind: RecordKind,
  text: string,
  object: string = randomUUID(),
) => {
  const composed = await circles.compose(id, { kind, object: idBytes(object), text });
  const { row, wrap, envelope } = composed;
  await browser.call(appendRecord, { params: { id }, body: { row, wrap } });
  return envelope;
};

/** An assessment with its level, and a plan whose measures only the plan names. */
async function assess(goran: Colleague, id: CircleId): Promise<void> {
  const now = instant(Date.now());
  const { identity, id: staffId } = goran.person;
  const level = levelFields(3, now);
  const said = { note: sealed.assessment, about: { participants: sealed.participant } };
  const text = JSON.stringify({ form: 'assessment/1', ...said, level });
  const { hash: record } = await sealIn(goran, id, kinds.assessment, text);
  const statement = signedLevel(identity, { ...level, caseId: idBytes(id), record });
  await goran.browser.call(stateLevel, { params: { id }, body: { statement } });
  const measure = randomUUID();
  const measures = [{ id: measure, words: sealed.measure }];
  await sealIn(goran, id, kinds.plan, JSON.stringify({ form: 'plan/1', measures, note: sealed.plan }));
  const owner = { is: 'person', staffId } as const;
  const due = instant(now + 86_400_000);
  const body = { measures: [{ id: measure, owner, due, seen: 0 }] };
  await goran.browser.call(setMeasures, { params: { id }, body });
}

const anAlarm = ({ person }: Colleague, id: CircleId, alarm: string, due: number): Uint8Array =>
  signedAlarm(person.identity, { caseId: idBytes(id), alarm: idBytes(alarm), due });

async function noteDates(goran: Colleague, id: CircleId): Promise<void> {
  const alarm = randomUUID();
  const text = writeKeyDate({
    form: 'key-date/1',
    day: '2027-02-01',
    trigger: 'T03',
    words: sealed.date,
    item: null,
    alarms: [alarm.replaceAll('-', '')],
    isDropped: false,
  });
  await sealIn(goran, id, kinds.note, text);
  const statement = anAlarm(goran, id, alarm, Date.now() + 30 * 86_400_000);
  await goran.browser.call(putAlarm, { params: { id }, body: { statement } });
}

/** An incident in its five steps, which moves the review of a case. */
async function report(goran: Colleague, log: CircleId, caseId: CircleId): Promise<void> {
  const id = randomUUID();
  const { number } = await goran.browser.call(reportIncident, {
    body: { id, about: 'staff', urgency: 'now' },
  });
  const alarm = randomUUID();
  const at = instant(Date.now());
  const text = writeIncident({
    form: 'incident/1',
    number,
    occurredAt: at,
    reportedAt: at,
    kind: 'surveillance',
    target: ['worker'],
    channel: 'in_person',
    facts: sealed.facts,
    pattern: 'repeated',
    aim: sealed.aim,
    source: sealed.source,
    conclusion: 'likely',
    reportedTo: ['police'],
    actionTaken: sealed.action,
    closedAt: null,
    cases: [1001],
    files: [],
    alarms: [{ case: 1001, alarm, withinHours: 24 }],
  });
  const { row, wrap } = await goran.circles.compose(log, {
    kind: kinds.incident,
    object: idBytes(id),
    text,
  });
  await goran.browser.call(sendIncident, { params: { id }, body: { circle: log, row, wrap } });
  const statement = anAlarm(goran, caseId, alarm, at + 3_600_000);
  await goran.browser.call(recordTrigger, { params: { id: caseId }, body: { statement } });
}

/** A visit that ends with the duress word on her phone, after a wrong one. */
async function visit(house: FieldHouse): Promise<CircleId> {
  const goran = house.of('Goran');
  const [phone, miras] = [house.phone('Goran'), house.phone('Mira')];
  const words = { safe: unsealed.safeWord, duress: unsealed.duressWord };
  const book = await house.equip('Goran', words, 'Ana');
  const { place: where, withWhom, ifMissing } = sealed;
  const { id, number } = await house.plan('Goran', book, aPlan({ where, withWhom, ifMissing }));
  phone.send('staff', unsealed.typed);
  await goran.browser.call(departOnVisit, { params: { id } });
  for (const word of [unsealed.typed, unsealed.safeWord, unsealed.duressWord]) phone.send('staff', word);
  await eventually(() => miras.messages('staff').some(({ text }) => text.includes(`incident ${number}`)));
  return book;
}

/** A contact writes, and an operator answers: sealed to the edge, on her phone in clear. */
async function answerContact(house: FieldHouse): Promise<void> {
  const { browser, person } = house.of('Jovan');
  const inbox = await house.of('Ana').circles.open('inbox', [{ person, rights: readsAndWrites }]);
  await settleEdge(house.admin, inbox);
  const phone = house.sandbox.phone(contactPhone);
  phone.send('intake', 'hello');
  const jovan = new Operator(browser, person, inbox);
  await eventually(async () => (await jovan.list()).length > 0);
  const [talk] = await jovan.list();
  await eventually(async () => (await jovan.transcript(talk!.id)).length > 0);
  await jovan.claim(talk!.id);
  await jovan.reply(talk!.id, unsealed.reply);
  await eventually(() => phone.messages('intake').some(({ text }) => text.includes(unsealed.reply)));
}

/** What goes wrong: a passphrase typed as a name, texts where none belong, in every kind of request. */
async function slip(house: FieldHouse): Promise<void> {
  const { browser } = house.of('Goran');
  const bad = unsealed.badValue;
  const id = randomUUID();
  const name = { dutyName: unsealed.mistakenName, method: 1 };
  const requests: readonly (readonly [string, string, unknown])[] = [
    ['POST', '/api/v1/sign-in/challenge', name],
    ['POST', '/api/v1/incidents', { id, about: bad, urgency: 'now' }],
    ['POST', '/api/v1/incidents', { id, about: 'staff', urgency: 'now', facts: bad }],
    ['PUT', '/api/v1/field-visits/words', { safe: bad, duress: bad }],
    ['POST', `/api/v1/field-visits/${id}/word`, { word: bad, saying: 'safe' }],
    ['POST', '/api/v1/field-visits', { where: bad, id, checkInMinutes: bad }],
    ['PUT', '/api/v1/account/mail', { address: bad }],
  ];
  for (const [method, path, body] of requests) await browser.raw(method, path, body);
}
