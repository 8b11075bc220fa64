import type { Case } from './cases/case.js';

/** Every case as one Jest test. */
export function runCases(cases: readonly Case[]): void {
  it.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    await expect(Promise.resolve().then(() => one.run())).resolves.toBeUndefined();
  });
}
