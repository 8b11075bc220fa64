import { changeCircleMembers } from '../../../src/console/keeper/change-members.js';
import { newId } from '../../../src/console/assessing/new-id.js';
import { readCase, writeNote } from '../../../src/console/keeper/circles.js';
import { openCircleOf, withoutKv } from '../../../src/console/keeper/open-circles.js';
import { listPeople } from '../../../src/console/keeper/people.js';
import { changeMembers, readCircle } from '../../../src/contracts/circles/circles.js';
import { readChain } from '../../../src/contracts/circles/records.js';
import { idBytes } from '../../../src/contracts/shared/scalars.js';
import { CaseChain } from '../../../src/e2ee/circle/case-chain.js';
import { composeEpoch } from '../../../src/e2ee/circle/compose-epoch.js';
import { rewrapAll } from '../../../src/e2ee/circle/rewrap.js';
import { unlockEpoch } from '../../../src/e2ee/circle/unlock-epoch.js';
import { fromHex, hex } from '../../../src/e2ee/shared/bytes.js';
import { CirclesModule } from '../../../src/server/circles/circles.module.js';
import { ApiHouse } from '../../server/support/api-house.js';
import type { StaffClient } from '../../server/support/staff-client.js';
import { KeeperDesk } from './keeper-desk.js';

let house: ApiHouse;
let ana: StaffClient;
let desk: KeeperDesk;
let id: string;

beforeAll(async () => {
  house = await ApiHouse.open({ modules: (identity) => [CirclesModule.with(identity)] });
  const office = house.browser();
  const first = { dutyName: 'Olga', roles: ['administrator'] } as const;
  const { admin } = await office.found(await house.setUpToken(), first, { withRecovery: true });
  const mira = house.browser('192.0.2.2');
  await office.enrol(mira, { dutyName: 'Mira', roles: ['coordinator'] }, admin.identity);
  ana = house.browser('192.0.2.3');
  const { id: anaId } = await office.enrol(ana, { dutyName: 'Ana', roles: ['case-worker'] }, admin.identity);
  desk = await KeeperDesk.of(mira);
  id = await openCircleOf({ kind: 'client-case', subjectId: null, members: [] });
  await writeNote(id, { text: 'She is safe tonight.', object: newId(), base: null });
  const { words } = (await listPeople()).people.find((person) => person.id === anaId)!;
  await changeCircleMembers(id, { kind: 'give', to: { userId: anaId, words }, rights: 7 });
}, 120_000);
afterAll(async () => {
  desk.leave();
  await house.close();
});

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
  const next = composeEpoch(chain, { grantor: identity, ms: house.clock.now(), recipients });
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
  desk.meddle = async ({ path }, answer) => {
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
