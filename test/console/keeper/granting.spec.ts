import { changeCircleMembers } from '../../../src/console/keeper/change-members.js';
import { readCase } from '../../../src/console/keeper/circles.js';
import { openHandOver } from '../../../src/console/keeper/hand-over.js';
import type { Confirmed } from '../../../src/console/keeper/open-circles.js';
import { staleKeysIn } from '../../../src/console/keeper/stale-keys.js';
import { readChain } from '../../../src/contracts/circles/records.js';
import type { StaffClient } from '../../server/support/staff-client.js';
import { aCase, codeOf, note, openKeeperHouse, wordsOf, type KeeperHouse } from './keeper-house.js';

let house: KeeperHouse;

beforeAll(async () => {
  house = await openKeeperHouse({ withRecovery: true });
});
afterAll(() => house.close());

let colleagues = 0;

/** A colleague, and her words as they are on Mira's screen. */
async function aColleague(): Promise<Confirmed> {
  colleagues += 1;
  const { person } = await house.caseWorker(`Ana ${colleagues}`);
  return wordsOf(person!.id);
}

/** What an administrator who goes bad can do with a valid signature: put a key of her own in the place of a colleague's. */
async function rotateTo(own: StaffClient, victim: Confirmed): Promise<void> {
  const { office, founding } = house;
  const link = await office.inviteAgain(victim.userId as never);
  const person = await own.accept(link);
  await office.signKeysOf(person.id, founding.admin.identity);
  await own.signIn(person);
}

describe('an administrator who puts a key of her own in the place of one whose words were just compared', () => {
  it('gets no place in a case, and its members stay as they were', async () => {
    const id = await aCase();
    await note(id, 'Where she sleeps.');
    const ana = await aColleague();
    const thief = house.api.browser('192.0.2.9');
    await rotateTo(thief, ana);

    const giving = changeCircleMembers(id, { kind: 'give', to: ana, rights: 3 });

    expect(await codeOf(giving)).toBe('words-changed');
    expect(await codeOf(thief.call(readChain, { params: { id } }))).toBe('circle-unknown');
    expect((await readCase(id)).members.map((member) => member.id)).not.toContain(ana.userId);
  });

  it('is not in a circle that is opened with the words of the colleague', async () => {
    const ana = await aColleague();
    await rotateTo(house.api.browser('192.0.2.9'), ana);

    const opening = aCase(ana);

    expect(await codeOf(opening)).toBe('words-changed');
  });

  it('does not come in with the new keys of a member that were compared before hers', async () => {
    const id = await aCase();
    const ana = await aColleague();
    await changeCircleMembers(id, { kind: 'give', to: ana, rights: 3 });
    await rotateTo(house.api.browser('192.0.2.8'), ana);
    const honest = await wordsOf(ana.userId);
    await rotateTo(house.api.browser('192.0.2.9'), ana);

    const renewing = changeCircleMembers(id, { kind: 'renew', confirmed: [honest] });

    expect(await codeOf(renewing)).toBe('words-changed');
  });

  it('gets no hand-over, neither a new one nor one that was opened for her', async () => {
    const ana = await aColleague();
    const opened = await openHandOver(ana);
    expect(await openHandOver(ana)).toBe(opened);
    await rotateTo(house.api.browser('192.0.2.9'), ana);

    expect(await codeOf(openHandOver(ana))).toBe('words-changed');
  });
});

describe('a hand-over that was opened and holds nothing yet', () => {
  it('is used again by its signed epoch only, whatever the server says of its members', async () => {
    const [one, other] = [await aColleague(), await aColleague()];
    const first = await openHandOver(one);
    house.desk.meddle = ({ path }, answer) =>
      path.startsWith('/api/v1/circles?')
        ? JSON.parse(JSON.stringify(answer).replaceAll(one.userId, other.userId))
        : answer;

    const second = await openHandOver(other);
    house.desk.meddle = (_asked, answer) => answer;

    expect(second).not.toBe(first);
    expect((await readCase(second)).members.map(({ id }) => id)).toContain(other.userId);
  });
});

describe('a circle that lists a key which has ended', () => {
  it('says before every write whose key that is, and who can make a new one', async () => {
    const id = await aCase();
    const ana = await aColleague();
    await changeCircleMembers(id, { kind: 'give', to: ana, rights: 3 });
    const before = await staleKeysIn(id);
    await rotateTo(house.api.browser('192.0.2.9'), ana);

    const said = await staleKeysIn(id);

    expect(before).toBeNull();
    expect(said).toEqual({ ended: [`Ana ${colleagues}`], renewers: ['Mira'], iMayRenew: true });
  });
});

describe('what a member may do', () => {
  it('is changed without giving a new key to anybody', async () => {
    const id = await aCase();
    const ana = await aColleague();
    await changeCircleMembers(id, { kind: 'give', to: ana, rights: 3 });
    const before = (await readCase(id)).members.find((member) => member.id === ana.userId);

    await changeCircleMembers(id, { kind: 'rights', userId: ana.userId, rights: 1 });

    const after = (await readCase(id)).members.find((member) => member.id === ana.userId);
    expect([before?.rights, after?.rights]).toEqual([3, 1]);
  });

  it('is not changed while the epoch lists a key of hers that ended', async () => {
    const id = await aCase();
    const ana = await aColleague();
    await changeCircleMembers(id, { kind: 'give', to: ana, rights: 3 });
    await rotateTo(house.api.browser('192.0.2.9'), ana);

    const changing = changeCircleMembers(id, { kind: 'rights', userId: ana.userId, rights: 7 });

    expect(await codeOf(changing)).toBe('members-stale');
  });
});
