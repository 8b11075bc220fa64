import { minutes, seconds } from '../../../src/domain/shared/time.js';
import { ClaimDesk } from '../../../src/server/inbox/claim-desk.js';
import { ClaimRepository } from '../../../src/server/inbox/claim.repository.js';
import { HeldConversations } from '../../../src/server/inbox/held-conversations.js';
import { BeatPresence, EndClaims } from '../../../src/server/inbox/leave-conversation.js';
import { InboxDoor } from '../../../src/server/inbox/inbox-door.js';
import { ConversationRow } from '../../../src/server/intake/conversation.row.js';
import { rows } from '../../../src/server/platform/database/database.js';
import { lena, mira, staffIdOf, vera, type CirclesHouse } from '../circles/circles-house.js';
import { IntakeHouse } from '../intake/intake-house.js';
import { makeTestDatabase, type TestDatabase } from '../support/test-database.js';

let test: TestDatabase;
let house: IntakeHouse;
let claims: ClaimRepository;
let desk: ClaimDesk;
let presence: BeatPresence;
let end: EndClaims;
let circles: CirclesHouse;
let id: ConversationRow['id'];

beforeAll(async () => {
  test = await makeTestDatabase([ConversationRow]);
  house = new IntakeHouse(test);
  const inbox = await house.foundInbox();
  ({ circles } = inbox);
  await house.writes(77, 'javite se');
  ({ id } = await house.conversation());
  claims = new ClaimRepository();
  desk = new ClaimDesk(house.clock, house.look, claims);
  const door = new InboxDoor(house.edge.anchor, inbox.circles.access);
  presence = new BeatPresence(house.clock, door, claims);
  end = new EndClaims(test.database, house.clock, desk, claims);
});
afterAll(() => test.drop());

beforeEach(async () => {
  await test.source.query('delete from inbox_claim');
  await test.database.transaction((tx) => claims.put(tx, id, staffIdOf(lena), house.clock.now()));
});

const mine = (who: typeof lena): Promise<string> =>
  test.database
    .transaction((tx) => desk.mine(tx, id, staffIdOf(who)))
    .then(
      () => 'mine',
      (refused: { code: string }) => refused.code,
    );

const beats = (who: typeof lena) => test.database.transaction((tx) => presence.run(tx, staffIdOf(who)));

describe('a claim', () => {
  it('lasts while its holder is heard', async () => {
    for (let beat = 0; beat < 5; beat += 1) {
      house.clock.advance(minutes(1));
      expect(await beats(lena)).toEqual([id]);
    }

    expect([await mine(lena), await mine(mira)]).toEqual(['mine', 'not-claimed']);
  });

  it('is over as soon as its holder was silent too long, before anything sweeps', async () => {
    house.clock.advance(seconds(91));

    expect(await mine(lena)).toBe('not-claimed');
    expect(await beats(lena)).toEqual([]);
  });

  it('is swept away, and the consoles of the inbox hear of it, and nobody else', async () => {
    house.clock.advance(seconds(91));
    await test.source.query('delete from event');
    await end.run();

    const told = await rows<{ kind: string; readers: string[] }>(
      test.database.reader,
      'select kind, readers from event',
    );
    expect(await rows(test.database.reader, 'select 1 from inbox_claim')).toEqual([]);
    expect(told.map(({ kind }) => kind)).toEqual(['inbox-conversation']);
    expect(told[0]?.readers).toEqual(expect.arrayContaining([staffIdOf(mira), staffIdOf(lena)]));
    expect(told[0]?.readers).not.toContain(staffIdOf(vera));
  });

  it('goes to a colleague when its holder leaves the house, or back into the queue', async () => {
    const held = new HeldConversations(
      house.clock,
      house.edge.anchor,
      circles.standing,
      house.read,
      desk,
      claims,
    );
    const work = () => held.heldBy(test.database.reader, staffIdOf(lena));
    const order = { kind: 'conversation', id, from: staffIdOf(lena), to: staffIdOf(mira) } as const;

    const [item] = await work();
    const given = await test.database.transaction((tx) => held.handOver(tx, order));
    const twice = await test.database.transaction((tx) => held.handOver(tx, order));
    const whose = await mine(mira);
    await test.database.transaction((tx) => held.letGo(tx, staffIdOf(mira)));

    expect(item).toMatchObject({ kind: 'conversation', id, number: 4001, way: 'moves' });
    expect(item?.takers).toContain(staffIdOf(mira));
    expect([given, twice, whose]).toEqual([true, false, 'mine']);
    expect(await work()).toEqual([]);
    expect(await mine(mira)).toBe('not-claimed');
  });

  it('is for members of the inbox: to everybody else it does not exist', async () => {
    await expect(beats(vera)).rejects.toMatchObject({ code: 'not-in-the-inbox' });
  });
});
