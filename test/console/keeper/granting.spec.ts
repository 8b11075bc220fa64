import { changeCircleMembers } from '../../../src/console/keeper/change-members.js';
import { newId } from '../../../src/console/assessing/new-id.js';
import { readCase, writeNote } from '../../../src/console/keeper/circles.js';
import { openHandOver } from '../../../src/console/keeper/hand-over.js';
import { openCircleOf, type Confirmed } from '../../../src/console/keeper/open-circles.js';
import { listPeople } from '../../../src/console/keeper/people.js';
import { staleKeysIn } from '../../../src/console/keeper/stale-keys.js';
import { failureOf } from '../../../src/console/session/failure.js';
import { readChain } from '../../../src/contracts/circles/records.js';
import { CirclesModule } from '../../../src/server/circles/circles.module.js';
import { ApiHouse } from '../../server/support/api-house.js';
import type { Founding, ProblemAnswer, StaffClient } from '../../server/support/staff-client.js';
import { KeeperDesk } from './keeper-desk.js';

let house: ApiHouse;
let office: StaffClient;
let founding: Founding;
let desk: KeeperDesk;

beforeAll(async () => {
  house = await ApiHouse.open({ modules: (identity) => [CirclesModule.with(identity)] });
  office = house.browser();
  const first = { dutyName: 'Olga', roles: ['administrator'] } as const;
  founding = await office.found(await house.setUpToken(), first, { withRecovery: true });
  const mira = house.browser('192.0.2.2');
  await office.enrol(mira, { dutyName: 'Mira', roles: ['coordinator'] }, founding.admin.identity);
  desk = await KeeperDesk.of(mira);
}, 120_000);
afterAll(async () => {
  desk.leave();
  await house.close();
});

let last = 10;

/** A colleague, and her words as they are on Mira's screen. */
async function aColleague(): Promise<{ browser: StaffClient; words: Confirmed }> {
  last += 1;
  const browser = house.browser(`192.0.2.${last}`);
  const joining = { dutyName: `Ana ${last}`, roles: ['case-worker'] } as const;
  const { id } = await office.enrol(browser, joining, founding.admin.identity);
  return { browser, words: await wordsOf(id) };
}

async function wordsOf(id: string): Promise<Confirmed> {
  const { people } = await listPeople();
  return { userId: id, words: people.find((person) => person.id === id)!.words };
}

/** What an administrator who goes bad can do with a valid signature: put a key of her own in the place of a colleague's. */
async function rotateTo(own: StaffClient, victim: Confirmed): Promise<void> {
  const link = await office.inviteAgain(victim.userId as never);
  const person = await own.accept(link);
  await office.signKeysOf(person.id, founding.admin.identity);
  await own.signIn(person);
}

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'nothing refused';
  } catch (caught) {
    return (caught as Partial<ProblemAnswer>).code ?? failureOf(caught).code;
  }
}

const aCase = { kind: 'client-case', subjectId: null, members: [] } as const;

describe('an administrator who puts a key of her own in the place of one whose words were just compared', () => {
  it('gets no place in a case, and its members stay as they were', async () => {
    const id = await openCircleOf(aCase);
    await writeNote(id, { text: 'Where she sleeps.', object: newId(), base: null });
    const { words } = await aColleague();
    const thief = house.browser('192.0.2.9');
    await rotateTo(thief, words);

    const giving = changeCircleMembers(id, { kind: 'give', to: words, rights: 3 });

    expect(await codeOf(giving)).toBe('words-changed');
    expect(await codeOf(thief.call(readChain, { params: { id } }))).toBe('circle-unknown');
    expect((await readCase(id)).members.map((member) => member.id)).not.toContain(words.userId);
  });

  it('is not in a circle that is opened with the words of the colleague', async () => {
    const { words } = await aColleague();
    await rotateTo(house.browser('192.0.2.9'), words);

    const opening = openCircleOf({ ...aCase, members: [{ ...words, rights: 3 }] });

    expect(await codeOf(opening)).toBe('words-changed');
  });

  it('does not come in with the new keys of a member that were compared before hers', async () => {
    const id = await openCircleOf(aCase);
    const { words } = await aColleague();
    await changeCircleMembers(id, { kind: 'give', to: words, rights: 3 });
    await rotateTo(house.browser('192.0.2.8'), words);
    const honest = await wordsOf(words.userId);
    await rotateTo(house.browser('192.0.2.9'), words);

    const renewing = changeCircleMembers(id, { kind: 'renew', confirmed: [honest] });

    expect(await codeOf(renewing)).toBe('words-changed');
  });

  it('gets no hand-over, neither a new one nor one that was opened for her', async () => {
    const { words } = await aColleague();
    const opened = await openHandOver(words);
    expect(await openHandOver(words)).toBe(opened);
    await rotateTo(house.browser('192.0.2.9'), words);

    expect(await codeOf(openHandOver(words))).toBe('words-changed');
  });
});

describe('a hand-over that was opened and holds nothing yet', () => {
  it('is used again by its signed epoch only, whatever the server says of its members', async () => {
    const [one, other] = [await aColleague(), await aColleague()];
    const first = await openHandOver(one.words);
    desk.meddle = ({ path }, answer) =>
      path.startsWith('/api/v1/circles?')
        ? JSON.parse(JSON.stringify(answer).replaceAll(one.words.userId, other.words.userId))
        : answer;

    const second = await openHandOver(other.words);
    desk.meddle = (_asked, answer) => answer;

    expect(second).not.toBe(first);
    expect((await readCase(second)).members.map(({ id }) => id)).toContain(other.words.userId);
  });
});

describe('a circle that lists a key which has ended', () => {
  it('says before every write whose key that is, and who can make a new one', async () => {
    const id = await openCircleOf(aCase);
    const { words } = await aColleague();
    await changeCircleMembers(id, { kind: 'give', to: words, rights: 3 });
    const before = await staleKeysIn(id);
    await rotateTo(house.browser('192.0.2.9'), words);

    const said = await staleKeysIn(id);

    expect(before).toBeNull();
    expect(said).toEqual({ ended: [`Ana ${last}`], renewers: ['Mira'], iMayRenew: true });
  });
});

describe('what a member may do', () => {
  it('is changed without giving a new key to anybody', async () => {
    const id = await openCircleOf(aCase);
    const { words } = await aColleague();
    await changeCircleMembers(id, { kind: 'give', to: words, rights: 3 });
    const before = (await readCase(id)).members.find((member) => member.id === words.userId);

    await changeCircleMembers(id, { kind: 'rights', userId: words.userId, rights: 1 });

    const after = (await readCase(id)).members.find((member) => member.id === words.userId);
    expect([before?.rights, after?.rights]).toEqual([3, 1]);
  });

  it('is not changed while the epoch lists a key of hers that ended', async () => {
    const id = await openCircleOf(aCase);
    const { words } = await aColleague();
    await changeCircleMembers(id, { kind: 'give', to: words, rights: 3 });
    await rotateTo(house.browser('192.0.2.9'), words);

    const changing = changeCircleMembers(id, { kind: 'rights', userId: words.userId, rights: 7 });

    expect(await codeOf(changing)).toBe('members-stale');
  });
});
