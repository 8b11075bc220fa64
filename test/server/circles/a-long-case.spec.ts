import { randomBytes } from '../../../src/e2ee/hazmat/chance.js';
import { makeTestDatabase, type TestDatabase } from '../support/test-database.js';
import { CirclesHouse, everything, goran, mira, to } from './circles-house.js';

let db: TestDatabase;

beforeAll(async () => {
  db = await makeTestDatabase();
});
afterAll(() => db.drop());

describe('a case of a thousand notes', () => {
  it('costs no more to write in than a short one, and is read and changed in seconds', async () => {
    const house = new CirclesHouse(db.database);
    const id = await house.as(mira).open('client-case', [to(mira, everything), to(goran)]);
    const { chain, secrets, ...rest } = await house.as(mira).hold(id);
    const held = { chain, secrets, ...rest };
    const texts = Array.from({ length: 1_000 }, (_, index) => `${index} ${'x'.repeat(1_000)}`);
    const took: number[] = [];

    for (const text of texts) {
      const record = house.as(mira).composeRecord(held, text, { object: randomBytes(16) });
      chain.admit(record.row);
      const began = performance.now();
      await house.as(mira).send(id, record);
      took.push(performance.now() - began);
    }
    const began = performance.now();
    const read = await house.as(goran).texts(id);
    const readIn = performance.now() - began;
    const beganChange = performance.now();
    await house.as(mira).change(id, [to(mira, everything)]);
    const changedIn = performance.now() - beganChange;

    expect(read).toEqual(texts);
    expect(median(took.slice(-200))).toBeLessThan(3 * median(took.slice(0, 200)) + 5);
    expect(median(took)).toBeLessThan(100);
    expect([readIn < 10_000, changedIn < 10_000]).toEqual([true, true]);
  });
});

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
