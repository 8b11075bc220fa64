import { everyRight } from '../../../src/cli/demo/circle-client.js';
import { changeCircleMembers } from '../../../src/console/keeper/change-members.js';
import { readCase } from '../../../src/console/keeper/circles.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import type { StaffClient } from '../../server/support/staff-client.js';
import { aCase, note, openKeeperHouse, wordsOf, type KeeperHouse } from './keeper-house.js';

let house: KeeperHouse;
let ana: StaffClient;
let id: CircleId;

beforeAll(async () => {
  house = await openKeeperHouse({ withRecovery: true });
  ana = await house.caseWorker('Ana');
  id = await aCase();
  await note(id, 'She is safe tonight.');
  const to = await wordsOf(ana.person!.id);
  await changeCircleMembers(id, { kind: 'give', to, rights: everyRight });
});
afterAll(() => house.close());

/** Ana begins a new epoch from her own browser, right after the server answered this and before the answer arrives. */
function whileAnswering(end: string): void {
  let isDone = false;
  house.desk.meddle = async ({ path }, answer) => {
    if (isDone || path.split('?')[0] !== `/api/v1/circles/${id}${end}`) return answer;
    isDone = true;
    await ana.circles.beginEpoch(id);
    return answer;
  };
}

describe('reading a case while a colleague changes its members', () => {
  it.each([
    ['her grant was told', ''],
    ['its records were told', '/records'],
  ])('shows what is in it, also when that happens right after %s', async (_what, end) => {
    await ana.circles.beginEpoch(id);
    whileAnswering(end);

    expect((await readCase(id)).lines).toMatchObject([
      { kind: 'note', versions: [{ text: 'She is safe tonight.' }] },
    ]);
  });
});
