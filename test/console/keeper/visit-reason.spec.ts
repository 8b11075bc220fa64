import { newId } from '../../../src/console/assessing/new-id.js';
import { call } from '../../../src/console/api/call.js';
import { openSafetyBook, planFieldVisit } from '../../../src/console/keeper/safety.js';
import { objectOf } from '../../../src/console/keeper/seal-record.js';
import { readWhyAsked, sealVisitReason } from '../../../src/console/keeper/visit-reason.js';
import { readsAndWrites } from '../../../src/cli/demo/circle-client.js';
import { appendRecord } from '../../../src/contracts/circles/records.js';
import { setVisitWords } from '../../../src/contracts/safety/field-visits.js';
import { writeVisitReason } from '../../../src/contracts/sealed/visit-reason.js';
import { idText } from '../../../src/contracts/shared/scalars.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import { randomBytes } from '../../../src/e2ee/hazmat/chance.js';
import type { StaffClient } from '../../server/support/staff-client.js';
import { caseWork } from '../support/case-work.js';
import { codeOf, openKeeperHouse, wordsOf, type KeeperHouse } from './keeper-house.js';

const sixTimesYes = { K1: 'yes', K2: 'yes', K3: 'yes', K4: 'yes', K5: 'yes', K6: 'yes' } as const;
const alone = { ...sixTimesYes, K2: 'unknown' } as const;

let house: KeeperHouse;
let vera: StaffClient;
let book: CircleId;
const object = newId();
const visit = idText(objectOf(object));

/** Mira plans a visit in her own book, which Vera reads. */
beforeAll(async () => {
  house = await openKeeperHouse({ work: caseWork });
  vera = house.api.browser('192.0.2.3');
  await house.office.enrol(vera, { dutyName: 'Vera', roles: ['focal-point'] }, house.founding.admin.identity);
  book = (await openSafetyBook([await wordsOf(vera.person!.id)])) as CircleId;
  await call(setVisitWords, { body: { safe: 'jabuka', duress: 'kruška' } });
  const texts = { where: 'Knez Mihailova 7', withWhom: '', why: '', how: '', back: '', ifMissing: '' };
  const plan = { form: 'visit-plan/1' as const, ...texts, check: sixTimesYes };
  await planFieldVisit({ book, object, plannedAt: house.api.clock.now(), checkInMinutes: 60, plan });
}, 120_000);
afterAll(() => house.close());

const why = () => readWhyAsked(book, visit, house.desk.staffId);

describe('why somebody asks for a yes at the door', () => {
  it('is nothing before she has written it', async () => {
    expect(await why()).toMatchObject({ plan: { plan: { check: sixTimesYes } }, reason: null });
  });

  it('is what she sealed, once however often it was sent, and never in the place of the plan', async () => {
    const order = { book, object: newId(), visit, check: alone, words: 'The car did not come.' };
    const before = (await vera.circles.texts(book)).length;

    await sealVisitReason(order);
    await sealVisitReason(order);

    expect((await vera.circles.texts(book)).length - before).toBe(1);
    expect(await why()).toMatchObject({
      plan: { plan: { where: 'Knez Mihailova 7', check: sixTimesYes } },
      reason: { check: alone, words: 'The car did not come.' },
    });
  });

  it('is the newest of this visit', async () => {
    const other = idText(objectOf(newId()));
    await sealVisitReason({ book, object: newId(), visit, check: sixTimesYes, words: 'It came.' });
    await sealVisitReason({ book, object: newId(), visit: other, check: alone, words: 'Elsewhere.' });

    expect((await why()).reason).toMatchObject({ check: sixTimesYes, words: 'It came.' });
  });

  it('is written by nobody else in her place', async () => {
    const text = writeVisitReason({
      form: 'visit-reason/1',
      visit,
      check: sixTimesYes,
      words: 'All is well.',
    });
    const { row, wrap } = await vera.circles.compose(book, {
      kind: kinds.plan,
      object: randomBytes(16),
      text,
    });
    await vera.call(appendRecord, { params: { id: book }, body: { row, wrap } });

    expect((await why()).reason?.words).toBe('It came.');
  });

  it('is closed to a coordinator who is not in the book', async () => {
    const goran = await house.caseWorker('Goran');
    const his = await goran.circles.open(
      'safety-book',
      [{ person: vera.person!, rights: readsAndWrites }],
      goran.person!.id,
    );

    expect(await codeOf(readWhyAsked(his, visit, goran.person!.id))).toBe('circle-unknown');
  });
});
