import { arePinsUnsaved, rememberPins, unlocked } from '../../../src/console/keeper/state.js';
import { resumeWith } from '../../../src/console/keeper/unlock.js';
import { readAccount } from '../../../src/contracts/identity/account.js';
import { caseChain, directoryChain } from '../../../src/e2ee/account/pin-set.js';
import { sealForReload } from '../../../src/e2ee/account/reload-blob.js';
import { openPins } from '../../../src/e2ee/account/sealed-pins.js';
import { randomBytes } from '../../../src/e2ee/hazmat/chance.js';
import { ApiHouse } from '../../server/support/api-house.js';
import type { StaffClient } from '../../server/support/staff-client.js';
import { KeeperDesk } from './keeper-desk.js';

let house: ApiHouse;
let vera: StaffClient;
let desk: KeeperDesk;

beforeAll(async () => {
  house = await ApiHouse.open();
  vera = house.browser();
  await vera.found(await house.setUpToken(), { dutyName: 'Vera', roles: ['administrator'] });
  desk = await KeeperDesk.of(vera);
});
afterAll(async () => {
  desk.leave();
  await house.close();
});
afterEach(() => {
  desk.broken = () => false;
});

/** As after opening so many conversations. */
function seen(chains: number): void {
  const { pins } = unlocked();
  const pin = { seq: 1, hash: new Uint8Array(32), dirSeq: 2 };
  for (let n = 0; n < chains; n += 1) pins.raise(caseChain(randomBytes(16)), pin);
}

const resume = async () => {
  const { identity, accountSecret } = vera.person!;
  return resumeWith(sealForReload(vera.reloadKey!, identity.user, accountSecret));
};

describe('what an operator has seen, after thousands of conversations', () => {
  it('is kept by the server, all of it, and she unlocks as ever', async () => {
    seen(3_001);

    await rememberPins();
    const opening = await resume();

    const { pins } = await vera.call(readAccount);
    const { identity, accountSecret } = vera.person!;
    const kept = openPins(accountSecret, identity.user, pins.sealed!);
    expect([opening.state, arePinsUnsaved()]).toEqual(['open', false]);
    expect(kept.get(directoryChain)?.seq).toBe(unlocked().directory.seq);
    expect(kept.encode().length / 81).toBe(3_002);
  });

  it('keeps nobody out when the server does not take it, and says so until it does', async () => {
    desk.broken = ({ method, path }) => method === 'PUT' && path.endsWith('/account/pins');

    const opening = await resume();
    const unsaved = arePinsUnsaved();
    desk.broken = () => false;
    await rememberPins();

    expect([opening.state, unsaved, arePinsUnsaved()]).toEqual(['open', true, false]);
  });

  it('keeps nobody out when there is more of it than the server takes', async () => {
    seen(50_001);

    await rememberPins();

    expect(arePinsUnsaved()).toBe(true);
    expect((await resume()).state).toBe('open');
  });
});
