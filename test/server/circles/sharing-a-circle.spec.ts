import { idBytes, idText } from '../../../src/contracts/shared/scalars.js';
import { CaseChain } from '../../../src/e2ee/circle/case-chain.js';
import { parseEpochRecord } from '../../../src/e2ee/circle/epoch-record.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import { openCircle } from '../../../src/e2ee/circle/open-circle.js';
import { hex } from '../../../src/e2ee/shared/bytes.js';
import { makeTestDatabase, type TestDatabase } from '../support/test-database.js';
import {
  CirclesHouse,
  everything,
  goran,
  lena,
  mira,
  readOnly,
  refusalFrom,
  stranger,
  to,
} from './circles-house.js';

let db: TestDatabase;
let house: CirclesHouse;

beforeAll(async () => {
  db = await makeTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.empty();
  house = new CirclesHouse(db.database);
});

describe('sharing a client case', () => {
  it('lets those who were named read what each of them wrote', async () => {
    const id = await house.as(mira).open('client-case', [to(mira, everything), to(goran)]);

    await house.as(mira).note(id, 'She is safe tonight.');
    await house.as(goran).note(id, 'I call her at eight.');

    expect(await house.as(goran).texts(id)).toEqual(['She is safe tonight.', 'I call her at eight.']);
  });

  it('gives each case a short number of its own', async () => {
    await house.as(mira).open('client-case');
    await house.as(goran).open('client-case');

    const numbers = await Promise.all([mira, goran].map((who) => house.list.run(house.as(who).id, null, 10)));

    const [first, second] = numbers.map(([mine]) => mine?.circle.facts?.number ?? 0);
    expect(second).toBe(first! + 1);
  });

  it('does not exist for a colleague who is not in it', async () => {
    const id = await house.as(mira).open('client-case');

    expect(await refusalFrom(house.as(goran).rows(id))).toBe('circle-unknown');
    expect(await refusalFrom(house.as(stranger).rows(id))).toBe('circle-unknown');
    expect(await house.list.run(house.as(goran).id, null, 10)).toEqual([]);
  });

  it('keeps a reader from writing', async () => {
    const id = await house.as(mira).open('client-case', [to(mira, everything), to(lena, readOnly)]);

    const attempt = house.as(lena).note(id, 'me too');

    expect(await refusalFrom(attempt)).toBe('circle-right-missing');
  });
});

describe('changing who is in a circle', () => {
  it('lets a new colleague read the whole history', async () => {
    const id = await house.as(mira).open('client-case');
    await house.as(mira).note(id, 'first');

    await house.as(mira).change(id, [to(mira, everything), to(goran)]);

    expect(await house.as(goran).texts(id)).toEqual(['first']);
  });

  it('shuts the door behind one who leaves', async () => {
    const id = await house.as(mira).open('client-case', [to(mira, everything), to(goran)]);
    await house.as(goran).note(id, 'mine');

    await house.as(mira).change(id, [to(mira, everything)]);

    expect(await refusalFrom(house.as(goran).rows(id))).toBe('circle-unknown');
    expect(await house.as(mira).texts(id)).toEqual(['mine']);
  });

  it('refuses a change that would leave a record without its key', async () => {
    const id = await house.as(mira).open('client-case');
    await house.as(mira).note(id, 'one');
    await house.as(mira).note(id, 'two');
    const { epoch, wraps } = house
      .as(mira)
      .composeEpoch(await house.as(mira).hold(id), [to(mira, everything)]);

    const attempt = house.as(mira).sendEpoch(id, epoch, wraps.slice(1));

    expect(await refusalFrom(attempt)).toBe('wraps-incomplete');
    expect(await house.as(mira).texts(id)).toEqual(['one', 'two']);
  });
});

