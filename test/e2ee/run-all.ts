/**
 * All cases and vectors without a test framework, stopping at the first broken promise: fast enough to be run once for
 * every mutant. Prints the name of the case that failed and exits with 1. Arguments name the areas to run, and leave the
 * vectors out.
 */
import { readFileSync } from 'node:fs';
import { derivePassphraseKey } from '../../src/e2ee/hazmat/passphrase.js';
import { casesOf } from './all-cases.js';
import { passphraseCases } from './cases/passphrase-cases.js';
import { vectorCases, type VectorFile } from './cases/vectors.js';

const file = JSON.parse(readFileSync('test/vectors/protocol.json', 'utf8')) as VectorFile;

const wanted = process.argv.slice(2);
const all = () => [...casesOf(), ...vectorCases(file, derivePassphraseKey), ...passphraseCases];

for (const one of wanted.length > 0 ? casesOf(wanted) : all()) {
  try {
    await one.run();
  } catch (caught) {
    console.error(`${one.name}: ${caught instanceof Error ? caught.message : 'failed'}`);
    process.exit(1);
  }
}
console.log('All promises are kept.');
