import { minutes } from '../../../src/domain/shared/time.js';
import { ConversationRow } from '../../../src/server/intake/conversation.row.js';
import { lena, mira, staffIdOf } from '../circles/circles-house.js';
import { makeTestDatabase, type TestDatabase } from '../support/test-database.js';
import { IntakeHouse } from './intake-house.js';

const contact = 77;

let test: TestDatabase;
let house: IntakeHouse;
let id: ConversationRow['id'];

beforeAll(async () => {
  test = await makeTestDatabase([ConversationRow]);
});
afterAll(() => test.drop());

beforeEach(async () => {
  await test.empty();
  house = new IntakeHouse(test);
  await house.foundInbox();
  await house.writes(contact, '/start');
  await house.taps(contact, 'English');
  await house.taps(contact, 'No, someone');
  ({ id } = await house.conversation());
  house.clock.advance(minutes(1));
});

const agrees = (who: typeof lena) =>
  test.database.transaction((tx) => house.agree.run(tx, id, staffIdOf(who)));
const unsafe = (who: typeof lena) =>
  test.database.transaction((tx) => house.answer.unsafeToWrite(tx, id, staffIdOf(who)));
const isLocked = async (): Promise<boolean> => (await house.conversation()).replyLocked;

describe('a reply that is locked because she may be watched', () => {
  it('is opened by two people, and by one alone never', async () => {
    expect([await agrees(lena), await agrees(lena), await isLocked()]).toEqual(['agreed', 'agreed', true]);

    expect([await agrees(mira), await isLocked()]).toEqual(['unlocked', false]);
    expect(await house.conversation()).toMatchObject({ writingAgreedBy: null, writingAgreedAt: null });
    expect(await agrees(mira)).toBe('not-locked');
  });

  it('stays locked when the second comes too late: she is the first then', async () => {
    await agrees(lena);
    house.clock.advance(minutes(31));

    expect([await agrees(mira), await isLocked()]).toEqual(['agreed', true]);
    expect(await agrees(lena)).toBe('unlocked');
  });

  it('stays locked when a colleague recorded meanwhile that writing is unsafe', async () => {
    await agrees(lena);
    house.clock.advance(minutes(1));
    await unsafe(mira);
    house.clock.advance(minutes(1));

    expect([await agrees(mira), await isLocked()]).toEqual(['agreed', true]);
  });

  it('opens after "unsafe", and somebody is due to answer again', async () => {
    await unsafe(lena);
    house.clock.advance(minutes(1));
    expect((await house.conversation()).answerDueAt).toBeNull();

    await agrees(lena);
    await agrees(mira);

    const row = await house.conversation();
    expect(row).toMatchObject({ replyLocked: false, unsafeAt: null });
    expect(row.answerDueAt).not.toBeNull();
  });

  it('is not opened in a conversation that has ended', async () => {
    await agrees(lena);
    await test.database.transaction((tx) => house.answer.close(tx, id, staffIdOf(lena), 'resolved'));

    expect(await agrees(mira)).toBe('not-locked');
  });

  it('forgets the first when she writes: her own writing opens it', async () => {
    await agrees(lena);
    await house.writes(contact, 'sama sam');

    expect(await isLocked()).toBe(false);
    await unsafe(lena);
    house.clock.advance(minutes(1));
    expect(await agrees(mira)).toBe('agreed');
  });
});
