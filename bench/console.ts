/**
 * How long somebody waits in a real browser for what the server cannot do for her: opening her keys with her passphrase, at the
 * cost that is the default, and the first page.
 *
 *   npm run bench console
 */
import { defaultCost } from '../src/e2ee/account/cost.js';
import { ConsoleHouse } from '../test/console/support/console-house.js';
import { setUpHouse, signIn, unlock } from '../test/console/support/people.js';

const rounds = 5;
const limitMs = 2_000;

const house = await ConsoleHouse.open({ passphraseCost: defaultCost });
try {
  const page = await house.page(await house.profile());
  const people = page.getByRole('heading', { name: 'People' });
  await page.getByRole('heading', { name: 'Set up the organisation' }).waitFor();
  const { passphrase } = await setUpHouse(page, 'Bench', 'Jelena');
  await signIn(page, 'Jelena', passphrase);
  await people.waitFor();

  const unlocks = await times(async () => {
    await page.getByRole('button', { name: 'Lock', exact: true }).click();
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    return measured(async () => {
      await unlock(page, passphrase);
      await people.waitFor();
    });
  });
  const firstPages = await times(async () => {
    const fresh = await house.profile();
    const took = await measured(async () => {
      const door = await house.page(fresh);
      await door.getByRole('heading', { name: 'Sign in' }).waitFor();
    });
    await fresh.close();
    return took;
  });

  const unlocked = median(unlocks);
  console.log(`unlock with a passphrase, to the open page   ${unlocked.toFixed(0)} ms   limit ${limitMs} ms`);
  console.log(`first page with an empty cache, this machine ${median(firstPages).toFixed(0)} ms`);
  if (unlocked > limitMs) process.exitCode = 1;
} finally {
  await house.close();
}

async function times(act: () => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  for (let round = 0; round < rounds; round += 1) results.push(await act());
  return results;
}

/** @returns milliseconds */
async function measured(act: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await act();
  return performance.now() - begin;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[rounds >> 1] ?? 0;
}
