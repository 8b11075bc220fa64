/**
 * All cases and vectors without a test framework, stopping at the first broken promise: fast enough to be run once for
 * every mutant. Prints the name of the case that failed and exits with 1.
 */
import { readFileSync } from 'node:fs';
import { derivePassphraseKey } from '../../src/e2ee/hazmat/passphrase.js';
import { allCases } from './all-cases.js';
import { passphraseCases } from './cases/passphrase-cases.js';
import { vectorCases, type VectorFile } from './cases/vectors.js';

const file = JSON.parse(readFileSync('test/vectors/protocol.json', 'utf8')) as VectorFile;

for (const one of [...allCases, ...vectorCases(file, derivePassphraseKey), ...passphraseCases]) {
  try {
    await one.run();
  } catch (caught) {
    console.error(`${one.name}: ${caught instanceof Error ? caught.message : 'failed'}`);
    process.exit(1);
  }
}
console.log('All promises are kept.');
