import { rows } from '../../src/server/platform/database/database.js';
import { start, type Running } from '../../src/server/app/main.js';
import { eventually, phoneOf, startHouse, type House } from './support/house.js';
import { walk } from './support/walk.js';

let house: House;
let second: Running;

beforeAll(async () => {
  house = await startHouse();
  second = await start(house.env);
});
afterAll(async () => {
  await second.stop();
  await house.stop();
});

const alertsOn = (phone: number): number =>
  house.sandbox
    .phone(phone)
    .messages('staff')
    .filter(({ text }) => text.includes('RED')).length;

/** How many sessions lead the poller of a bot in this house; the other houses of PostgreSQL do not count. */
async function holdersOf(bot: 'intake' | 'staff'): Promise<number> {
  const found = await rows(
    house.test.database.reader,
    `select 1 from pg_locks
     where locktype = 'advisory' and granted
       and database = (select oid from pg_database where datname = current_database())
       and (classid::bigint << 32 | objid::bigint) = hashtext($1)::bigint`,
    [`zaklon-poller-${bot}`],
  );
  return found.length;
}

describe('two servers on one database', () => {
  it('ask Telegram for updates one at a time', async () => {
    house.sandbox.phone(1001).send('intake', 'zdravo');
    await eventually(() => house.sandbox.phone(1001).messages('intake').length > 1);

    expect([await holdersOf('intake'), await holdersOf('staff')]).toEqual([1, 1]);
  });

  it('call each person once for one alert', async () => {
    house.sandbox.phone(1002).send('intake', '/start');
    await walk(house.sandbox.phone(1002), ['English', 'Yes', 'Start', 'About me', 'Yes, now']);
    await eventually(() => alertsOn(phoneOf.mira) > 0 && alertsOn(phoneOf.jovan) > 0);
    await new Promise((resolve) => setTimeout(resolve, 1_500));

    expect([alertsOn(phoneOf.mira), alertsOn(phoneOf.jovan)]).toEqual([1, 1]);
  });

  it('go on when the one that asks is stopped', async () => {
    await house.running.stop();
    house.sandbox.phone(1003).send('intake', 'hoće da me ubije');

    await eventually(async () => {
      const red = await rows(house.test.database.reader, `select 1 from conversation where priority = 'RED'`);
      return red.length === 2;
    });
  });
});
