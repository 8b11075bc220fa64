import type { Route } from '../../../src/contracts/shared/route.js';
import { EveryApiHouse } from './every-api-house.js';
import { addressOf, everyContract } from './every-contract.js';
import { PROMISES } from './promises.js';
import { SignedThings } from './signed-things.js';
import { Volley } from './volley.js';

/**
 * The same seed draws the same requests, so that what everybody runs is the same for everybody. FUZZ_SEED=… walks another way,
 * FUZZ_ROUNDS=… a longer one: do that after every change of routes.
 */
const seed = Number(process.env['FUZZ_SEED'] ?? 661_913_499);
const rounds = Number(process.env['FUZZ_ROUNDS'] ?? 12);

let house: EveryApiHouse;
let routes: readonly Route[];
let volley: Volley;

beforeAll(async () => {
  house = await EveryApiHouse.open();
  const signed = new SignedThings(house, await house.fill());
  routes = await everyContract();
  volley = new Volley(house, routes, seed, signed);
  await volley.begin();
  await volley.fire(rounds);
  await volley.sweep();
  console.log(summary());
});
afterAll(() => house.close());

describe('every route, asked by everybody for anything', () => {
  it('is in the contracts, and every contract is answered', () => {
    expect(house.routes.map(addressOf).sort()).toEqual(routes.map(addressOf).sort());
  });

  it.each(PROMISES)('%s', (promised) => {
    const broken = [...volley.faults.values()].filter((fault) => fault.promised === promised);

    expect(broken.map(({ story }) => story)).toEqual([]);
  });

  it('was asked so that many routes did something, and that refusals had many reasons', () => {
    const silent = routes.map(addressOf).filter((address) => !volley.done.has(address));

    expect(silent.length).toBeLessThan((routes.length * 2) / 3);
    expect(volley.refused.size).toBeGreaterThan(25);
  });
});

function summary(): string {
  const byCount = [...volley.refused].sort(([, one], [, other]) => other - one);
  const total = byCount.reduce((sum, [, count]) => sum + count, 0);
  const done = [...volley.done.values()].reduce((sum, count) => sum + count, 0);
  const silent = routes.map(addressOf).filter((address) => !volley.done.has(address));
  return [
    `FUZZ_SEED=${seed} FUZZ_ROUNDS=${rounds}: ${done} answered, ${total} refused.`,
    byCount.map(([code, count]) => `${code} ${count}`).join(', '),
    `Never answered with success: ${silent.join(', ')}`,
  ].join('\n');
}
