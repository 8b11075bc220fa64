import type { CircleId } from '../../../src/domain/circle/circle.js';
import { randomBytes } from '../../../src/e2ee/hazmat/chance.js';
import { rows, type Transaction } from '../../../src/server/platform/database/database.js';
import { makeTestDatabase, type TestDatabase } from '../support/test-database.js';
import { CirclesHouse, everything, goran, mira, to, type Held } from './circles-house.js';

let db: TestDatabase;

beforeAll(async () => {
  db = await makeTestDatabase();
});
afterAll(() => db.drop());

/** How many rows of tables PostgreSQL has looked at for this connection since it last counted them together. */
async function looked(tx: Transaction): Promise<number> {
  const [seen] = await rows<{ count: number }>(
    tx,
    `select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as count from pg_stat_xact_user_tables`,
  );
  return seen!.count;
}

/** Writes a note. @returns how many rows of tables were looked at for it */
async function write(house: CirclesHouse, id: CircleId, held: Held, text: string): Promise<number> {
  const writer = house.as(mira);
  const { row, wrap } = writer.composeRecord(held, text, { object: randomBytes(16) });
  held.chain.admit(row);
  return house.write(async (tx) => {
    const before = await looked(tx);
    await house.append.run(tx, { circle: id, channel: null, row, wrap }, writer.id);
    return (await looked(tx)) - before;
  });
}

describe('a case of a thousand notes', () => {
  it('costs no more to write in than a short one, and is read and changed as a whole', async () => {
    const house = new CirclesHouse(db.database);
    const id = await house.as(mira).open('client-case', [to(mira, everything), to(goran)]);
    const held = await house.as(mira).hold(id);
    const texts = Array.from({ length: 1_000 }, (_, index) => `${index} ${'x'.repeat(1_000)}`);
    const cost: number[] = [];

    for (const text of texts) cost.push(await write(house, id, held, text));
    const read = await house.as(goran).texts(id);
    await house.as(mira).change(id, [to(mira, everything)]);

    expect(read).toEqual(texts);
    // Now and then PostgreSQL weighs a table anew and reads it once.
    expect(median(cost.slice(-200))).toBeLessThan(median(cost.slice(0, 200)) + 10);
    expect(await house.as(mira).texts(id)).toEqual(texts);
  });
});

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
