import { readsAndWrites } from '../../../src/cli/demo/circle-client.js';
import { changeCase, eraseCircle, readCircle } from '../../../src/contracts/circles/circles.js';
import { readEvaluationShare } from '../../../src/contracts/circles/evaluation-share.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import { days } from '../../../src/domain/shared/time.js';
import { rights } from '../../../src/e2ee/circle/epoch-record.js';
import { randomBytes } from '../../../src/e2ee/hazmat/chance.js';
import { refusal } from '../support/refusal.js';
import type { StaffClient } from '../support/staff-client.js';
import { me, ReviewsApiHouse } from './reviews-api-house.js';

let house: ReviewsApiHouse;
let mira: StaffClient;
let goran: StaffClient;
let lena: StaffClient;
let evaluation: CircleId;
let lenasCase: CircleId;

/** It is autumn. Mira and Goran may write into the evaluation; Lena, who assesses too, is in none. */
beforeAll(async () => {
  house = await ReviewsApiHouse.open();
  ({ mira, goran, lena } = house);
  const shared = await house.openCircle();
  const corrected = randomBytes(16);
  await house.assess(shared, 2);
  await house.assess(shared, 4, { object: corrected });
  await house.assess(shared, 3, { object: corrected });
  lenasCase = await lena.circles.open('client-case', []);
  await house.assess(lenasCase, 1, { by: lena });
  const file = await mira.circles.open('organisation-file', []);
  await house.assess(file, 2, { by: mira, instrument: 'PSRA' });
  const own = await goran.circles.open('worker-file', [], goran.person!.id);
  await house.assess(own, 4, { instrument: 'PSRA' });
  evaluation = await mira.circles.open('evaluation', [{ person: goran.person!, rights: readsAndWrites }]);
}, 180_000);
afterAll(() => house.close());

const place = ({ person }: StaffClient, held: number) => {
  const { user, kv } = person!.identity;
  return { user, kv, rights: held };
};

const withLena = (held: number) =>
  mira.circles.beginEpoch(evaluation, [place(mira, 7), place(goran, readsAndWrites), place(lena, held)]);

/** Of those who assess clients. */
const without = async (reader = mira) => {
  const { withoutExtracts } = await reader.call(readEvaluationShare);
  const { people, who } = withoutExtracts.find(({ kind }) => kind === 'client-case')!;
  return { people, who };
};

describe('the share that an evaluation covers', () => {
  it('is known from how many assessments were signed, each once, and none of a worker’s own file', async () => {
    const { signed } = await mira.call(readEvaluationShare);

    expect(signed).toEqual([
      { kind: 'client-case', quarter: '2026-Q4', assessments: 3 },
      { kind: 'organisation-file', quarter: '2026-Q4', assessments: 1 },
    ]);
  });

  it('is told with whom to add, to those who see anyhow who works on what', async () => {
    expect(await without()).toEqual({ people: 1, who: [lena.person!.id] });
    expect(await without(goran)).toEqual({ people: 1, who: null });
  });

  it('is nobody’s business who is in no evaluation', async () => {
    expect(await refusal(lena.call(readEvaluationShare))).toBe('circle-unknown');
    expect(await refusal(house.office.call(readEvaluationShare))).toBe('circle-unknown');
  });

  it('grows by a place with the right to write, not by one for reading', async () => {
    await withLena(rights.read);
    expect(await without()).toMatchObject({ people: 1 });

    await withLena(readsAndWrites);
    expect(await without()).toEqual({ people: 0, who: [] });
    expect(await without(lena)).toEqual({ people: 0, who: null });
  });

  it('is one of what is kept: an erased case is not counted any more', async () => {
    const { version } = await lena.call(readCircle, { params: { id: lenasCase } });
    await lena.call(changeCase, {
      params: { id: lenasCase },
      body: { standing: { state: 'closed', reason: 'completed' } },
      version,
    });
    await lena.call(eraseCircle, { params: { id: lenasCase } });

    expect((await mira.call(readEvaluationShare)).signed[0]).toMatchObject({ assessments: 2 });
  });

  it('goes by quarters, and asks for nobody whose assessments are older than a year or who has left', async () => {
    const another = await lena.circles.open('client-case', []);
    await house.assess(another, 2, { by: lena });
    await mira.circles.beginEpoch(evaluation, [place(mira, 7)]);
    expect(await without()).toMatchObject({ people: 2 });
    await house.office.revoke(lena.person!.id, me(house.office));
    expect(await without()).toEqual({ people: 1, who: [goran.person!.id] });

    house.house.clock.advance(days(366));
    for (const browser of [mira, goran]) await browser.signIn(browser.person!);
    expect(await without()).toEqual({ people: 0, who: [] });
    await house.assess(await house.openCircle(), 2);

    const { signed } = await mira.call(readEvaluationShare);
    expect(signed.map(({ kind, quarter, assessments }) => [kind, quarter, assessments])).toEqual([
      ['client-case', '2027-Q4', 1],
      ['client-case', '2026-Q4', 3],
      ['organisation-file', '2026-Q4', 1],
    ]);
    expect(await without()).toMatchObject({ people: 1 });
  });
});
