import type { CircleId } from '../../../src/domain/circle/circle.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import { makeTestDatabase, type TestDatabase } from '../support/test-database.js';
import { CirclesHouse, everything, goran, mira, refusalFrom, to } from './circles-house.js';

let db: TestDatabase;
let house: CirclesHouse;
let id: CircleId;

beforeAll(async () => {
  db = await makeTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.empty();
  house = new CirclesHouse(db.database);
  id = await house.as(mira).open('client-case', [to(mira, everything), to(goran)]);
});

/** Reads, seals, sends; when somebody else was first, reads again and applies the same text anew. */
async function insist(who: Identity, text: string): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const record = house.as(who).composeRecord(await house.as(who).hold(id), text);
    const refusal = await refusalFrom(house.as(who).send(id, record));
    if (refusal === 'nothing refused') return tries;
    expect(refusal).toBe('chain-superseded');
  }
}

describe('two people who write at the same moment', () => {
  it('lets one in and tells the other to read again', async () => {
    const [hers, his] = await Promise.all([mira, goran].map((who) => house.as(who).hold(id)));
    const records = [house.as(mira).composeRecord(hers!, 'hers'), house.as(goran).composeRecord(his!, 'his')];

    const outcomes = await Promise.all([
      refusalFrom(house.as(mira).send(id, records[0]!)),
      refusalFrom(house.as(goran).send(id, records[1]!)),
    ]);

    expect([...outcomes].sort()).toEqual(['chain-superseded', 'nothing refused']);
    expect(await house.as(mira).texts(id)).toHaveLength(1);
  });

  it('loses no text of eight writers who all insist', async () => {
    const texts = Array.from({ length: 8 }, (_, index) => `text ${index}`);

    await Promise.all(texts.map((text, index) => insist(index % 2 ? mira : goran, text)));

    const { opened } = await house.as(mira).hold(id);
    expect(opened.standing).toBe('whole');
    expect((await house.as(mira).texts(id)).sort()).toEqual(texts);
  });

  it('never lets a note slip past a change of members without a key under the new secret', async () => {
    for (let round = 0; round < 6; round += 1) {
      const shared = await house.as(mira).open('client-case', [to(mira, everything), to(goran)]);
      await house.as(mira).note(shared, 'before');
      const change = house.as(mira).composeEpoch(await house.as(mira).hold(shared), [to(mira, everything)]);
      const record = house.as(goran).composeRecord(await house.as(goran).hold(shared), 'at the same moment');

      const [changed, written] = await Promise.all([
        refusalFrom(house.as(mira).sendEpoch(shared, change.epoch, change.wraps)),
        refusalFrom(house.as(goran).send(shared, record)),
      ]);

      expect([
        ['nothing refused', 'circle-unknown'],
        ['chain-superseded', 'nothing refused'],
      ]).toContainEqual([changed, written]);
      expect((await house.as(mira).hold(shared)).opened.standing).toBe('whole');
    }
  });
});

describe('one person who writes from two places', () => {
  it('keeps one of two new versions of a note, and the other text is still hers to send', async () => {
    const { envelope } = await house.as(mira).note(id, 'version 1');
    const { object } = envelope.header;
    const held = await house.as(mira).hold(id);
    const [one, two] = ['a', 'b'].map((text) => house.as(mira).composeRecord(held, text, { object }));

    await house.as(mira).send(id, one!);
    const second = await refusalFrom(house.as(mira).send(id, two!));
    await house.as(mira).note(id, 'b', { object });

    expect(second).toBe('chain-superseded');
    expect(await house.as(goran).texts(id)).toEqual(['version 1', 'a', 'b']);
  });
});
