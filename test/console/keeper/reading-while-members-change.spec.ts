import { everyRight } from '../../../src/cli/demo/circle-client.js';
import { changeCircleMembers } from '../../../src/console/keeper/change-members.js';
import { readCase } from '../../../src/console/keeper/circles.js';
import { withoutKv } from '../../../src/console/keeper/open-circles.js';
import { changeMembers, readCircle } from '../../../src/contracts/circles/circles.js';
import { readChain } from '../../../src/contracts/circles/records.js';
import { idBytes } from '../../../src/contracts/shared/scalars.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import { CaseChain } from '../../../src/e2ee/circle/case-chain.js';
import { composeEpoch } from '../../../src/e2ee/circle/compose-epoch.js';
import { rewrapAll } from '../../../src/e2ee/circle/rewrap.js';
import { unlockEpoch } from '../../../src/e2ee/circle/unlock-epoch.js';
import { fromHex, hex } from '../../../src/e2ee/shared/bytes.js';
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
}, 120_000);
afterAll(() => house.close());

/** Ana begins a new epoch with the same members, from her own browser. */
async function anaBeginsAnEpoch(): Promise<void> {
  const { identity } = ana.person!;
  const page = await ana.call(readChain, { params: { id } });
  const rows = page.records.map(({ bytes }) => bytes);
  const directory = await ana.directory();
  const chain = CaseChain.read(idBytes(id), directory, rows);
  const { grant } = await ana.call(readCircle, { params: { id } });
  const secrets = unlockEpoch(chain, identity, grant!);
  const recipients = chain.inForce!.members.filter(({ user }) => directory.keyOf(user)?.kind === 'person');
  const next = composeEpoch(chain, { grantor: identity, ms: house.api.clock.now(), recipients });
  const wraps = new Map(page.wraps.map(({ record, wrap }) => [hex(record), wrap]));
  const rewrapped = rewrapAll(chain.records, wraps, secrets, next.secrets.wrapKey).wraps;
  await ana.call(changeMembers, {
    params: { id },
    body: {
      epoch: next.row,
      grants: withoutKv(next.grants),
      wraps: [...rewrapped].map(([hash, wrap]) => ({ record: fromHex(hash, 32)!, wrap })),
      leftBehind: [],
    },
  });
}

/** She does so once more, right after the server answered this and before the answer arrives. */
function whileAnswering(end: string): void {
  let isDone = false;
  house.desk.meddle = async ({ path }, answer) => {
    if (isDone || path.split('?')[0] !== `/api/v1/circles/${id}${end}`) return answer;
    isDone = true;
    await anaBeginsAnEpoch();
    return answer;
  };
}

describe('reading a case while a colleague changes its members', () => {
  it.each([
    ['her grant was told', ''],
    ['its records were told', '/records'],
  ])('shows what is in it, also when that happens right after %s', async (_what, end) => {
    await anaBeginsAnEpoch();
    whileAnswering(end);

    expect((await readCase(id)).lines).toMatchObject([
      { kind: 'note', versions: [{ text: 'She is safe tonight.' }] },
    ]);
  });
});
