import { casesOf } from '../all-cases.js';

/** What came of the cases in this page; the test waits for it. */
export interface Outcome {
  readonly kept: number;
  readonly broken: readonly string[];
}

const broken: string[] = [];
let kept = 0;
for (const one of casesOf()) {
  try {
    await one.run();
    kept += 1;
  } catch (caught) {
    broken.push(`${one.name}: ${caught instanceof Error ? caught.message : 'failed'}`);
  }
}
Object.assign(globalThis, { outcome: { kept, broken } satisfies Outcome });