describe('reading while somebody changes the members', () => {
  /** Reads, and before it answers for the first time, Mira changes the members and that is committed. */
  function slowly<Given extends unknown[], Found>(
    read: (...given: Given) => Promise<Found>,
    id: CircleId,
  ): (...given: Given) => Promise<Found> {
    let changed = false;
    return async (...given) => {
      const found = await read(...given);
      if (changed) return found;
      changed = true;
      await house.as(mira).change(id, [to(mira, everything), to(goran)]);
      return found;
    };
  }

  it('brings records with the wraps that their epoch opens', async () => {
    const id = await house.as(mira).open('client-case', [to(mira, everything), to(goran)]);
    await house.as(mira).note(id, 'She is safe tonight.');
    const { secrets } = await house.as(goran).hold(id);
    house.chains.page = slowly(house.chains.page.bind(house.chains), id);

    const place = { circle: id, channel: null, above: 0, limit: 200 };
    const page = await house.read.run(place, house.as(goran).id);

    const rows = page.records.map(({ bytes }) => bytes);
    const chain = CaseChain.read(idBytes(id), house.organisation.directory, rows);
    const wraps = new Map(page.wraps.map(({ record, wrap }) => [hex(record), wrap]));
    expect(openCircle(chain, secrets.wrapKey, wraps).contents).toMatchObject([
      { text: 'She is safe tonight.' },
    ]);
    expect(page).toMatchObject({ epoch: 1, head: 2 });
    expect(await house.as(goran).texts(id)).toEqual(['She is safe tonight.']);
  });

  it('brings the grant of the epoch that it tells', async () => {
    const id = await house.as(mira).open('client-case', [to(mira, everything), to(goran)]);
    const before = await house.readCircle.run(id, house.as(goran).id);
    house.directory.look = slowly(house.directory.look.bind(house.directory), id);

    const meanwhile = await house.readCircle.run(id, house.as(goran).id);

    expect(meanwhile).toEqual(before);
    expect((await house.readCircle.run(id, house.as(goran).id)).circle.epoch).toBe(2);
  });
});

describe('a change of members that leaves records behind', () => {
  async function twoNotes() {
    const id = await house.as(mira).open('client-case', [to(mira, everything), to(goran)]);
    await house.as(mira).note(id, 'one');
    await house.as(mira).note(id, 'two');
    const held = await house.as(mira).hold(id);
    const { epoch, wraps } = house.as(mira).composeEpoch(held, [to(mira, everything)]);
    return { id, epoch, kept: wraps.slice(1), left: wraps[0]!.record };
  }

  it('takes the old keys of what is named, shuts the door, and writes down who did it', async () => {
    const { id, epoch, kept, left } = await twoNotes();

    await house.as(mira).sendEpoch(id, epoch, kept, [left]);

    const deeds: unknown = await house.reader.query(`select kind, actor, subject from audit`);
    expect((await house.keys.wrapped(house.reader, id)).size).toBe(1);
    expect(await house.as(mira).texts(id)).toContain('failed');
    expect(await refusalFrom(house.as(goran).rows(id))).toBe('circle-unknown');
    expect(deeds).toEqual([{ kind: 'records-left-behind', actor: house.as(mira).id, subject: id }]);
  });

  it('is refused when it names what it also keeps, what the circle does not hold, or one record twice', async () => {
    const { id, epoch, kept, left } = await twoNotes();
    const send = (leftBehind: readonly Uint8Array[]) =>
      refusalFrom(house.as(mira).sendEpoch(id, epoch, kept, leftBehind));

    const answers = [
      await send([left, kept[0]!.record]),
      await send([new Uint8Array(32)]),
      await send([left, left]),
    ];

    expect(answers).toEqual(['wraps-incomplete', 'wraps-incomplete', 'wraps-incomplete']);
  });
});

describe('the list of members', () => {
  it('is at every moment what the signed epoch in force says', async () => {
    const id = await house.as(mira).open('client-case', [to(mira, everything), to(goran)]);
    const listed = async () =>
      (await house.circles.members(house.reader, id)).map(
        ({ userId, kv, rights }) => `${userId} ${kv} ${rights}`,
      );
    const signed = async () => {
      const { members } = parseEpochRecord((await house.chains.epochInForce(house.reader, id))!);
      return members.map(({ user, kv, rights }) => `${idText(user)} ${kv} ${rights}`);
    };
    const atFirst = [await listed(), await signed()];

    await house.as(mira).change(id, [to(mira, everything), to(lena, readOnly)]);

    expect(atFirst[0]).toEqual(atFirst[1]);
    expect(await listed()).toEqual(await signed());
    expect(await listed()).toHaveLength(3);
  });
});
