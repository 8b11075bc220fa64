import type { CircleId } from '../../../src/domain/circle/circle.js';
import { eraseText } from '../../../src/e2ee/circle/erase-text.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import { hex, utf8 } from '../../../src/e2ee/shared/bytes.js';
import { recovery } from '../../e2ee/builders/organisation.js';
import { makeTestDatabase, type TestDatabase } from '../support/test-database.js';
import {
  CirclesHouse,
  everything,
  goran,
  mira,
  refusalFrom,
  staffIdOf,
  to,
  type Client,
} from './circles-house.js';
import { columnOf, dumpOf, openedFromDump, secretsFromDump } from './dump.js';

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

const planted = 'Jelena, 17, Bulevar 12, hearing on Monday';

async function erase(client: Client, id: CircleId, hashes: readonly Uint8Array[]): Promise<void> {
  const { row, wrap } = client.composeRecord(await client.hold(id), eraseText(hashes), { kind: kinds.erase });
  const record = { circle: id, channel: null, row, wrap };
  await house.write((tx) => house.eraseRecords.run(tx, { record, hashes }, client.id));
}

describe('a copy of the database', () => {
  it('holds no word of what was written, and no secret', async () => {
    const id = await house.as(mira).open('client-case', [to(mira, everything), to(goran)]);
    await house.as(mira).note(id, planted);
    const { secrets } = await house.as(mira).hold(id);

    const dump = await dumpOf(house.reader);

    expect(dump).toContain(id);
    for (const needle of [planted, hex(utf8(planted)), 'Jelena', hex(utf8('Jelena')), hex(secrets.ces)])
      expect(dump).not.toContain(needle);
  });
});

describe('one who was removed', () => {
  it('opens nothing in a later copy with the secret she kept', async () => {
    const id = await house.as(mira).open('client-case', [to(mira, everything), to(goran)]);
    await house.as(mira).note(id, planted);
    const { secrets } = await house.as(goran).hold(id);
    const before = await openedFromDump(house.reader, [secrets.wrapKey]);

    await house.as(mira).change(id, [to(mira, everything)]);
    await house.as(mira).note(id, 'after he left');

    const kept = [
      secrets.wrapKey,
      { ...secrets.wrapKey, epoch: 2 },
      ...(await secretsFromDump(house.reader, goran, id)),
    ];
    expect(before).toEqual([planted]);
    expect(await openedFromDump(house.reader, kept)).toEqual([]);
    expect(await house.as(mira).texts(id)).toEqual([planted, 'after he left']);
  });
});

describe('erasing a record', () => {
  it('leaves a chain that verifies and nothing that opens', async () => {
    const id = await house.as(mira).open('client-case', [to(mira, everything), to(goran)]);
    const { envelope } = await house.as(goran).note(id, planted);
    await house.as(goran).note(id, 'stays');

    await erase(house.as(mira), id, [envelope.hash]);

    const { opened, secrets } = await house.as(goran).hold(id);
    const live = [secrets.wrapKey, ...(await secretsFromDump(house.reader, recovery, id))];
    expect(opened.standing).toBe('whole');
    expect((await house.as(goran).texts(id)).slice(0, 2)).toEqual(['erased', 'stays']);
    expect(await openedFromDump(house.reader, live)).not.toContain(planted);
  });

  it('is not for one who may write but not grant', async () => {
    const id = await house.as(mira).open('client-case', [to(mira, everything), to(goran)]);
    const { envelope } = await house.as(goran).note(id, planted);

    expect(await refusalFrom(erase(house.as(goran), id, [envelope.hash]))).toBe(
      'chain-record-refused: right',
    );
    expect(await house.as(mira).texts(id)).toEqual([planted]);
  });

  it('refuses what is not there, twice, an erasure, or another circle’s', async () => {
    const id = await house.as(mira).open('client-case');
    const { envelope } = await house.as(mira).note(id, planted);
    const other = await house.as(mira).open('client-case');
    const foreign = await house.as(mira).note(other, 'elsewhere');
    const again = [envelope.hash, envelope.hash];

    expect(await refusalFrom(erase(house.as(mira), id, again))).toBe('record-unknown');
    expect(await refusalFrom(erase(house.as(mira), id, [foreign.envelope.hash]))).toBe('erasure-refused');
    await erase(house.as(mira), id, [envelope.hash]);
    expect(await refusalFrom(erase(house.as(mira), id, [envelope.hash]))).toBe('erasure-refused');
    const [, erasure] = (await house.as(mira).hold(id)).chain.records;
    expect(await refusalFrom(erase(house.as(mira), id, [erasure!.hash]))).toBe('erasure-refused');
    expect(await house.as(mira).texts(other)).toEqual(['elsewhere']);
  });

  it('lets the members change afterwards', async () => {
    const id = await house.as(mira).open('client-case');
    const { envelope } = await house.as(mira).note(id, planted);
    await house.as(mira).note(id, 'stays');
    await erase(house.as(mira), id, [envelope.hash]);

    await house.as(mira).change(id, [to(mira, everything), to(goran)]);

    expect((await house.as(goran).texts(id)).slice(0, 2)).toEqual(['erased', 'stays']);
  });
});

describe('erasing a case', () => {
  async function aClosedCase(): Promise<CircleId> {
    const id = await house.as(mira).open('client-case', [to(mira, everything), to(goran)]);
    await house.as(mira).note(id, planted);
    const change = { standing: { state: 'closed', reason: 'completed' } } as const;
    await house.write((tx) => house.changeCase.run(tx, id, { change, seen: 1 }, staffIdOf(mira)));
    return id;
  }

  it('leaves nothing that every member’s live keys could open', async () => {
    const id = await aClosedCase();
    const { secrets } = await house.as(mira).hold(id);

    await house.write((tx) => house.eraseCircle.run(tx, id, staffIdOf(mira)));

    expect(await columnOf(house.reader, 'circle_grant', 'sealed')).toEqual([]);
    expect(await columnOf(house.reader, 'circle_wrap', 'wrap')).toEqual([]);
    expect(await columnOf(house.reader, 'chain_record', 'bytes')).toEqual([]);
    expect(await openedFromDump(house.reader, [secrets.wrapKey])).toEqual([]);
    expect(await refusalFrom(house.as(mira).rows(id))).toBe('circle-unknown');
  });

  it('is refused while the case is open, and to one who may not grant', async () => {
    const open = await house.as(mira).open('client-case');
    const id = await aClosedCase();

    const attempts = [
      house.write((tx) => house.eraseCircle.run(tx, open, staffIdOf(mira))),
      house.write((tx) => house.eraseCircle.run(tx, id, staffIdOf(goran))),
    ];

    expect(await Promise.all(attempts.map(refusalFrom))).toEqual([
      'erasure-refused: open',
      'circle-right-missing',
    ]);
    expect(await house.as(goran).texts(id)).toEqual([planted]);
  });
});
