/**
 * All cases and vectors without a test framework, stopping at the first broken promise: quick to run while one works.
 * Prints the name of the case that failed and exits with 1. Arguments name the areas to run, and leave the vectors out.
 */
import { casesOf } from './all-cases.js';
import { everyCase } from './every-case.js';

const wanted = process.argv.slice(2);

for (const one of wanted.length > 0 ? casesOf(wanted) : everyCase()) {
  try {
    await one.run();
  } catch (caught) {
    console.error(`${one.name}: ${caught instanceof Error ? caught.message : 'failed'}`);
    process.exit(1);
  }
}
console.log('All promises are kept.');
