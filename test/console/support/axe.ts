import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Every violation that axe finds on the page as it is now, as lines that say what and where. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  // Through the debugger, which the page's policy does not bind; the policy itself stays in force.
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Runtime.evaluate', { expression: axe.source });
  const found = await cdp.send('Runtime.evaluate', {
    expression: `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await cdp.detach();
  return (found.result.value as readonly string[] | undefined) ?? ['axe did not run'];
}

/** The same in the light and in the dark. */
export async function faultsInBothLights(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const light of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: light });
    faults.push(...(await faultsOf(page)).map((fault) => `${light}: ${fault}`));
  }
  await page.emulateMedia({ colorScheme: null });
  return faults;
}
