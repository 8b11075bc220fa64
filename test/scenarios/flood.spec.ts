import { rows } from '../../src/server/platform/database/database.js';
import { eventually, phoneOf, startHouse, type House } from './support/house.js';

const flooder = 600_001;
const endangered = 600_002;
/** All ten thousand in `npm run test:long`. */
const messages = process.env['ZAKLON_LONG'] === '1' ? 10_000 : 3_000;

let house: House;

beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

describe(`${messages} messages from one chat`, () => {
  it('are kept, are slowed kindly, and let the alert of somebody else through within seconds', async () => {
    const began = performance.now();
    for (let count = 0; count < messages; count += 1)
      house.sandbox.phone(flooder).send('intake', `poruka ${count}`);
    house.sandbox.phone(flooder).send('intake', 'ubiće me');
    house.sandbox.phone(endangered).send('intake', 'hoće da me ubije');

    const alerts = () =>
      house.sandbox
        .phone(phoneOf.mira)
        .messages('staff')
        .filter(({ text }) => text.includes('RED'));
    await eventually(() => house.sandbox.pending('intake') === 0, 420_000);
    await eventually(() => alerts().length >= 2);
    const kept = await rows<{ count: number }>(
      house.test.database.reader,
      `select (select count(*) from held_back_entry)::int
            + (select count(*) from chain_record where channel_id is not null)::int as count`,
    );
    const answers = house.sandbox
      .phone(flooder)
      .messages('intake')
      .filter(({ from }) => from === 'bot');

    // Every text once, and for each of the two what its words of danger raised.
    expect(kept[0]?.count).toBe(messages + 2 + 2);
    // A new minute begins anew with its few answers, and how many minutes it lasts is the machine's affair.
    const lasted = Math.ceil((performance.now() - began) / 60_000);
    expect(answers.length).toBeLessThan(5 + 5 * lasted);
    expect(answers.some(({ text }) => text.includes('pročita'))).toBe(true);
  });
});
